package com.hiremebahamas.tidepool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was found in a `DATABASE_URL`. A bad one is data, not an exception: the process must boot.
///
/// Accepted are `postgresql://`, `postgres://`, `postgresql+driver://` and `jdbc:postgresql://`, read as libpq reads
/// them. Nothing here ever prints the password, or what might be one.
public sealed interface DatabaseUrl {

    /// What a URL has to look like.
    String FORM = "postgresql://user:password@host:port/database?sslmode=require";

    /// A URL that can be used.
    ///
    /// @param target     `postgresql://host:port/database`, free of secrets
    /// @param jdbcUrl    for pgjdbc, without user, password and properties
    /// @param password   empty when there is none
    /// @param properties of pgjdbc, from the query
    /// @param notes      one sentence for each thing that was left out or understood in a way worth knowing
    record Valid(
            String target,
            String jdbcUrl,
            String user,
            String password,
            Map<String, String> properties,
            List<String> notes)
            implements DatabaseUrl {

        public Valid {
            properties = Map.copyOf(properties);
            notes = List.copyOf(notes);
        }

        /// What stands at the other end, as far as its name tells.
        public HostKind kind() {
            return HostKind.of(target);
        }

        /// The same database past Neon's pooler, for what needs a session of its own; empty for any other host.
        public Optional<Valid> direct() {
            if (kind() != HostKind.NEON_POOLED) return Optional.empty();
            return Optional.of(new Valid(
                    HostKind.withoutPooler(target),
                    HostKind.withoutPooler(jdbcUrl),
                    user,
                    password,
                    properties,
                    notes));
        }

        @Override
        public String toString() {
            return target;
        }
    }

    /// A URL that cannot be used, and why, in a sentence that names the remedy and never the secret.
    record Invalid(String problem) implements DatabaseUrl {}

    /// No URL at all, or only a placeholder.
    record NotConfigured() implements DatabaseUrl {}

    /// Reads a URL. Never throws, looks nothing up, opens nothing.
    static DatabaseUrl parse(@Nullable String text) {
        return UrlParser.parse(text == null ? "" : text);
    }
}
