package com.hiremebahamas.secrets;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whether a password is among the first that are guessed: a common word or what is known of the person, with
/// digits and punctuation around it, letters written as digits, or backwards; a date; or a pattern that is
/// told in one sentence.
///
/// In time that is proportional to the length.
final class GuessablePassword {

    /// A shorter word is no reason: `a7-park-b3` is not guessed from `park`.
    private static final int SHORTEST_WORD = 4;

    /// Of different characters; of changes in the step from one character to the next: `aaaaaaaab` has 2 and
    /// one, `abcd1234` 8 and two.
    private static final int LEAST_VARIETY = 4;

    private static final String DIGITS_FOR_LETTERS = "0345789@$!+";
    private static final String LETTERS = "oeastbgasit";

    private GuessablePassword() {}

    /// @param known what others know of the person: the e-mail address and the name
    static boolean is(String password, List<String> known) {
        var text = folded(password);
        return isPattern(text)
                || isDate(text)
                || words(text.substring(0, period(text))).anyMatch(CommonPasswords::contains)
                || known.stream()
                        .flatMap(GuessablePassword::names)
                        .anyMatch(name -> words(text).anyMatch(name::equals));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /// What may have been made into the password: itself, with digits read as letters, without what is around
    /// them, and each of these read backwards.
    private static Stream<String> words(String text) {
        return Stream.of(text, core(text))
                .flatMap(part -> Stream.of(part, asLetters(part, 'i'), asLetters(part, 'l')))
                .flatMap(spelling -> Stream.of(spelling, core(spelling)))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .flatMap(word ->
                        Stream.of(word, new StringBuilder(word).reverse().toString()));
    }

    /// `ann.rolle@example.com`: the whole, what is before the @, and each name in it.
    private static Stream<String> names(String known) {
        var text = folded(known);
        var local = text.substring(0, text.indexOf('@') < 0 ? text.length() : text.indexOf('@'));
        return Stream.concat(
                        Stream.of(text, lettersOf(text), local, lettersOf(local)),
                        Stream.of(local.split("[^\\p{L}]+", -1)))
                .filter(name -> name.length() >= SHORTEST_WORD);
    }

    /// @param one the letter for which 1 stands
    private static String asLetters(String text, char one) {
        var letters = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int at = DIGITS_FOR_LETTERS.indexOf(text.charAt(i));
            if (text.charAt(i) == '1') letters.setCharAt(i, one);
            if (at >= 0) letters.setCharAt(i, LETTERS.charAt(at));
        }
        return letters.toString();
    }

    /// Without the digits and punctuation at both ends.
    private static String core(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !Character.isLetter(text.charAt(start))) start++;
        while (end > start && !Character.isLetter(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    private static String lettersOf(String text) {
        var letters = new StringBuilder();
        text.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static boolean isPattern(String text) {
        return text.codePoints().distinct().limit(LEAST_VARIETY).count() < LEAST_VARIETY
                || changes(text) < LEAST_VARIETY
                || period(text) < Password.SHORTEST;
    }

    /// How often the step from one character to the next changes.
    private static int changes(String text) {
        int changes = 0;
        for (int i = 2; i < text.length(); i++)
            if (text.charAt(i) - text.charAt(i - 1) != text.charAt(i - 1) - text.charAt(i - 2)) changes++;
        return changes;
    }

    /// The length of the shortest text whose repetition this is; its own length when it repeats nothing. By
    /// the longest border of each beginning (Knuth, Morris, Pratt).
    private static int period(String text) {
        var borders = new int[text.length()];
        for (int i = 1; i < text.length(); i++) {
            int border = borders[i - 1];
            while (border > 0 && text.charAt(i) != text.charAt(border)) border = borders[border - 1];
            borders[i] = text.charAt(i) == text.charAt(border) ? border + 1 : 0;
        }
        int period = text.length() - borders[text.length() - 1];
        return 2 * period <= text.length() ? period : text.length();
    }

    /// Eight digits in any of the usual orders, however they are separated.
    private static boolean isDate(String text) {
        var digits = text.replaceAll("[ ./-]", "");
        return digits.matches("[0-9]{8}")
                && (isDate(digits, 4, 2, 0) || isDate(digits, 4, 0, 2) || isDate(digits, 0, 4, 6));
    }

    private static boolean isDate(String digits, int year, int month, int day) {
        int number = Integer.parseInt(digits.substring(year, year + 4));
        if (number < 1900 || number > 2099) return false;
        try {
            LocalDate.of(number, two(digits, month), two(digits, day));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int two(String digits, int at) {
        return Integer.parseInt(digits.substring(at, at + 2));
    }
}
