package com.hiremebahamas.web;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Typed text, normalised: NFC, no white space around it, absent and empty the same.
public final class Text {

    private Text() {}

    /// The most UTF-16 units in which one character is typed: letters with several marks, and emoji.
    private static final int UNITS_PER_CHARACTER = 4;

    /// More marks on one letter are no writing, and normalising them takes the square of their number: UAX #15
    /// calls text with at most 30 stream-safe.
    private static final Pattern MARKS = Pattern.compile("(\\p{M}{30})\\p{M}++");

    /// Text as it is stored. Line ends become `\n`; control characters stay, for the form to reject.
    ///
    /// Takes time in proportion to the length, whatever the text is.
    ///
    /// @param most how many characters the field may have; text of far more is not looked at
    /// @throws Problem 422 when it has far more
    public static String of(@Nullable String typed, String field, int most) {
        if (typed == null) return "";
        if (isFarLonger(typed, most)) {
            throw Problem.invalid(Map.of(field, "Use at most " + most + " characters here."));
        }
        var text = MARKS.matcher(typed.replace("\r\n", "\n")).replaceAll("$1");
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /// Whether the text has too many characters however they are counted.
    static boolean isFarLonger(String text, int most) {
        return text.length() > UNITS_PER_CHARACTER * most;
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

    /// Control characters, line and paragraph separators, and marks that change the direction of the text
    /// after them.
    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
