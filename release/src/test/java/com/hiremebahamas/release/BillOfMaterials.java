package com.hiremebahamas.release;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// The list of a module's dependencies, in CycloneDX' format.
record BillOfMaterials(JsonNode document) {

    static BillOfMaterials of(Path file) {
        try {
            return new BillOfMaterials(JsonMapper.builder().build().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By name: `required`, or `optional`.
    Map<String, String> scopes() {
        return components()
                .collect(toMap(
                        part -> part.path("name").asText(),
                        part -> part.path("scope").asText()));
    }

    /// The jars of those that are required.
    Stream<String> jars() {
        return components()
                .filter(part -> part.path("scope").asText().equals("required"))
                .map(part ->
                        part.path("name").asText() + "-" + part.path("version").asText() + ".jar");
    }

    private Stream<JsonNode> components() {
        return document.path("components").valueStream();
    }
}
