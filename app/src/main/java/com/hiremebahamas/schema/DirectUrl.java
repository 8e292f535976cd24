package com.hiremebahamas.schema;

import com.hiremebahamas.tidepool.url.DatabaseUrl;

/// The way to the database past its pooler: there a session lock holds, and a script may take its time.
public sealed interface DirectUrl {

    /// Either may hold the direct address.
    String NAMES = "DATABASE_URL_UNPOOLED or DIRECT_URL";

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
            case DatabaseUrl.Valid valid -> new Found(valid, NAMES, looksPooled(valid));
            case DatabaseUrl.Invalid(var problem) -> new Missing(NAMES + " " + problem);
            case DatabaseUrl.NotConfigured _ -> derived(serving);
        };
    }

    private static DirectUrl derived(DatabaseUrl serving) {
        return switch (serving) {
            case DatabaseUrl.Invalid(var problem) -> new Missing("DATABASE_URL " + problem);
            case DatabaseUrl.NotConfigured _ ->
                new Missing("There is no database to work on: set DATABASE_URL_UNPOOLED, or DATABASE_URL.");
            case DatabaseUrl.Valid valid ->
                valid.direct()
                        .map(direct -> new Found(direct, "DATABASE_URL without -pooler", false))
                        .orElseGet(() -> new Found(valid, "DATABASE_URL", looksPooled(valid)));
        };
    }

    private static boolean looksPooled(DatabaseUrl.Valid url) {
        return url.kind().isPooled();
    }
}
