package com.hiremebahamas.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadinessTest {

    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");
    private List<String> warnings = List.of();

    private static final Instant EARLIER = NOW.minusSeconds(7);

    @ParameterizedTest(name = "R12 {1}")
    @MethodSource("states")
    void theLastKnownDatabaseStateIsReported(DatabaseState state, String reported) {
        var content = readiness(false, state).content();

        assertThat(content.status()).isEqualTo(200);
        assertThat(content.text())
                .isEqualTo("{\"status\":\"ready\",\"database\":" + reported
                        + ",\"schema\":\"not_checked\",\"redis\":\"idle\",\"mail\":\"ready\"}");
    }

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(new DatabaseState.NotConfigured(), "{\"state\":\"not_configured\"}"),
                Arguments.of(new DatabaseState.Misconfigured("canary-7391", null), "{\"state\":\"misconfigured\"}"),
                Arguments.of(new DatabaseState.Idle(), "{\"state\":\"idle\"}"),
                Arguments.of(new DatabaseState.Ready(EARLIER), "{\"state\":\"ready\",\"age_seconds\":7}"),
                Arguments.of(
                        new DatabaseState.Unreachable(EARLIER, "canary-7391", NOW),
                        "{\"state\":\"unreachable\",\"age_seconds\":7}"),
                Arguments.of(
                        new DatabaseState.Unreachable(EARLIER, "canary-7391", NOW, NetworkFailure.UNKNOWN_HOST),
                        "{\"state\":\"unreachable\",\"age_seconds\":7,\"network\":\"unknown_host\"}"));
    }

    @Test
    @DisplayName("R12 R15 while draining it is 503")
    void whileDrainingItIsUnavailable() {
        var content = readiness(true, new DatabaseState.Idle()).content();

        assertThat(content.status()).isEqualTo(503);
        assertThat(content.text()).contains("\"status\":\"draining\"");
    }

    @Test
    @DisplayName("R25 what the operator should know is reported")
    void whatTheOperatorShouldKnowIsReported() {
        warnings = List.of("20 clients");

        assertThat(readiness(false, new DatabaseState.Idle()).content().text())
                .endsWith(",\"mail\":\"ready\",\"warnings\":[\"20 clients\"]}");
    }

    private Readiness readiness(boolean draining, DatabaseState state) {
        return new Readiness(
                () -> draining,
                () -> state,
                () -> "not_checked",
                () -> "idle",
                () -> "ready",
                () -> warnings,
                () -> NOW);
    }
}
