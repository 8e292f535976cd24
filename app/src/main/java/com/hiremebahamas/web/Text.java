package com.hiremebahamas.web;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// Typed text, normalised: NFC, no white space around it, absent and empty the same.
public final class Text {

    private Text() {}

    /// Text as it is stored. Line ends become `\n`; control characters stay, for the form to reject.
    public static String of(@Nullable String typed) {
        if (typed == null) return "";
        return Normalizer.normalize(typed.replace("\r\n", "\n"), Normalizer.Form.NFC)
                .strip();
    }

    /// In code points, which is close to the characters a person counts.
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Whether the text is one line without invisible control characters.
    static boolean isLine(String text) {
        return text.codePoints().noneMatch(Text::isControl);
    }

    /// Like [#isLine], with line ends and tabs allowed.
    static boolean isParagraphs(String text) {
        return text.codePoints().noneMatch(c -> isControl(c) && c != '\n' && c != '\t');
    }

    /// Whether no database column and no page can hold the text: it has NUL or a lone surrogate.
    static boolean isBroken(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /// Control characters, line and paragraph separators, and marks that change the direction of the text after them.
    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
