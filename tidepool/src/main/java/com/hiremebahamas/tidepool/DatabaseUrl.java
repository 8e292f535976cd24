package com.hiremebahamas.tidepool;

import org.jspecify.annotations.Nullable;

/// What was found in a `DATABASE_URL`. A bad one is data, not an exception: the process must boot.
public sealed interface DatabaseUrl {

    /// A URL that can be used.
    ///
    /// @param target host, port and database, free of secrets
    record Valid(String target, String jdbcUrl, String user, String password) implements DatabaseUrl {

        public java.util.Map<String, String> properties() {
            return java.util.Map.of("sslmode", "disable");
        }

        @Override
        public String toString() {
            return target;
        }
    }

    /// A URL that cannot be used, and why, in one sentence that names the remedy and never the secret.
    record Invalid(String problem) implements DatabaseUrl {}

    /// No URL at all, or only a placeholder.
    record NotConfigured() implements DatabaseUrl {}

    /// Reads a URL. Never throws, looks nothing up, opens nothing.
    static DatabaseUrl parse(@Nullable String text) {
        if (text == null || text.isBlank()) return new NotConfigured();
        var uri = java.net.URI.create(text.strip().replaceFirst("^postgres(ql)?(\\+\\w+)?:", "postgresql:"));
        var user = uri.getUserInfo() == null ? "postgres" : uri.getUserInfo();
        int colon = user.indexOf(':');
        var target = uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getPath();
        return new Valid(
                "postgresql://" + target,
                "jdbc:postgresql://" + target,
                colon < 0 ? user : user.substring(0, colon),
                colon < 0 ? "" : user.substring(colon + 1));
    }
}
