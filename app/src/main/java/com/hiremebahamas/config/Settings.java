package com.hiremebahamas.config;

import com.hiremebahamas.config.SettingsReader.Entry;
import com.hiremebahamas.mail.MailAddress;
import com.hiremebahamas.mail.MailSettings;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Everything the program reads from its environment. The reader's guide is docs/settings.md.
public record Settings(
        Environment environment,
        Http http,
        Database database,
        Log log,
        Optional<Secret> redisUrl,
        MailSettings mail,
        Access access,
        Path dataFolder) {

    public enum Environment {
        DEVELOPMENT,
        PRODUCTION
    }

    /// The HTTP server. `publicOrigin` is what people see in the address bar, such as
    /// `https://hiremebahamas.com`.
    ///
    /// @param listenAddress an IP address, `0.0.0.0` for all
    public record Http(
            String listenAddress,
            int port,
            int maxConcurrent,
            Duration requestTimeout,
            Duration keepAlive,
            Duration gracefulTimeout,
            MaxRequests maxRequests,
            Forwarded forwarded,
            String publicOrigin) {}

    /// The proxies in front, the secret by which the outermost one proves itself, and whether the process runs
    /// on Render, which sets a variable of that name.
    public record Forwarded(List<String> from, Optional<Secret> edgeSecret, boolean onRender) {}

    /// A connection is closed after `requests` ± `jitter` requests, so that clients spread over instances.
    public record MaxRequests(int requests, int jitter) {}

    /// The pooled URL for serving, the direct one for migrations.
    public record Database(DatabaseUrl url, DatabaseUrl direct, PoolSettings pool, boolean echo) {}

    /// The format of each line, and the least level that is logged.
    public record Log(Format format, Level level) {

        /// What other programs call these levels.
        static final Map<String, Level> LEVEL_WORDS = Map.ofEntries(
                Map.entry("none", Level.OFF),
                Map.entry("fatal", Level.ERROR),
                Map.entry("critical", Level.ERROR),
                Map.entry("severe", Level.ERROR),
                Map.entry("warn", Level.WARNING),
                Map.entry("notice", Level.INFO),
                Map.entry("information", Level.INFO),
                Map.entry("config", Level.DEBUG),
                Map.entry("fine", Level.DEBUG),
                Map.entry("verbose", Level.DEBUG),
                Map.entry("finer", Level.TRACE),
                Map.entry("finest", Level.TRACE));

        public enum Format {
            TEXT,
            JSON
        }
    }

    /// Who may see the operators' pages; in production an absent token closes its page.
    public record Access(boolean apiDocs, Optional<Secret> readyDbToken, Optional<Secret> metricsToken) {}

    /// The result of reading: settings that can be used, or all that is wrong with them.
    public sealed interface Reading {

        /// Every variable that was read, in the order of docs/settings.md.
        List<Entry> entries();

        /// None when the settings can be used.
        List<String> problems();

        record Valid(Settings settings, List<Entry> entries) implements Reading {
            @Override
            public List<String> problems() {
                return List.of();
            }
        }

        record Invalid(List<String> problems, List<Entry> entries) implements Reading {}
    }

    public boolean isProduction() {
        return environment == Environment.PRODUCTION;
    }

    /// What to do where nothing says which [#environment] it is.
    public static String adviceOnEnvironment() {
        return "On a host set ENVIRONMENT=production: development is for this machine alone, and where no"
                + " DATABASE_URL is set it starts a database of its own.";
    }

    /// Whether the environment says which it is; else it is development.
    public static boolean isEnvironmentSet(UnaryOperator<@Nullable String> environment) {
        return new SettingsReader(environment).isSet("ENVIRONMENT");
    }

    /// Reads every setting, and only then complains. A bad URL of the database or of the mail server is no
    /// complaint: the process must boot.
    public static Reading from(UnaryOperator<@Nullable String> environment) {
        var env = new SettingsReader(environment);
        var kind = environment(env);
        int port = port(env);
        var publicOrigin = publicOrigin(env, port);
        var settings = new Settings(
                kind,
                new Http(
                        env.address("LISTEN_ADDRESS", kind == Environment.PRODUCTION ? "0.0.0.0" : "127.0.0.1"),
                        port,
                        env.limit("HTTP_MAX_CONCURRENT", 200, 1, 100_000),
                        env.seconds(List.of("REQUEST_TIMEOUT", "GUNICORN_TIMEOUT"), 120, 1, 3600),
                        env.seconds("KEEP_ALIVE", 5, 1, 3600),
                        env.seconds("GRACEFUL_TIMEOUT", 30, 1, 3600),
                        new MaxRequests(
                                env.count("MAX_REQUESTS", 1000, 0, 1_000_000_000),
                                env.count("MAX_REQUESTS_JITTER", 100, 0, 1_000_000_000)),
                        forwarded(env),
                        publicOrigin),
                database(env),
                new Log(
                        env.choice("LOG_FORMAT", Log.Format.values(), Log.Format.TEXT),
                        env.choice("LOG_LEVEL", Level.values(), Level.INFO, Log.LEVEL_WORDS)),
                env.secret("REDIS_URL"),
                mail(env, publicOrigin),
                new Access(
                        env.flag("API_DOCS", kind == Environment.DEVELOPMENT),
                        env.secret("READY_DB_TOKEN"),
                        env.secret("METRICS_TOKEN")),
                Path.of(env.text("DATA_FOLDER", ".data")));
        env.note("WEB_CONCURRENCY");
        env.note("WEB_THREADS");
        return env.problems().isEmpty()
                ? new Reading.Valid(settings, env.entries())
                : new Reading.Invalid(env.problems(), env.entries());
    }

    public static Environment environment(SettingsReader env) {
        return env.choice("ENVIRONMENT", Environment.values(), Environment.DEVELOPMENT);
    }

    public static int port(SettingsReader env) {
        return env.port("PORT", 10_000);
    }

    public static String publicOrigin(SettingsReader env, int port) {
        return env.origin("PUBLIC_ORIGIN", "http://localhost:" + port);
    }

    public static MailSettings mail(SettingsReader env, String publicOrigin) {
        return new MailSettings(
                env.mailUrl("MAIL_URL"),
                env.mailAddress("MAIL_FROM", sender(publicOrigin)),
                env.mailAddress("MAIL_REPLY_TO"));
    }

    /// At the host that people see, where that is a name.
    private static MailAddress sender(String publicOrigin) {
        var host = Origin.parse(publicOrigin).map(Origin::host).orElse("");
        boolean isName = !host.isEmpty() && Character.isLetter(host.charAt(host.length() - 1));
        return new MailAddress("HireMeBahamas", "no-reply@" + (isName ? host : "localhost"));
    }

    public static DatabaseUrl serving(SettingsReader env) {
        return env.databaseUrl(List.of("DATABASE_URL"));
    }

    public static DatabaseUrl direct(SettingsReader env) {
        return env.databaseUrl(List.of("DATABASE_URL_UNPOOLED", "DIRECT_URL"));
    }

    public static Forwarded forwarded(SettingsReader env) {
        boolean onRender = env.isSet("RENDER");
        return new Forwarded(
                env.list(
                        List.of("FORWARDED_FROM", "FORWARDED_ALLOW_IPS"),
                        onRender ? "vercel+render" : "loopback,private"),
                env.secret("EDGE_SECRET"),
                onRender);
    }

    private static Database database(SettingsReader env) {
        return new Database(
                serving(env),
                direct(env),
                new PoolSettings(
                        env.limit("DB_POOL_SIZE", 5, 1, 1000),
                        env.limit("DB_MAX_OVERFLOW", 5, 0, 1000),
                        env.seconds("DB_POOL_TIMEOUT", 30, 1, 600),
                        env.seconds("DB_POOL_RECYCLE", 300, 30, 86_400),
                        env.seconds("DB_CONNECT_TIMEOUT", 5, 1, 60),
                        env.seconds("DB_COMMAND_TIMEOUT", 30, 1, 3600)),
                env.flag("DB_ECHO", false));
    }
}
