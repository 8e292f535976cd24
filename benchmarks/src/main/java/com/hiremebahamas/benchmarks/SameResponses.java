package com.hiremebahamas.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/// Checks that all contestants do the same work: each must answer with the same JSON as the first. Only the words of
/// a summary may differ: the site reads lists in a description, the peers cut its beginning, which is less work.
final class SameResponses {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SameResponses() {}

    /// @throws IOException naming the first contestant and path that differ
    static void check(List<Contestant.Running> all, List<String> paths) throws IOException {
        for (var path : paths) {
            var first = read(all.getFirst(), path);
            for (var other : all) {
                var response = read(other, path);
                if (!first.equals(SameResponses::compare, response)) {
                    throw new IOException(other.name() + " answered " + path + " with " + response + ", not " + first);
                }
            }
        }
    }

    private static JsonNode read(Contestant.Running running, String path) throws IOException {
        var connection = URI.create(running.url(path)).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + Workload.TOKEN);
        try (var body = connection.getInputStream()) {
            var json = MAPPER.readTree(body);
            for (var listing : json.findParents("summary"))
                ((ObjectNode) listing)
                        .put("summary", !listing.path("summary").asText().isEmpty());
            return json;
        }
    }

    /// Numbers are equal by value: 12.5 and 12.50.
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) return one.decimalValue().compareTo(other.decimalValue());
        return one.equals(other) ? 0 : 1;
    }
}
