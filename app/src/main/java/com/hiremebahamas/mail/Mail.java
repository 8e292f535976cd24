package com.hiremebahamas.mail;

import java.util.List;
import java.util.Optional;

/// A message to one person. All of it is text: the HTML part escapes it.
///
/// @param to         an address, without a name
/// @param subject    becomes one line, cut where it is longer than mail programs show
/// @param paragraphs shown before the link
/// @param closing    small print, after the link
public record Mail(String to, String subject, List<String> paragraphs, Optional<Link> link, List<String> closing) {

    static final int LONGEST_SUBJECT = 200;

    /// What the person is to follow: a button in the HTML part, the bare address in the plain one.
    ///
    /// @param url absolute, `https://…`; in development `http://…`
    public record Link(String label, String url) {

        /// @throws IllegalArgumentException for a URL that is no such address, or that has a space or a line
        ///                                  end in it, where mail programs would cut it
        public Link {
            boolean isWeb = url.startsWith("https://") || url.startsWith("http://");
            if (!isWeb || !url.chars().allMatch(c -> c > ' ' && c < 0x7F))
                throw new IllegalArgumentException("A link in a mail must be an absolute URL in ASCII");
        }
    }

    public Mail {
        subject = oneLine(subject);
        paragraphs = List.copyOf(paragraphs);
        closing = List.copyOf(closing);
    }

    /// A line end in a header would begin another header.
    private static String oneLine(String text) {
        var line = new StringBuilder(Math.min(text.length(), LONGEST_SUBJECT + 2));
        text.codePoints()
                .limit(LONGEST_SUBJECT + 1L)
                .map(c -> isLineEndOrControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        if (line.codePointCount(0, line.length()) <= LONGEST_SUBJECT)
            return line.toString().strip();
        line.setLength(line.offsetByCodePoints(0, LONGEST_SUBJECT - 1));
        return line.toString().strip() + "…";
    }

    private static boolean isLineEndOrControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
