package com.hiremebahamas.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hiremebahamas.config.Settings.Log.Format;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

class LogLinesTest {

    private static final Instant AT = Instant.parse("2026-07-10T12:00:00.250Z");

    @Test
    @DisplayName("R14 text for people")
    void textForPeople() {
        assertThat(LogLines.of(Format.TEXT).line(record("Listening on 0.0.0.0:10000")))
                .isEqualTo("2026-07-10T12:00:00.250Z INFO Listening on 0.0.0.0:10000\n");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"one\ntwo", "one\r\ntwo", "bell\u0007", "next\u0085line", "line\u2028separator"})
    void aMessageCannotBeginALineOfItsOwn(String message) {
        assertThat(LogLines.of(Format.TEXT).line(record(message)).lines()).hasSize(1);
        assertThat(LogLines.of(Format.TEXT).line(record(message))).doesNotContain("\u2028", "\u0085");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"plain", "\"quoted\" \\ back", "one\ntwo\t\u0001", "island \ud83c\udfdd", "half \ud83c"})
    @DisplayName("R14 JSON for collectors, whatever the message")
    void jsonForCollectors(String message) throws Exception {
        var line = LogLines.of(Format.JSON).line(record(message));
        var read = new ObjectMapper().readTree(line);

        assertThat(line).endsWith("}\n");
        assertThat(read.get("message").asText()).isEqualTo(message);
        assertThat(read.get("level").asText()).isEqualTo("INFO");
        assertThat(read.get("time").asText()).isEqualTo("2026-07-10T12:00:00.250Z");
    }

    @Test
    void aFailureIsOneObjectWithItsStack() throws Exception {
        var record = record("Request abc failed", new IllegalStateException("broken"));

        var read = new ObjectMapper().readTree(LogLines.of(Format.JSON).line(record));

        assertThat(read.get("stack").asText()).contains("IllegalStateException: broken", "LogLinesTest");
    }

    @Test
    @DisplayName("R14 what is told by name is a field of its own, numbers as numbers")
    void whatIsToldByNameIsAFieldOfItsOwn() throws Exception {
        var fields = List.of(new KeyValuePair("path", "/jobs/\"x\""), new KeyValuePair("status", 200));
        var said = new LogLine(AT, Level.INFO, "access", "GET /jobs", fields, null);

        var read = new ObjectMapper().readTree(LogLines.of(Format.JSON).line(said));

        assertThat(read.get("path").asText()).isEqualTo("/jobs/\"x\"");
        assertThat(read.get("status").isInt()).isTrue();
        assertThat(LogLines.of(Format.TEXT).line(said)).endsWith(" INFO GET /jobs\n");
    }

    private static LogLine record(String message) {
        return record(message, null);
    }

    private static LogLine record(String message, @Nullable Throwable thrown) {
        return new LogLine(AT, Level.INFO, "HireMeBahamas", message, List.of(), thrown);
    }
}
