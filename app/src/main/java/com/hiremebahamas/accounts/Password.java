package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.web.Text;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Which passwords are accepted: those of 8 characters or more that are not among the most common. There are
/// no rules about kinds of characters: they lead to `Password1!`.
final class Password {

    static final int SHORTEST = 8;

    /// Rejected before hashing: no person types a longer one, and hashing it costs more than sending it.
    static final int LONGEST_BYTES = 256;

    private static final int RUN = 4;

    private Password() {}

    /// In NFC, since keyboards compose accents differently.
    static String normalized(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    static boolean isTooLong(String password) {
        return password.length() > LONGEST_BYTES || password.getBytes(UTF_8).length > LONGEST_BYTES;
    }

    /// What is wrong with a new password, or empty.
    static String problem(String password, String email) {
        if (password.isEmpty()) return "Choose a password.";
        if (Text.length(password) < SHORTEST) return "Use at least " + SHORTEST + " characters for the password.";
        if (isTooLong(password))
            return "Use at most " + LONGEST_BYTES + " bytes for the password: about that many letters.";
        if (isGuessable(password.toLowerCase(Locale.ROOT), email.toLowerCase(Locale.ROOT))) {
            return "This password is among the first that are guessed. Choose a longer or stranger one.";
        }
        return "";
    }

    private static boolean isGuessable(String password, String email) {
        var name = email.substring(0, Math.max(0, email.indexOf('@')));
        var core = core(password);
        return password.equals(email)
                || core.equals(name)
                || CommonPasswords.WORDS.contains(password)
                || CommonPasswords.WORDS.contains(core)
                || isOneRun(password);
    }

    /// The password without the digits and punctuation at its end: `sunshine` of `sunshine123!`.
    private static String core(String password) {
        int end = password.length();
        while (end > 0 && !Character.isLetter(password.charAt(end - 1))) end--;
        return end < RUN ? password : password.substring(0, end);
    }

    /// Whether consecutive characters all differ by the same step of -1, 0 or 1: `aaaaaaaa`, `12345678`.
    private static boolean isOneRun(String password) {
        return Set.of(-1, 0, 1).stream().anyMatch(step -> isRun(password, step));
    }

    private static boolean isRun(String password, int step) {
        for (int i = 1; i < password.length(); i++) {
            if (password.charAt(i) - password.charAt(i - 1) != step) return false;
        }
        return true;
    }
}
