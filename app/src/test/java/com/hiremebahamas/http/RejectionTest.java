package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RejectionTest {

    @Test
    @DisplayName("R22 every code that a 503 of the server can have is in the table of the runbook")
    void everyCodeIsInTheRunbook() throws IOException {
        var runbook = Files.readString(Path.of("../docs/operations.md"));

        assertThat(Stream.of(Rejection.values()).map(Rejection::code))
                .allSatisfy(code -> assertThat(runbook).contains("\n| `" + code + "` |"));
    }
}
