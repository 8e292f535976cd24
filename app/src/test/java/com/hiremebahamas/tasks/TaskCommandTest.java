package com.hiremebahamas.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the commands of an operator print, and their exit codes.
class TaskCommandTest {

    private final TestDatabase database = TestDatabase.empty();
    private final TestTasks tasks = new TestTasks(database.tidepool(), new TestTime());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        tasks.close();
        database.close();
    }

    @Test
    @DisplayName("R27 tasks run runs what is due, takes over what died, and prints a summary")
    void runRunsWhatIsDue() {
        for (int i = 0; i < 3; i++) tasks.submit();
        var runner = tasks.start(task -> {
            if (task.id() == 2) throw new IllegalStateException();
            if (task.id() == 3) throw new TaskAbandoned("the account is gone");
        });

        assertThat(command(runner).run()).isZero();
        assertThat(out.toString(UTF_8))
                .isEqualTo("Tasks: 1 succeeded, 1 failed and will be tried again, 1 abandoned, 0 given up\n");
    }

    @Test
    @DisplayName("R27 tasks run exits with 3 when a task is given up")
    void runReportsTasksThatAreGivenUp() {
        tasks.submit();
        tasks.time().advance(Duration.ofDays(2));
        var runner = tasks.start(_ -> {
            throw new IllegalStateException();
        });

        assertThat(command(runner).run()).isEqualTo(3);
        assertThat(err.toString(UTF_8)).contains("tasks list", "tasks retry");
    }

    @Test
    void runNamesTheKindsThatThisVersionDoesNotKnow() {
        database.tidepool().useTransaction(transaction -> tasks.queue().submit(transaction, "newer.kind", Map.of()));

        assertThat(command(tasks.start(_ -> {})).run()).isZero();
        assertThat(err.toString(UTF_8)).contains("newer.kind");
    }

    @Test
    @DisplayName("R27 tasks list shows what waits and what was given up, and nothing personal")
    void listShowsTasksWithoutTheirArguments() {
        var runner = tasks.start(_ -> {
            throw new IllegalStateException("ann@example.com");
        });
        tasks.submit(Map.of("address", "ann@example.com"));
        tasks.pass(Duration.ofDays(2));
        runner.close();
        tasks.submit(Map.of("address", "bo@example.com"));

        assertThat(command(runner).list()).isZero();
        assertThat(out.toString(UTF_8).lines())
                .hasSize(3)
                .satisfiesExactly(
                        head -> assertThat(head).contains("id", "kind", "state", "attempts", "error"),
                        given -> assertThat(given)
                                .matches(" +1  note.write +given up +\\d+  2026-03-02T\\d\\d:\\d\\d:\\d\\dZ +"
                                        + "java.lang.IllegalStateException at TaskCommandTest.java:\\d+"),
                        waits -> assertThat(waits).matches(" +2  note.write +waiting +0  2026-03-03T12:00:00Z *"));
        assertThat(out.toString(UTF_8)).doesNotContain("example.com");
    }

    @Test
    void anEmptyListSaysSo() {
        assertThat(command(tasks.start(_ -> {})).list()).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("No task waits, and none was given up.\n");
    }

    @Test
    void retryLetsATaskThatWasGivenUpRunAgain() {
        var failing = tasks.start(_ -> {
            throw new IllegalStateException();
        });
        tasks.submit();
        tasks.pass(Duration.ofDays(2));
        failing.close();
        var repaired = tasks.start(_ -> {});

        assertThat(command(repaired).retry(1)).isZero();
        assertThat(command(repaired).run()).isZero();
        assertThat(tasks.list()).isEmpty();
        assertThat(command(repaired).retry(1)).isEqualTo(3);
        assertThat(err.toString(UTF_8)).contains("No task 1 was given up");
    }

    private TaskCommand command(TaskRunner runner) {
        return new TaskCommand(
                tasks.queue(), runner, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
