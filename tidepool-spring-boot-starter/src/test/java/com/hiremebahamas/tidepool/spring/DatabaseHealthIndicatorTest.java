package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class DatabaseHealthIndicatorTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(1);

    private static Health health(DatabaseState state) {
        return new DatabaseHealthIndicator(() -> state, () -> NOW).health();
    }

    @Test
    void whatServesOrMayServeIsUp() {
        assertThat(health(new DatabaseState.Ready(BEFORE))).satisfies(health -> {
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("state", "ready").containsEntry("since", BEFORE);
        });
        assertThat(health(new DatabaseState.Idle()).getStatus()).isEqualTo(Status.UP);
        assertThat(health(new DatabaseState.Degraded(BEFORE, "too many", LATER)))
                .satisfies(health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails())
                            .containsEntry("since", BEFORE)
                            .containsEntry("reason", "too many")
                            .containsEntry("nextTry", LATER);
                });
    }

    @Test
    void whatCannotServeIsDownAndSaysWhy() {
        assertThat(health(new DatabaseState.Unreachable(BEFORE, "refused", LATER, NetworkFailure.REFUSED)))
                .satisfies(health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.getDetails())
                            .containsEntry("since", BEFORE)
                            .containsEntry("reason", "refused")
                            .containsEntry("nextTry", LATER)
                            .containsEntry("network", "refused");
                });
        assertThat(health(new DatabaseState.Misconfigured("no URL", null)).getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(health(new DatabaseState.Misconfigured("password", LATER)).getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(health(new DatabaseState.NotConfigured()).getDetails().get("reason"))
                .asString()
                .contains("set DATABASE_URL");
    }

    @Test
    void onceAnotherTryIsDueItIsUnknown() {
        var due = new DatabaseState.Unreachable(BEFORE, "refused", NOW);

        assertThat(health(due).getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health(due).getDetails()).containsEntry("state", "unreachable");
        assertThat(health(new DatabaseState.Misconfigured("password", NOW)).getStatus())
                .isEqualTo(Status.UNKNOWN);
    }
}
