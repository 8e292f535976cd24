package com.hiremebahamas.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/// That all do the same work: none is measured that answers something else than the first.
final class SameAnswers {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SameAnswers() {}

    static void check(List<Contestant.Running> all, List<String> paths) throws IOException {
        for (var path : paths) {
            var first = read(all.getFirst(), path);
            for (var other : all) {
                var answer = read(other, path);
                if (!first.equals(SameAnswers::compare, answer)) {
                    throw new IOException(other.name() + " answers " + path + " with " + answer + ", not " + first);
                }
            }
        }
    }

    private static JsonNode read(Contestant.Running running, String path) throws IOException {
        try (var body = URI.create(running.url(path)).toURL().openStream()) {
            return MAPPER.readTree(body);
        }
    }

    /// 12.5 and 12.50 are one number.
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) return one.decimalValue().compareTo(other.decimalValue());
        return one.equals(other) ? 0 : 1;
    }
}
