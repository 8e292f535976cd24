package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Tasks that fail: when they run again, and when no more.
class TaskFailureTest {

    private static final String PERSONAL = "ann@example.com";

    private final TestDatabase database = TestDatabase.empty();
    private final TestTasks tasks = new TestTasks(database.tidepool(), new TestTime());
    private final Instant created = tasks.time().instant();
    private final List<Instant> attempts = new ArrayList<>();
    private final TestLog log = TestLog.of(TaskRunner.class);

    @AfterEach
    void close() {
        log.close();
        tasks.close();
        database.close();
    }

    @Test
    @DisplayName("R27 a task that fails is tried again after pauses that grow from 30 s to an hour")
    void theFirstPausesDouble() {
        tasks.start(this::fail);
        tasks.submit();
        tasks.pass(Duration.ofDays(2));

        var pauses = IntStream.range(1, attempts.size())
                .mapToObj(i -> Duration.between(attempts.get(i - 1), attempts.get(i)))
                .toList();
        assertThat(pauses).hasSizeGreaterThan(25);
        for (int i = 0; i < pauses.size(); i++) {
            var longest = Duration.ofSeconds(Math.min(3600, 30L << Math.min(i, 10)));
            assertThat(pauses.get(i)).isBetween(longest.dividedBy(2), longest);
        }
    }

    @Test
    @DisplayName("R27 a task that failed for a day is given up with one line, and stays for the operator to see")
    void aTaskThatFailedForADayIsGivenUpLoudly() {
        var runner = tasks.start(this::fail);
        tasks.submit();
        tasks.pass(Duration.ofHours(20));
        assertThat(runner.warnings()).isEmpty();
        tasks.pass(Duration.ofDays(2));

        assertThat(Duration.between(created, attempts.getLast())).isBetween(Duration.ofHours(22), Duration.ofDays(1));
        assertThat(tasks.list()).singleElement().satisfies(task -> {
            assertThat(task.state()).isEqualTo(TaskStore.State.GIVEN_UP);
            assertThat(task.attempt()).isEqualTo(attempts.size());
            assertThat(task.lastError()).startsWith("java.lang.IllegalStateException at TaskFailureTest.java:");
        });
        assertThat(log.lines().stream().filter(line -> line.contains("was given up")))
                .singleElement()
                .asString()
                .matches("Task \\d+ \\(note.write\\) was given up after " + attempts.size() + " attempts since "
                        + created
                        + ": java.lang.IllegalStateException at TaskFailureTest.java:\\d+, because of "
                        + "java.io.IOException at TaskFailureTest.java:\\d+");
        assertThat(runner.counts()).isEqualTo(new TaskCounts(0, attempts.size() - 1, 0, 1, 0));
        assertThat(runner.warnings()).singleElement().asString().contains("given up: 1", "tasks list");
    }

    @Test
    @DisplayName("R27 neither the log nor the table repeats what a person typed")
    void noMessageOfAnExceptionIsRepeated() {
        tasks.start(this::fail);
        tasks.submit();
        tasks.pass(Duration.ofDays(2));

        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(PERSONAL));
        assertThat(tasks.list()).noneMatch(task -> task.lastError().contains(PERSONAL));
    }

    @Test
    void aTaskThatItsHandlerAbandonsIsLoggedAndRemoved() {
        var runner = tasks.start(_ -> {
            throw new TaskAbandoned("the account is gone");
        });
        tasks.submit();
        tasks.pass(Duration.ofDays(2));

        assertThat(tasks.list()).isEmpty();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .matches("Task \\d+ \\(note.write\\) was abandoned in attempt 1: the account is gone");
        assertThat(runner.counts()).isEqualTo(new TaskCounts(0, 0, 1, 0, 0));
    }

    @Test
    void anErrorIsAFailureLikeAnother() {
        var runner = tasks.start(task -> {
            if (task.attempt() == 1) throw new StackOverflowError();
        });
        tasks.submit();
        tasks.pass(Duration.ofMinutes(1));

        assertThat(runner.counts()).isEqualTo(new TaskCounts(1, 1, 0, 0, 0));
    }

    @Test
    void aTaskThatWasGivenUpCanBeRetriedForAnotherDay() {
        tasks.start(this::fail);
        tasks.submit();
        tasks.pass(Duration.ofDays(2));
        int before = attempts.size();
        long id = tasks.list().getFirst().id();

        assertThat(tasks.queue().revive(id)).isTrue();
        assertThat(tasks.queue().revive(id)).isFalse();
        assertThat(tasks.queue().revive(id + 1)).isFalse();
        tasks.start(this::fail).runDue();

        assertThat(attempts).hasSize(before + 1);
    }

    @Test
    void tasksThatWereGivenUpAreDeletedAfterThreeMonths() {
        tasks.start(this::fail);
        tasks.submit();
        tasks.pass(Duration.ofDays(2));

        tasks.pass(Duration.ofDays(80));
        assertThat(tasks.queue().deleteGivenUp(10)).isZero();
        tasks.pass(Duration.ofDays(20));
        assertThat(tasks.queue().deleteGivenUp(10)).isEqualTo(1);
    }

    @Test
    void thePauseOfManyFailuresIsAnHourAtMost() {
        var schedule = new RetrySchedule(() -> new Random(3));

        assertThat(schedule.pauseAfter(1)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(schedule.pauseAfter(1_000_000)).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
    }

    private void fail(Task task) {
        attempts.add(tasks.time().instant());
        assertThat(task.attempt()).isEqualTo(attempts.size());
        throw new IllegalStateException(PERSONAL, new java.io.IOException(PERSONAL));
    }
}
