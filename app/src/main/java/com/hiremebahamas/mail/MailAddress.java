package com.hiremebahamas.mail;

import java.util.Optional;

/// A mailbox in a header: `HireMeBahamas <no-reply@example.com>`, or the bare address.
///
/// @param name empty for none
public record MailAddress(String name, String address) {

    private static final int LONGEST = 254;
    private static final int LONGEST_NAME = 100;
    private static final String FORBIDDEN = "()<>[]:;,\\\"";

    /// Empty when the text is none of both forms. A name may stand in double quotes.
    public static Optional<MailAddress> parse(String text) {
        var line = text.strip();
        int open = line.indexOf('<');
        if (open < 0) return of("", line);
        return line.endsWith(">")
                ? of(name(line.substring(0, open).strip()), line.substring(open + 1, line.length() - 1))
                : Optional.empty();
    }

    /// Whether mail can be sent to it as far as its syntax shows; in ASCII, as every server takes it.
    static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return text.length() <= LONGEST
                && at == text.lastIndexOf('@')
                && isPart(text.substring(0, Math.max(at, 0)))
                && isPart(text.substring(at + 1));
    }

    /// What follows the `@`.
    public String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }

    private static Optional<MailAddress> of(String name, String address) {
        return isName(name) && isAddress(address) ? Optional.of(new MailAddress(name, address)) : Optional.empty();
    }

    private static String name(String text) {
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || "<>\"\\".indexOf(c) >= 0) return false;
        }
        return text.length() <= LONGEST_NAME;
    }

    /// A loop and no stream: this runs before the port is open.
    private static boolean isPart(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F || FORBIDDEN.indexOf(c) >= 0) return false;
        }
        return !text.isEmpty() && !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }
}
