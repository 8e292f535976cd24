package com.hiremebahamas.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A description as it is shown: paragraphs, and lists where lines begin with a dash, a bullet or a number.
///
/// What begins a line of a list is decided here only, for pages, summaries and search engines. Takes time in
/// proportion to the length, whatever the text is.
public record Description(List<Block> blocks) {

    public enum Kind {
        PARAGRAPH,
        BULLETS,
        NUMBERS
    }

    /// A paragraph has one item, a list one for each of its lines.
    public record Block(Kind kind, List<Item> items) {}

    /// A paragraph, or a line of a list.
    ///
    /// @param number as typed; 0 where there is none
    public record Item(String text, int number) {}

    /// As keyboards have them and as word processors paste them, two of Word's own among them.
    private static final String BULLETS =
            "\\u00B7\\u2022\\u2023\\u2043\\u2219\\u25A0\\u25A1\\u25AA\\u25AB\\u25B8\\u25BA"
                    + "\\u25C6\\u25C7\\u25CB\\u25CF\\u25E6\\u27A2\\u27A4\\uF0A7\\uF0B7";

    /// A dash of any length, a minus or an asterisk needs a space behind, unless it is a short dash before a
    /// letter: `-5 degrees` and `*bold*` are text. So does the letter o, which Word pastes for its second
    /// bullet; before a small letter it may be a word. A row of marks only is no line of a list.
    private static final Pattern BULLET = Pattern.compile("\\s*+(?:[\\p{Pd}\\u2212*" + BULLETS + "]\\s++|[" + BULLETS
            + "]|[-\\u2010\\u2013](?=\\p{L})|o\\s++(?=\\p{Lu}))(?=.*[\\p{L}\\p{N}])(\\S.*+)");

    private static final Pattern NUMBER = Pattern.compile("\\s*+([0-9]{1,2})[.)]\\s++(\\S.*+)");
    private static final Pattern GOES_ON = Pattern.compile("\\n *+(?=\\p{Ll})");

    private static final String SEPARATORS = ".,;:!?…";
    private static final String CLOSING = ")]\"'”’»";
    private static final int MAX_CLOSING = 3;

    /// What separates two lines on one where no punctuation does.
    private static final String BETWEEN_LINES = " · ";

    private static final String BETWEEN_ITEMS = ", ";

    /// A longer line may have been wrapped by a program, in the middle of a sentence; so may one that goes on
    /// with a small letter.
    private static final int SHORT_LINE = 60;

    public static Description of(String text) {
        var blocks = new ArrayList<Block>();
        var lines = List.of(text.split("\n", -1));
        int begin = 0;
        // A blank line between two others separates paragraphs; the first and the last have no line beside them.
        for (int i = 1; i < lines.size() - 1; i++) {
            if (!isBlank(lines.get(i))) continue;
            if (begin < i) addTo(blocks, lines.subList(begin, i));
            begin = i + 1;
        }
        addTo(blocks, lines.subList(begin, lines.size()));
        return new Description(List.copyOf(blocks));
    }

    private static boolean isBlank(String line) {
        return firstAfterSpaces(line) == line.length();
    }

    private static int firstAfterSpaces(String line) {
        int i = 0;
        while (i < line.length() && isSpace(line.charAt(i))) i++;
        return i;
    }

    /// As in the patterns above.
    private static boolean isSpace(char c) {
        return c == ' ' || ('\t' <= c && c <= '\r');
    }

    /// Successive lines of one kind are one block.
    private static void addTo(List<Block> blocks, List<String> lines) {
        Kind kind = null;
        var items = new ArrayList<Item>();
        for (var line : lines) {
            var block = block(line);
            if (kind != null && kind != block.kind()) {
                blocks.add(joined(kind, items));
                items.clear();
            }
            kind = block.kind();
            items.addAll(block.items());
        }
        if (kind != null) blocks.add(joined(kind, items));
    }

    private static Block joined(Kind kind, List<Item> items) {
        if (kind != Kind.PARAGRAPH) return new Block(kind, List.copyOf(items));
        var text = String.join("\n", items.stream().map(Item::text).toList());
        return new Block(kind, List.of(new Item(text, 0)));
    }

    private static Block block(String line) {
        if (!mayBeMarked(line)) return new Block(Kind.PARAGRAPH, List.of(new Item(line, 0)));
        var bullet = BULLET.matcher(line);
        if (bullet.matches()) return new Block(Kind.BULLETS, List.of(new Item(bullet.group(1), 0)));
        var number = NUMBER.matcher(line);
        if (number.matches()) {
            return new Block(Kind.NUMBERS, List.of(new Item(number.group(2), Integer.parseInt(number.group(1)))));
        }
        return new Block(Kind.PARAGRAPH, List.of(new Item(line, 0)));
    }

    /// Nearly every line begins with a letter and needs no pattern: a list of twenty jobs has a hundred of them.
    private static boolean mayBeMarked(String line) {
        int first = firstAfterSpaces(line);
        return first < line.length() && (line.charAt(first) == 'o' || !Character.isLetter(line.codePointAt(first)));
    }

    /// The same on one line, without the marks of lists: a comma separates their items, a dot what was on lines
    /// of its own, unless it ends with punctuation. Otherwise every word and mark stays as it was written.
    String onOneLine() {
        var line = new StringBuilder();
        for (var block : blocks) {
            boolean numbered = block.kind() == Kind.NUMBERS && !isCounted(block);
            var separator = BETWEEN_LINES;
            for (var item : block.items()) {
                var text = numbered ? item.number() + ". " + item.text() : item.text();
                append(line, separator, GOES_ON.matcher(text).replaceAll(" ").split("\\n", -1));
                separator = BETWEEN_ITEMS;
            }
        }
        return line.toString();
    }

    /// Numbers that only count say nothing on one line; a single one may be a date.
    private static boolean isCounted(Block block) {
        return block.items().size() > 1 && block.items().getFirst().number() == 1;
    }

    private static void append(StringBuilder line, String separator, String... parts) {
        var between = separator;
        for (var part : parts) {
            var text = singleSpaced(part).strip();
            if (text.isEmpty()) continue;
            if (!line.isEmpty()) line.append(isSeparated(line) ? " " : between);
            line.append(text);
            between = text.length() < SHORT_LINE ? BETWEEN_LINES : " ";
        }
    }

    private static String singleSpaced(String part) {
        var text = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!isSpace(c)) text.append(c);
            else if (i == 0 || !isSpace(part.charAt(i - 1))) text.append(' ');
        }
        return text.toString();
    }

    /// Whether the line ends with punctuation, and at most a few closing marks behind it.
    private static boolean isSeparated(StringBuilder line) {
        int end = line.length();
        while (end > Math.max(1, line.length() - MAX_CLOSING) && CLOSING.indexOf(line.charAt(end - 1)) >= 0) end--;
        int last = line.codePointBefore(end);
        return SEPARATORS.indexOf(last) >= 0 || Character.getType(last) == Character.DASH_PUNCTUATION;
    }
}
