package com.hiremebahamas.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.web.Text;
import java.text.Normalizer;
import java.util.List;

/// Which passwords are accepted: those of 8 characters or more that are not [guessed
/// first][GuessablePassword]. There are no rules about kinds of characters: they lead to `Password1!`.
public final class Password {

    static final int SHORTEST = 8;

    /// Rejected before hashing: no person types a longer one, and hashing it costs more than sending it.
    static final int LONGEST_BYTES = 256;

    private Password() {}

    /// In NFC, since keyboards compose accents differently.
    static String normalized(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    public static boolean isTooLong(String password) {
        return password.length() > LONGEST_BYTES || password.getBytes(UTF_8).length > LONGEST_BYTES;
    }

    /// What is wrong with a new password, or empty.
    ///
    /// @param known what others know of the person: the e-mail address and the name
    public static String problem(String password, String... known) {
        if (password.isEmpty()) return "Choose a password.";
        if (Text.length(password) < SHORTEST) return "Use at least " + SHORTEST + " characters for the password.";
        if (isTooLong(password))
            return "This password is too long. Use at most " + LONGEST_BYTES
                    + " letters, or fewer with accents or emoji.";
        if (GuessablePassword.is(password, List.of(known)))
            return "This password is easy to guess. Choose a longer or more unusual one.";
        return "";
    }
}
