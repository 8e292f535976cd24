package com.hiremebahamas.tidepool.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The statements of `corpus.txt` with the guard's verdicts.
final class Corpus {

    static final String PASSES = "passes";

    /// @param verdict the name of a [SessionEffect], or [#PASSES]
    /// @param runs    whether the server shows that the verdict is right
    record Entry(String verdict, boolean runs, String sql) {

        boolean passes() {
            return verdict.equals(PASSES);
        }

        @Override
        public String toString() {
            return verdict + " | " + sql;
        }
    }

    private Corpus() {}

    static List<Entry> entries() {
        try (var file = Corpus.class.getResourceAsStream("corpus.txt")) {
            if (file == null) throw new IllegalStateException("corpus.txt is missing");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Corpus::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String line) {
        int bar = line.indexOf('|');
        var words = line.substring(0, bar).strip().split(" ", -1);
        var sql = line.substring(bar + 1).strip();
        var escaped = sql.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\");
        return new Entry(words[0], words.length == 1, escaped);
    }
}
