package com.hiremebahamas.tasks;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntSupplier;

/// The commands `tasks run`, `tasks list` and `tasks retry`.
///
/// Exit codes: 0 done, 1 there is no usable URL, 2 the database was not reached or is not migrated, 3 a task was given
/// up in this run, or there is none to retry.
public final class TaskCommand {

    private static final int MAX_LISTED = 200;
    private static final String NO_SUCH_TABLE = "42P01";

    private final TaskQueue queue;
    private final TaskRunner runner;
    private final PrintStream out;
    private final PrintStream err;

    public TaskCommand(TaskQueue queue, TaskRunner runner, PrintStream out, PrintStream err) {
        this.queue = queue;
        this.runner = runner;
        this.out = out;
        this.err = err;
    }

    /// Runs what is due, whichever instance submitted it, and what is wanted once a day.
    public int run() {
        return withDatabase(() -> {
            runner.runDue();
            return report(runner.counts());
        });
    }

    private int report(TaskCounts counts) {
        out.println(
                "Tasks: " + counts.succeeded() + " succeeded, " + counts.failed() + " failed and will be tried again, "
                        + counts.abandoned() + " abandoned, " + counts.givenUp() + " given up");
        for (var kind : queue.store().unknownKinds(runner.kinds()))
            err.println("Tasks of the kind " + kind + " wait for a version of the program that knows it.");
        return counts.givenUp() == 0 ? 0 : fail(3, "Look at them with tasks list; tasks retry runs one again.");
    }

    /// Prints the tasks that wait, run or were given up, without their arguments, which may be personal.
    public int list() {
        return withDatabase(() -> {
            var entries = queue.store().list(MAX_LISTED);
            if (entries.isEmpty()) out.println("No task waits, and none was given up.");
            else print(entries);
            return 0;
        });
    }

    private void print(List<TaskStore.Entry> entries) {
        printRow("id", "kind", "state", "attempts", "at", "error");
        for (var entry : entries)
            printRow(
                    entry.id(),
                    entry.kind(),
                    entry.state().word(),
                    entry.attempt(),
                    entry.at().truncatedTo(ChronoUnit.SECONDS),
                    entry.lastError());
        if (entries.size() == MAX_LISTED) out.println("There may be more: these are the first " + MAX_LISTED + ".");
    }

    private void printRow(Object... cells) {
        out.println(String.format("%8s  %-20s  %-8s  %8s  %-20s  %s", cells).stripTrailing());
    }

    /// Lets a task that was given up run again, for a day.
    public int retry(long id) {
        return withDatabase(() -> {
            if (!queue.revive(id)) return fail(3, "No task " + id + " was given up: look at tasks list.");
            out.println("Task " + id + " is due again. It is run by tasks run, or by the site within the hour.");
            return 0;
        });
    }

    private int withDatabase(IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (DatabaseException e) {
            return switch (e.failure()) {
                case DatabaseFailure.NotConfigured _ -> fail(1, "DATABASE_URL is not set: there are no tasks.");
                case DatabaseFailure.Misconfigured(var problem) -> fail(1, problem);
                case DatabaseFailure.Rejected rejected
                when rejected.sqlState().equals(NO_SUCH_TABLE) ->
                    fail(2, "The database is not migrated: run migrate first.");
                case DatabaseFailure.Unreachable _,
                        DatabaseFailure.NotReady _,
                        DatabaseFailure.Undone _,
                        DatabaseFailure.Unknown _,
                        DatabaseFailure.TimedOut _,
                        DatabaseFailure.Rejected _ ->
                    fail(
                            2,
                            "The database does not answer, and the tasks wait: "
                                    + e.failure().message());
            };
        }
    }

    private int fail(int code, String problem) {
        err.println(problem);
        return code;
    }
}
