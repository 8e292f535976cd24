package com.hiremebahamas;

import com.hiremebahamas.config.Secret;
import com.hiremebahamas.config.Settings;
import com.hiremebahamas.config.SettingsReader;
import com.hiremebahamas.demo.Demo;
import com.hiremebahamas.demo.DemoCommand;
import com.hiremebahamas.doctor.Doctor;
import com.hiremebahamas.doctor.RunningSite;
import com.hiremebahamas.http.proxies.Proxies;
import com.hiremebahamas.lifecycle.Build;
import com.hiremebahamas.logging.LogBackend;
import com.hiremebahamas.operations.ApiDocument;
import com.hiremebahamas.schema.Migrate;
import com.hiremebahamas.schema.Migrations.OtherTables;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The commands other than `serve`, which starts sooner without picocli.
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
        var line = new CommandLine(new Commands(environment));
        line.addSubcommand(new TaskCommands(environment));
        String[] version = {
            "HireMeBahamas " + ApiDocument.version(), "Commit " + Build.commit(), "JVM " + Build.jvm(),
        };
        line.getCommandSpec().version(version);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version(version));
        return line.execute(arguments);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }

    /// For the list of commands only: `Main` runs it without picocli.
    @Command(description = "Answers on PORT until SIGTERM or SIGINT.", mixinStandardHelpOptions = true)
    int serve() {
        return 0;
    }

    @Command(description = "Brings the schema up to date over the direct URL.", mixinStandardHelpOptions = true)
    int migrate(
            @Option(
                            names = "--baseline",
                            description = "Also where another program keeps its tables: they stay beside this site's.")
                    boolean baseline) {
        return with(
                environment,
                settings -> new Migrate(System.out, System.err)
                        .run(
                                settings.database().url(),
                                settings.database().direct(),
                                baseline ? OtherTables.KEEP : OtherTables.REFUSE));
    }

    @Command(
            description = "Fills a migrated database with invented people and advertisements.",
            mixinStandardHelpOptions = true)
    int demo(
            @Option(names = "--jobs", defaultValue = "2000", description = "default: ${DEFAULT-VALUE}") int jobs,
            @Option(names = "--users", defaultValue = "600", description = "default: ${DEFAULT-VALUE}") int users,
            @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same data.") long seed,
            @Option(names = "--yes", description = "Also where people's own data are.") boolean agreed) {
        return with(environment, settings -> {
            if (settings.isProduction() && !agreed) {
                System.err.println("ENVIRONMENT is production: add --yes if you mean it.");
                return 3;
            }
            var database = settings.database();
            return new DemoCommand(System.out, System.err, onTerminal())
                    .run(database.url(), database.direct(), new Demo.Size(jobs, users, seed), agreed);
        });
    }

    @Command(description = "Looks at the environment: 0 green, 1 yellow, 2 red.", mixinStandardHelpOptions = true)
    int doctor(
            @Option(names = "--json", description = "For programs.") boolean json,
            @Option(names = "--offline", description = "Reads the environment and connects to nothing.")
                    boolean offline,
            @Option(
                            names = "--send-mail-to",
                            paramLabel = "ADDRESS",
                            defaultValue = "",
                            description = "Sends a test mail there.")
                    String recipient) {
        if (offline && !recipient.isEmpty()) {
            System.err.println("--offline connects to nothing, and so sends no mail: leave one of both out.");
            return 2;
        }
        // The report is printed; log lines of the libraries would only interrupt it.
        LogBackend.setUp(new Settings.Log(Settings.Log.Format.TEXT, System.Logger.Level.OFF));
        var entries = Settings.from(environment).entries().stream()
                .map(entry -> new Doctor.Setting(
                        entry.name(),
                        entry.value(),
                        entry.source().name().toLowerCase(Locale.ROOT),
                        entry.problem().orElse("")))
                .toList();
        var doctor = new Doctor(System.out, onTerminal());
        return offline
                ? doctor.runOffline(entries, targets(environment, _ -> List.of()), json)
                : doctor.run(
                        entries, targets(environment, RunningSite::warnings).withTestRecipient(recipient), json);
    }

    /// Read one by one, because `doctor` also runs when other settings are invalid. What the site says of mail is
    /// left out, because the check of mail says it.
    ///
    /// @param siteWarnings those of the site that runs on a port of this machine
    static Doctor.Targets targets(UnaryOperator<@Nullable String> environment, IntFunction<List<String>> siteWarnings) {
        var env = new SettingsReader(environment);
        int port = Settings.port(env);
        var mail = Settings.mail(env, Settings.publicOrigin(env, port));
        return new Doctor.Targets(
                Settings.serving(env),
                Settings.direct(env),
                env.secret("REDIS_URL").map(Secret::value).orElse(""),
                mail,
                "",
                Stream.concat(
                                Proxies.of(Settings.forwarded(env)).warnings().stream(),
                                siteWarnings.apply(port).stream().filter(warning -> !warning.equals(mail.warning())))
                        .toList(),
                Settings.environment(env) == Settings.Environment.PRODUCTION);
    }

    /// Without a terminal JDK 25 has no console; earlier JDKs had one that was no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// Runs work with valid settings and the log that they ask for; prints what is invalid otherwise.
    static int with(UnaryOperator<@Nullable String> environment, ToIntFunction<Settings> work) {
        return switch (Settings.from(environment)) {
            case Settings.Reading.Valid valid -> {
                LogBackend.setUp(valid.settings().log());
                yield work.applyAsInt(valid.settings());
            }
            case Settings.Reading.Invalid invalid -> {
                invalid.problems().forEach(System.err::println);
                yield 1;
            }
        };
    }
}
