package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// While the database is unavailable, or the URL wrong.
class DatabaseDownTest {

    private static final PoolSettings HASTY = new PoolSettings(
            5, 5, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(1), Duration.ofSeconds(30));

    /// A call that waited for a connect would wait for an hour.
    private static final PoolSettings PATIENT =
            new PoolSettings(5, 5, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));

    @Test
    @DisplayName("R6 T11 creating a Tidepool connects nowhere, and the first statement does")
    void creationConnectsNowhere() {
        try (var server = MuteServer.open();
                var tidepool = Tidepool.of(url(server.port()), HASTY)) {
            tidepool.state();
            tidepool.poolStats();
            assertThat(server.isReachedWithin(Duration.ofMillis(200))).isFalse();

            Thread.ofVirtual().start(() -> tidepool.list("select 1", row -> 1));

            assertThat(server.isReachedWithin(Duration.ofSeconds(60))).isTrue();
        }
    }

    @ParameterizedTest(name = "R6 T16 {0}")
    @ValueSource(strings = {"", "nonsense", "postgresql://a:b@nowhere.invalid/x", "postgresql://a:b@127.0.0.1:9/x"})
    void creationNeverThrows(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), HASTY)) {
            assertThatThrownBy(() -> tidepool.list("select 1", row -> 1)).isInstanceOf(DatabaseException.class);
        }
    }

    @Test
    @Timeout(120)
    @DisplayName("T17 creating a hundred of them waits for no server, be it mute, refusing or unreachable")
    void creationDoesNotWaitForTheServer() {
        try (var mute = MuteServer.open();
                var closed = ClosedPort.open();
                var hole = BlackHole.open()) {
            for (int port : List.of(mute.port(), closed.port(), hole.port())) {
                for (int i = 0; i < 100; i++) Tidepool.of(url(port), PATIENT).close();
            }
        }
    }

    @Test
    @DisplayName("T19 against a closed port one probe answers a thousand callers")
    void oneProbeAnswersAThousandCallers() throws Exception {
        var probes = new AtomicInteger();
        var listener = new TidepoolListener() {
            @Override
            public void breakerOpened(DatabaseFailure failure, Duration pause) {
                probes.incrementAndGet();
            }
        };
        // Time is frozen, so that no window ends before the last of them has failed.
        var still = new TimeSource(() -> Instant.EPOCH, () -> 0, () -> FixedRandom.MOST, _ -> {});
        try (var closed = ClosedPort.open();
                var tidepool = new Tidepool(url(closed.port()), HASTY, listener, still);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DatabaseFailure> call = () -> failure(tidepool);
            for (Future<DatabaseFailure> answer : threads.invokeAll(
                    IntStream.range(0, 1000).mapToObj(_ -> call).toList())) {
                assertThat(answer.get()).isInstanceOf(DatabaseFailure.Unreachable.class);
            }
        }
        assertThat(probes).hasValue(1);
    }

    @Test
    @DisplayName("T21 a server that accepts and stays mute costs no more than the connect limit")
    void aMuteServerCostsNoMoreThanTheConnectLimit() throws Exception {
        try (var mute = MuteServer.open();
                var tidepool = Tidepool.of(url(mute.port()), HASTY);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> failure(tidepool));

            assertThat(answer.get(120, TimeUnit.SECONDS)).isInstanceOf(DatabaseFailure.Unreachable.class);
            assertThat(tidepool.state()).isInstanceOf(DatabaseState.Unreachable.class);
        }
    }

    @Test
    @DisplayName("The caller's deadline ends the wait for a mute server")
    void theDeadlineEndsTheWait() {
        try (var mute = MuteServer.open();
                var tidepool = Tidepool.of(url(mute.port()), PATIENT)) {
            assertThat(Deadline.within(Duration.ofMillis(200), () -> failure(tidepool)))
                    .isInstanceOf(DatabaseFailure.NotReady.class);
        }
    }

    private static DatabaseFailure failure(Tidepool tidepool) {
        try {
            tidepool.list("select 1", row -> 1);
            throw new AssertionError("There is no database");
        } catch (DatabaseException e) {
            return e.failure();
        }
    }

    private static DatabaseUrl url(int port) {
        return DatabaseUrl.parse("postgresql://ann:pw@127.0.0.1:" + port + "/site?sslmode=disable");
    }
}
