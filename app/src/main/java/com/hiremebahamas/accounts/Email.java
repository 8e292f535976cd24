package com.hiremebahamas.accounts;

import com.hiremebahamas.web.Text;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// E-mail addresses. Whether an address receives mail, only a message to it can show.
final class Email {

    static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String FORBIDDEN = "()<>[]:;,\\\"";

    private Email() {}

    /// The address as it is stored: without what is invisible, so that no such character makes a second
    /// account, and with its domain in ASCII (IDNA). Text that is no address stays as it is.
    ///
    /// @throws com.hiremebahamas.web.Problem 422 when it is far too long
    static String of(@Nullable String typed) {
        var text = Text.visible(Text.line(typed, "email", LONGEST));
        int domain = text.lastIndexOf('@') + 1;
        return text.substring(0, domain) + asciiDomain(text.substring(domain));
    }

    /// By what the database compares addresses.
    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /// The same for addresses that look alike, for limits: `İan@` is counted with `ian@`.
    static String folded(String email) {
        var letters = Normalizer.normalize(email, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return letters.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// Whether mail can be sent to it as far as its syntax shows, in linear time for any input. Letters beyond
    /// ASCII before the @ are refused: few servers take them, and many letters look alike.
    static boolean isPlausible(String email) {
        int at = email.lastIndexOf('@');
        return email.length() <= LONGEST
                && at == email.indexOf('@')
                && isLocalPart(email.substring(0, Math.max(at, 0)))
                && isDomain(email.substring(at + 1));
    }

    /// What is wrong with an address that is not plausible.
    static String problem(String email) {
        boolean otherLetters =
                email.chars().limit(Math.max(0, email.lastIndexOf('@'))).anyMatch(c -> c >= 0x7F);
        return otherLetters
                ? "Use an e-mail address without accents or other special letters before the @."
                : "Enter the whole e-mail address, such as ann@example.com.";
    }

    private static String asciiDomain(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) return text;
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static boolean isLocalPart(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_LOCAL_PART && isPlain(text) && isDotted(text);
    }

    private static boolean isDomain(String text) {
        return text.indexOf('.') > 0 && isPlain(text) && isDotted(text) && !text.startsWith("-") && !text.endsWith("-");
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F && FORBIDDEN.indexOf(c) < 0);
    }

    private static boolean isDotted(String text) {
        return !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }
}
