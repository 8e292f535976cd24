package com.hiremebahamas.schema;

import com.hiremebahamas.tidepool.DatabaseUrl;
import java.util.regex.Pattern;

/// The way to the database past its pooler: there a session lock holds, and a script may take its time.
public sealed interface DirectUrl {

    /// An address to work on.
    ///
    /// @param from   where the address comes from, for people
    /// @param pooled whether it looks as if it led through a pooler after all
    record Found(DatabaseUrl.Valid url, String from, boolean pooled) implements DirectUrl {}

    /// There is no address that could be used, and why.
    record Missing(String problem) implements DirectUrl {}

    /// The direct address if there is one, else Neon's derived from the pooled one, else the pooled one itself.
    static DirectUrl of(DatabaseUrl serving, DatabaseUrl direct) {
        return switch (direct) {
            case DatabaseUrl.Valid valid -> new Found(valid, "DATABASE_URL_UNPOOLED", looksPooled(valid));
            case DatabaseUrl.Invalid(var problem) -> new Missing("DATABASE_URL_UNPOOLED " + problem);
            case DatabaseUrl.NotConfigured _ -> derived(serving);
        };
    }

    private static DirectUrl derived(DatabaseUrl serving) {
        return switch (serving) {
            case DatabaseUrl.Invalid(var problem) -> new Missing("DATABASE_URL " + problem);
            case DatabaseUrl.NotConfigured _ ->
                new Missing("There is no database to work on: set DATABASE_URL_UNPOOLED, or DATABASE_URL.");
            case DatabaseUrl.Valid valid -> {
                var past = pastNeonsPooler(valid);
                yield past.target().equals(valid.target())
                        ? new Found(valid, "DATABASE_URL", looksPooled(valid))
                        : new Found(past, "DATABASE_URL without -pooler", false);
            }
        };
    }

    /// Judged by the names and ports that hosts give their poolers.
    static boolean looksPooled(DatabaseUrl.Valid url) {
        return Pattern.compile("//[^/?]*(-pooler\\.|\\.pooler\\.|pgbouncer|:6543\\b|:6432\\b)")
                .matcher(url.target())
                .find();
    }

    private static DatabaseUrl.Valid pastNeonsPooler(DatabaseUrl.Valid url) {
        return new DatabaseUrl.Valid(
                withoutPooler(url.target()), withoutPooler(url.jdbcUrl()), url.user(), url.password());
    }

    private static String withoutPooler(String address) {
        return address.replaceFirst("(//[^/?.]+)-pooler(\\.[^/?]*neon\\.tech)", "$1$2");
    }
}
