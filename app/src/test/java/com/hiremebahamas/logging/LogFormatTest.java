package com.hiremebahamas.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hiremebahamas.config.Settings.Log.Format;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LogFormatTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    @DisplayName("R14 text for people")
    void textForPeople() {
        assertThat(text(event("Listening on 0.0.0.0:{}", 10000)))
                .isEqualTo("2026-07-10T12:00:00.250Z INFO Listening on 0.0.0.0:10000\n");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"one\ntwo", "one\r\ntwo", "bell\u0007", "next\u0085line", "line\u2028separator"})
    void aMessageCannotBeginALineOfItsOwn(String message) {
        assertThat(text(event("{}", message)).lines()).hasSize(1);
        assertThat(text(event(message))).doesNotContain("\u0007", "\u0085", "\u2028");
    }

    @Test
    @DisplayName("R24 a long message is cut, and so is a long field")
    void aLongMessageIsCut() throws IOException {
        var message = "a".repeat(LogFormat.MAX_TEXT) + "b".repeat(20_000);
        var cut = "a".repeat(LogFormat.MAX_TEXT) + "… and 20000 more";

        assertThat(text(event("{}", message))).endsWith(" INFO " + cut + "\n");
        assertThat(json(event("{}", message)).get("message").asText()).isEqualTo(cut);
        var access = event("GET");
        access.setKeyValuePairs(List.of(new KeyValuePair("path", message)));
        assertThat(json(access).get("path").asText()).isEqualTo(cut);
    }

    @Test
    void asTextTheStackTraceFollowsTheMessage() {
        assertThat(text(event("Request abc failed", failure())).lines())
                .startsWith(
                        "2026-07-10T12:00:00.250Z INFO Request abc failed", "java.lang.IllegalStateException: broken")
                .anyMatch(line -> line.startsWith("\tat " + LogFormatTest.class.getName()))
                .contains("Caused by: java.io.IOException: reset");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"plain", "\"quoted\" \\ back", "one\ntwo\t\u0001", "island \ud83c\udfdd", "half \ud83c"})
    @DisplayName("R14 JSON for collectors, whatever the message")
    void jsonForCollectors(String message) throws IOException {
        var read = json(event("{}", message));

        assertThat(read.get("message").asText()).isEqualTo(message);
        assertThat(read.get("level").asText()).isEqualTo("INFO");
        assertThat(read.get("logger").asText()).isEqualTo("HireMeBahamas");
        assertThat(read.get("time").asText()).isEqualTo("2026-07-10T12:00:00.250Z");
    }

    @Test
    void asJsonAnErrorIsOneObjectWithItsStackTrace() throws IOException {
        assertThat(json(event("Request abc failed", failure())).get("stack").asText())
                .contains("IllegalStateException: broken", "LogFormatTest", "Caused by: java.io.IOException: reset");
    }

    @Test
    @DisplayName("R14 key-value pairs are fields of their own, numbers as numbers")
    void keyValuePairsAreFieldsOfTheirOwn() throws IOException {
        var event = event("GET /jobs");
        event.setKeyValuePairs(List.of(new KeyValuePair("path", "/jobs/\"x\""), new KeyValuePair("status", 200)));

        assertThat(json(event).get("path").asText()).isEqualTo("/jobs/\"x\"");
        assertThat(json(event).get("status").isInt()).isTrue();
        assertThat(text(event)).endsWith(" INFO GET /jobs\n");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"TEXT", "JSON"})
    void aMessageMayBeNull(Format format) {
        assertThat(LogFormat.of(format).line(event(null))).contains("null");
    }

    private static String text(LoggingEvent event) {
        return LogFormat.of(Format.TEXT).line(event);
    }

    private static JsonNode json(LoggingEvent event) throws IOException {
        var line = LogFormat.of(Format.JSON).line(event);
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        return new ObjectMapper().readTree(line.getBytes(UTF_8));
    }

    private LoggingEvent event(@Nullable String message, Object... arguments) {
        var logger = context.getLogger("HireMeBahamas");
        var event = new LoggingEvent("", logger, Level.INFO, message, null, arguments);
        event.setInstant(Instant.parse("2026-07-10T12:00:00.250Z"));
        return event;
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("broken", new IOException("reset"));
    }
}
