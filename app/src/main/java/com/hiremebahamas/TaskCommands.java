package com.hiremebahamas;

import com.hiremebahamas.tasks.TaskCommand;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The commands of background tasks, for an operator and for the host's schedule.
@Command(name = "tasks", mixinStandardHelpOptions = true, description = "Background tasks: runs them, shows them.")
final class TaskCommands implements Callable<Integer> {

    /// A connection for each task that runs, and time for a suspended database to resume.
    private static final PoolSettings POOL = new PoolSettings(
            5, 0, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(20), Duration.ofMinutes(2));

    private final UnaryOperator<@Nullable String> environment;

    TaskCommands(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }

    @Command(
            description = "Runs the tasks that are due, and deletes what has expired, once a day. For a schedule.",
            mixinStandardHelpOptions = true)
    int run() {
        return with(TaskCommand::run);
    }

    @Command(description = "Shows the tasks that wait, run or were given up.", mixinStandardHelpOptions = true)
    int list() {
        return with(TaskCommand::list);
    }

    @Command(description = "Lets a task that was given up run again.", mixinStandardHelpOptions = true)
    int retry(@Parameters(paramLabel = "ID", description = "as tasks list shows it") long id) {
        return with(command -> command.retry(id));
    }

    private int with(ToIntFunction<TaskCommand> work) {
        return Commands.with(environment, settings -> {
            try (var tidepool = Tidepool.of(settings.database().url(), POOL);
                    var components = Components.of(settings, tidepool)) {
                return work.applyAsInt(
                        new TaskCommand(components.taskQueue(), components.tasks(), System.out, System.err));
            }
        });
    }
}
