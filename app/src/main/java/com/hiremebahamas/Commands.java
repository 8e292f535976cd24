package com.hiremebahamas;

import com.hiremebahamas.schema.Migrate;
import com.hiremebahamas.server.Logs;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands beside `serve`, which knows nothing of picocli so that it starts sooner.
@Command(
        name = "hiremebahamas",
        mixinStandardHelpOptions = true,
        description = "The job and professional network of The Bahamas. Without a command it serves.")
final class Commands implements Callable<Integer> {

    private final UnaryOperator<@Nullable String> environment;

    private Commands(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    static int run(String[] arguments, UnaryOperator<@Nullable String> environment) {
        return new CommandLine(new Commands(environment)).execute(arguments);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }

    /// Stands here for the list of commands; `Main` answers it before anyone asks.
    @Command(description = "Answers on PORT until it is asked to stop.", mixinStandardHelpOptions = true)
    int serve() {
        return 0;
    }

    @Command(description = "Brings the schema up to date over the direct URL.", mixinStandardHelpOptions = true)
    int migrate() {
        return with(settings -> new Migrate(System.out, System.err)
                .run(settings.database().url(), settings.database().direct()));
    }

    private int with(ToIntFunction<Settings> work) {
        return switch (Settings.from(environment)) {
            case Settings.Reading.Valid valid -> {
                Logs.setUp(valid.settings().log());
                yield work.applyAsInt(valid.settings());
            }
            case Settings.Reading.Invalid invalid -> {
                invalid.problems().forEach(System.err::println);
                yield 1;
            }
        };
    }
}
