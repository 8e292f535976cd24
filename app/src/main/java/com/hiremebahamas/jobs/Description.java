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
    private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n");
    private static final Pattern SPACES = Pattern.compile("\\s++");
    private static final Pattern GOES_ON = Pattern.compile("\\n *+(?=\\p{Ll})");
    private static final Pattern SEPARATED = Pattern.compile(".*[.,;:!?…\\p{Pd}][)\\]\"'”’»]{0,3}");

    /// What separates two lines on one where no punctuation does.
    private static final String BETWEEN_LINES = " · ";

    private static final String BETWEEN_ITEMS = ", ";

    /// A longer line may have been wrapped by a program, in the middle of a sentence; so may one that goes on
    /// with a small letter.
    private static final int SHORT_LINE = 60;

    public static Description of(String text) {
        var blocks = new ArrayList<Block>();
        for (var paragraph : BLANK_LINES.split(text, -1)) addTo(blocks, paragraph.split("\\n", -1));
        return new Description(List.copyOf(blocks));
    }

    /// Successive lines of one kind are one block.
    private static void addTo(List<Block> blocks, String... lines) {
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
        var bullet = BULLET.matcher(line);
        if (bullet.matches()) return new Block(Kind.BULLETS, List.of(new Item(bullet.group(1), 0)));
        var number = NUMBER.matcher(line);
        if (number.matches()) {
            return new Block(Kind.NUMBERS, List.of(new Item(number.group(2), Integer.parseInt(number.group(1)))));
        }
        return new Block(Kind.PARAGRAPH, List.of(new Item(line, 0)));
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
            var text = SPACES.matcher(part).replaceAll(" ").strip();
            if (text.isEmpty()) continue;
            if (!line.isEmpty()) line.append(isSeparated(line) ? " " : between);
            line.append(text);
            between = text.length() < SHORT_LINE ? BETWEEN_LINES : " ";
        }
    }

    private static boolean isSeparated(CharSequence line) {
        return SEPARATED
                .matcher(line.subSequence(Math.max(0, line.length() - 4), line.length()))
                .matches();
    }
}
