package com.hiremebahamas.accounts;

/// Syntax checks of e-mail addresses. Whether an address receives mail, only a message to it can show.
final class Email {

    static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String FORBIDDEN = "()<>[]:;,\\\"";

    private Email() {}

    /// In linear time for any input. Domains in any script are accepted as typed.
    static boolean isPlausible(String email) {
        int at = email.lastIndexOf('@');
        return email.length() <= LONGEST
                && at == email.indexOf('@')
                && isLocalPart(email.substring(0, Math.max(at, 0)))
                && isDomain(email.substring(at + 1));
    }

    private static boolean isLocalPart(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_LOCAL_PART && isPlain(text) && isDotted(text);
    }

    private static boolean isDomain(String text) {
        return text.indexOf('.') > 0 && isPlain(text) && isDotted(text) && !text.startsWith("-") && !text.endsWith("-");
    }

    private static boolean isPlain(String text) {
        return text.codePoints()
                .allMatch(c -> c > ' '
                        && !Character.isISOControl(c)
                        && !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && FORBIDDEN.indexOf(c) < 0);
    }

    private static boolean isDotted(String text) {
        return !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }
}
