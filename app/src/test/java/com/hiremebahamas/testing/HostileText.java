package com.hiremebahamas.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Text that makes text functions slow.
public final class HostileText {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HostileText() {}

    /// To be repeated: marks, decomposed letters and syllables, direction marks, unpaired halves, lines, list
    /// marks, and beginnings of numbers and addresses.
    public static Stream<String> pieces() {
        return Stream.of(
                "\u0301",
                "\u0316\u0301",
                "e\u0301",
                "\u1100\u1161\u11a8",
                "\u202e",
                "\ufdfa",
                "\u0f71\u0f72\u0f74",
                "\ud834\udd67",
                "\ud834",
                "\r",
                "\r\n",
                " ",
                "\u3099\u0301\u0323",
                "\u0345",
                "\u200d",
                "\u200d\u0e01",
                "\ud83d\udc69\u200d",
                "\u200b\u0301",
                "\u3164",
                "\u2028",
                "a\u0301\u0316",
                "a",
                "a\n",
                "\n",
                "\n ",
                "\n\n",
                "- a\n",
                "- ",
                "-\n",
                "1. a\n",
                "1. ",
                "a\n- a\n",
                "a\n\n",
                "o ",
                "\u2022",
                "1",
                "2",
                "1 ",
                "+",
                "+44 ",
                "(242) ",
                "242-",
                "242 555 ",
                "242 555 1234 ",
                "555-1234 ",
                "call ",
                "call 555-1234 ",
                "call 555-1234 or ",
                "a.",
                "a@",
                "a@a.",
                "http://",
                "http://.",
                "www.",
                "www.a.",
                "www.a.)");
    }

    /// Whether the time of the function grows with the length of the text, and not with its square: ten times
    /// the length costs ten times the time or a hundred times. The limit is their geometric mean, as far from
    /// the one as from the other, since caches and the collector move each measurement.
    public static boolean takesTimeInProportion(String piece, Consumer<String> function) {
        return growth(piece, function) < 31.6;
    }

    /// How many times more of the processor the function takes for ten times the length, each at its
    /// quickest. Not the time that passes: other threads have the processor in between, for longer the
    /// longer the text is.
    private static double growth(String piece, Consumer<String> function) {
        var small = piece.repeat(Math.max(1, 10_000 / piece.length()));
        var large = piece.repeat(Math.max(1, 100_000 / piece.length()));
        function.accept(large);
        double ofSmall = Double.MAX_VALUE;
        double ofLarge = Double.MAX_VALUE;
        for (int i = 0; i < 20 && (i < 2 || ofLarge >= 12 * ofSmall); i++) {
            ofLarge = Math.min(ofLarge, nanos(large, function));
            ofSmall = Math.min(ofSmall, nanos(small, function));
        }
        return ofLarge / ofSmall;
    }

    private static double nanos(String text, Consumer<String> function) {
        long start = THREADS.getCurrentThreadCpuTime();
        function.accept(text);
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
