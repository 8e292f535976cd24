package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How often a server that stays away is tried, and how often that is told, on a clock of the test's own.
class WindowsTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration BETWEEN_CALLERS = Duration.ofMillis(10);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Lines lines = new Lines();
    private final Logger logger = Logger.getLogger(Opening.class.getName());
    private final Random random = new Random(7);
    private final Opening opening = new Opening(
            () -> {
                tries.incrementAndGet();
                throw new SQLException("Connection refused", "08001");
            },
            Duration.ofSeconds(5),
            new TidepoolListener() {
                @Override
                public void lost(DatabaseFailure failure, Duration pause) {
                    pauses.add(pause);
                }
            },
            new Surroundings(
                    () -> Instant.EPOCH.plusNanos(nanos.get()),
                    nanos::get,
                    () -> random,
                    pause -> nanos.addAndGet(pause.toNanos())));

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void hearNoMore() {
        logger.removeHandler(lines);
    }

    @Test
    @DisplayName("T20 a server that stays away is tried a few times a window, the windows are jittered and bounded")
    void aServerThatStaysAwayIsTriedAFewTimesAWindow() {
        call(TEN_MINUTES);

        assertThat(tries.get()).isLessThanOrEqualTo(3 * pauses.size());
        // None is shorter than half of its window, and the third and all later ones are of 4 s.
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(halfOf(1), Duration.ofSeconds(4)));
        assertThat(pauses.subList(2, pauses.size()))
                .hasSizeLessThanOrEqualTo(300)
                .allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(halfOf(4)));
        assertThat(new HashSet<>(pauses)).hasSameSizeAs(pauses);
    }

    @Test
    @DisplayName("T20 that a server is away is told once in a window, however many ask")
    void thatAServerIsAwayIsToldOnceInAWindow() {
        call(TEN_MINUTES);

        assertThat(lines.told).hasSameSizeAs(pauses).allMatch(line -> line.startsWith("The database cannot be used"));
    }

    private void call(Duration time) {
        while (nanos.get() < time.toNanos()) {
            assertThatThrownBy(() -> opening.pass(Duration.ofSeconds(5))).isInstanceOf(DatabaseException.class);
            nanos.addAndGet(BETWEEN_CALLERS.toNanos());
        }
    }

    private static Duration halfOf(long seconds) {
        return Duration.ofSeconds(seconds).dividedBy(2);
    }

    /// What is logged.
    private static final class Lines extends Handler {

        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
