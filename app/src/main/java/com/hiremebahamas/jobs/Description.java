package com.hiremebahamas.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A description as it is shown: paragraphs, and lists where lines begin with `-`, `*`, `•` or a number.
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

    private static final Pattern BULLET = Pattern.compile("\\s*(?:[-*]\\s+|•\\s*)(\\S.*)");
    private static final Pattern NUMBER = Pattern.compile("\\s*([0-9]{1,2})[.)]\\s+(\\S.*)");

    public static Description of(String text) {
        var blocks = new ArrayList<Block>();
        for (var paragraph : text.split("\\n\\s*\\n", -1)) {
            Block last = null;
            for (var line : paragraph.split("\\n", -1)) {
                var block = block(line);
                if (last == null || last.kind() != block.kind()) {
                    last = new Block(block.kind(), new ArrayList<>(block.items()));
                    blocks.add(last);
                } else {
                    join(last, block.items().getFirst());
                }
            }
        }
        return new Description(List.copyOf(blocks));
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

    private static void join(Block block, Item next) {
        if (block.kind() == Kind.PARAGRAPH) {
            block.items().set(0, new Item(block.items().getFirst().text() + "\n" + next.text(), 0));
        } else {
            block.items().add(next);
        }
    }
}
