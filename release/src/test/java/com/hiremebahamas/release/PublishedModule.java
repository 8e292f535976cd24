package com.hiremebahamas.release;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A module with `tidepool-parent` as its parent, and its files: as the build around this test has made them, and as
/// they lie in a registry.
record PublishedModule(String name) {

    static final String VERSION = SourceTree.text(SourceTree.ROOT.resolve("pom.xml"))
            .replaceFirst("(?s).*?<version>([^<]*)</version>.*", "$1");

    private static final String PARENT = "(?s).*<parent>[^/]*/groupId>\\s*<artifactId>tidepool-parent</artifactId>.*";

    static List<PublishedModule> all() throws IOException {
        try (var folders = Files.list(SourceTree.ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .filter(folder -> SourceTree.text(folder.resolve("pom.xml")).matches(PARENT))
                    .map(folder -> new PublishedModule(folder.getFileName().toString()))
                    .toList();
        }
    }

    /// The end of each file's name, and where the build makes it.
    private Map<String, Path> made() {
        var target = SourceTree.ROOT.resolve(name).resolve("target");
        return Map.of(
                ".pom", target.resolve(".flattened-pom.xml"),
                ".jar", target.resolve(name + "-" + VERSION + ".jar"),
                "-sources.jar", target.resolve(name + "-" + VERSION + "-sources.jar"),
                "-javadoc.jar", target.resolve(name + "-" + VERSION + "-javadoc.jar"),
                "-cyclonedx.json", target.resolve("bom.json"));
    }

    /// The digest of each file as the build around this test has made it.
    Map<String, String> digestsHere() {
        return made().entrySet().stream().collect(toMap(Map.Entry::getKey, file -> digest(file.getValue())));
    }

    /// The digest of each file as it was published.
    Map<String, String> digestsIn(Path registry) {
        return made().keySet().stream().collect(toMap(end -> end, end -> digest(in(registry, end))));
    }

    Stream<Path> filesIn(Path registry) {
        return made().keySet().stream().map(end -> in(registry, end));
    }

    Path in(Path registry, String end) {
        return registry.resolve("com/hiremebahamas")
                .resolve(name)
                .resolve(VERSION)
                .resolve(name + "-" + VERSION + end);
    }

    static String digest(Path file) {
        try {
            var digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
