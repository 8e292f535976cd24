package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A temporary folder for one run; closing it deletes it.
record Workspace(Path folder) implements AutoCloseable {

    Workspace() throws IOException {
        this(Files.createTempDirectory("hiremebahamas-bench"));
    }

    @Override
    public void close() throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var file : tree.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
