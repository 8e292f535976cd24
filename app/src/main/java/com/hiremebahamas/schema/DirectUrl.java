package com.hiremebahamas.schema;

import com.hiremebahamas.tidepool.url.DatabaseUrl;

/// The URL of the database without its pooler: a direct session can hold a lock, and run a script without time limit.
public sealed interface DirectUrl {

    /// The variables that may hold the direct URL.
    String NAMES = "DATABASE_URL_UNPOOLED or DIRECT_URL";

    /// A usable URL.
    ///
    /// @param from   the source of the URL, for people
    /// @param pooled whether it looks like a pooler's after all
    record Found(DatabaseUrl.Valid url, String from, boolean pooled) implements DirectUrl {}

    /// There is no usable URL, and why.
    record Missing(String problem) implements DirectUrl {}

    /// The direct URL if there is one, else Neon's, derived from the pooled one, else the pooled one itself.
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
