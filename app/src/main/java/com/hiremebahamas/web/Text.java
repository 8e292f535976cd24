package com.hiremebahamas.web;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text that people type or paste, as it is stored: in NFC, without what nobody sees, absent and empty the
/// same.
///
/// Telephones, word processors and spreadsheets add marks of direction, line separators of their own and
/// spaces of zero width; nobody can remove what they do not see, so it is removed here and never an error.
/// What is invisible is decided by Unicode properties. Takes time in proportion to the length, whatever the
/// text is.
public final class Text {

    /// The most UTF-16 units in which one character is typed: letters with several marks, and emoji.
    private static final int UNITS_PER_CHARACTER = 4;

    /// More marks on one letter are no writing, and normalising them takes the square of their number: UAX #15
    /// calls text with at most 30 stream-safe.
    private static final Pattern MARKS = Pattern.compile("(\\p{M}{30})\\p{M}++");

    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern SPACE = Pattern.compile("[\\p{IsWhite_Space}&&[^\\n]]");
    private static final Pattern SPACES = Pattern.compile("\\p{IsWhite_Space}++");

    /// Controls, format characters such as marks of direction, and what stands for a picture that was pasted.
    /// The first group stays: a joiner within an emoji, or in a script whose letters it shapes.
    private static final Pattern INVISIBLE = Pattern.compile("""
            (?x) ( [\\p{M}\\p{IsExtended_Pictographic}\\p{IsEmoji_Modifier}[\\p{L}&&[^\\p{IsLatin}]]]
                   \\p{IsJoin_Control} (?= [\\p{IsExtended_Pictographic}[\\p{L}&&[^\\p{IsLatin}]]] ) )
            | [\\p{Cc}&&[^\\n]] | \\p{Cf} | \\x{FFFC}""");

    /// Letters and marks of Unicode's Default_Ignorable_Code_Point, which the JDK does not know, and an empty
    /// cell of Braille: fillers, variation selectors, joiners of marks.
    private static final String IGNORABLE = "\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}"
            + "\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}\\x{2800}\\x{1D159}";

    private static final Pattern SHOWS = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^" + IGNORABLE + "]]");
    private static final Pattern SHOWS_NOT = Pattern.compile("[\\p{Cc}\\p{Cf}" + IGNORABLE + "]");

    private Text() {}

    /// One line: any white space between its words is one space. Empty when nothing of it shows.
    ///
    /// @param most how many characters the field may have; text of far more is not looked at
    /// @throws Problem 422 when it has far more
    public static String line(@Nullable String typed, String field, int most) {
        return SPACES.matcher(cleaned(typed, field, most)).replaceAll(" ").strip();
    }

    /// Any number of lines, which end with `\n`. Empty when nothing of it shows.
    ///
    /// @param most how many characters the field may have; text of far more is not looked at
    /// @throws Problem 422 when it has far more
    public static String paragraphs(@Nullable String typed, String field, int most) {
        return cleaned(typed, field, most).strip();
    }

    private static String cleaned(@Nullable String typed, String field, int most) {
        if (typed == null) return "";
        if (isFarLonger(typed, most)) {
            throw Problem.invalid(Map.of(field, "Use at most " + figure(most) + " characters here."));
        }
        var text = LINE_END.matcher(typed).replaceAll("\n");
        text = SPACE.matcher(text).replaceAll(" ");
        text = INVISIBLE.matcher(text).replaceAll("$1");
        text = MARKS.matcher(text).replaceAll("$1");
        return SHOWS.matcher(text).find() ? Normalizer.normalize(text, Normalizer.Form.NFC) : "";
    }

    /// Without joiners and variation selectors, too, for text that needs none: an address.
    public static String visible(String text) {
        return SHOWS_NOT.matcher(text).replaceAll("");
    }

    /// Whether the text has too many characters however they are counted.
    static boolean isFarLonger(String text, int most) {
        return text.length() > UNITS_PER_CHARACTER * most;
    }

    /// In code points, which is close to the characters a person counts.
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// A number for people, such as `10,000`.
    static String figure(int number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /// Whether no database column and no page can hold the text: it has NUL or a lone surrogate.
    static boolean isBroken(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
