package com.hiremebahamas;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.proxies.Proxies;
import com.hiremebahamas.mail.MailUrl;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs the settings at the start.
final class StartupLog {

    private static final Logger log = LoggerFactory.getLogger("HireMeBahamas");

    private StartupLog() {}

    static void write(Settings settings, UnaryOperator<@Nullable String> environment) {
        if (!Settings.isEnvironmentSet(environment))
            log.warn("ENVIRONMENT is not set. {}", Settings.adviceOnEnvironment());
        writeDatabase(settings);
        writeMail(settings);
        for (var name : new String[] {"WEB_CONCURRENCY", "WEB_THREADS"}) {
            if (environment.apply(name) != null)
                writeUnused(name, settings.http().maxConcurrent());
        }
        Proxies.of(settings.http().forwarded()).warnings().forEach(log::warn);
    }

    private static void writeDatabase(Settings settings) {
        switch (settings.database().url()) {
            case DatabaseUrl.Valid valid -> {
                log.info("DATABASE_URL validated: {} ({})", valid, valid.kind().meaning());
                valid.notes().forEach(note -> log.warn("DATABASE_URL: {}", note));
            }
            case DatabaseUrl.Invalid(var problem) -> log.error("DATABASE_URL {}", problem);
            case DatabaseUrl.NotConfigured _
            when !settings.isProduction() ->
                log.warn("DATABASE_URL is not set: starting an embedded PostgreSQL in {}", settings.dataFolder());
            case DatabaseUrl.NotConfigured _ ->
                log.warn("DATABASE_URL is not set: whatever needs the database answers 503 until it is");
        }
    }

    /// No type switch: each is linked at every start.
    private static void writeMail(Settings settings) {
        var url = settings.mail().url();
        if (url instanceof MailUrl.Valid valid)
            log.info("MAIL_URL validated: {} ({})", valid, valid.tls().meaning());
        else if (url instanceof MailUrl.Invalid invalid) log.error("MAIL_URL {}", invalid.problem());
        else if (settings.isProduction()) log.warn("MAIL_URL is not set: no mail is sent until it is");
        else
            log.info(
                    "MAIL_URL is not set: mails are not sent, but shown at {}/dev/mail",
                    settings.http().publicOrigin());
    }

    private static void writeUnused(String name, int maxConcurrent) {
        log.info(
                "{} is not needed: one process uses all cores, a virtual thread for each request, at most "
                        + "HTTP_MAX_CONCURRENT={} at once",
                name,
                maxConcurrent);
    }
}
