package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is run again from the start, how often, and after how long.
class RetryTest {

    private static final DatabaseFailure UNDONE = new DatabaseFailure.Undone("deadlock");

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private int runs;

    private final TidepoolListener listener = new TidepoolListener() {
        @Override
        public void retrying(int attempt, DatabaseFailure failure) {
            attempts.add(attempt);
        }
    };
    private final Retry retry = new Retry(
            listener, new TimeSource(InstantSource.system(), System::nanoTime, () -> FixedRandom.MOST, pauses::add));

    @AfterEach
    void clearInterrupt() {
        var _ = Thread.interrupted();
    }

    @Test
    @DisplayName("R9 an undone transaction runs three times at most, after pauses that double")
    void anUndoneTransactionRunsThreeTimesAtMost() {
        assertThatThrownBy(() -> retry.run(() -> fail(UNDONE)))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.getSuppressed()).hasSize(2));

        assertThat(runs).isEqualTo(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(40), Duration.ofMillis(80));
        assertThat(attempts).containsExactly(2, 3);
    }

    @Test
    void whatSucceedsAtItsSecondRunIsReturned() {
        assertThat(retry.run(() -> runs == 0 ? fail(UNDONE) : "done")).isEqualTo("done");

        assertThat(attempts).containsExactly(2);
    }

    @ParameterizedTest
    @MethodSource("neverAgain")
    @DisplayName("R9 T25 what may have run, or cannot run, is not run again")
    void whatMayHaveRunIsNeverRetried(DatabaseFailure failure) {
        assertThatThrownBy(() -> retry.run(() -> fail(failure))).isInstanceOf(DatabaseException.class);

        assertThat(runs).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    static List<DatabaseFailure> neverAgain() {
        return List.of(
                new DatabaseFailure.NotConfigured(""),
                new DatabaseFailure.Misconfigured(""),
                new DatabaseFailure.Unreachable(""),
                new DatabaseFailure.NotReady(""),
                new DatabaseFailure.Unknown(""),
                new DatabaseFailure.Rejected("", "23505", ""),
                new DatabaseFailure.TimedOut(""));
    }

    @Test
    void whereNoTimeIsLeftForAnotherRunThereIsNone() {
        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(1), () -> retry.run(() -> fail(UNDONE))))
                .isInstanceOf(DatabaseException.class);

        assertThat(runs).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptedRetryThrowsTheFailureAndKeepsTheInterruptFlag() {
        var interrupted = new Retry(
                listener, new TimeSource(InstantSource.system(), System::nanoTime, () -> FixedRandom.MOST, _ -> {
                    throw new InterruptedException();
                }));

        assertThatThrownBy(() -> interrupted.run(() -> fail(UNDONE))).isInstanceOf(DatabaseException.class);

        assertThat(runs).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private String fail(DatabaseFailure failure) {
        runs++;
        throw new DatabaseException(failure, null);
    }
}
