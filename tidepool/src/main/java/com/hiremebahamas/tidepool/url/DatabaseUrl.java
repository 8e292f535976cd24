package com.hiremebahamas.tidepool.url;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was found in a `DATABASE_URL`. A bad one is data, not an exception: the process must boot.
///
/// Accepted are `postgresql://`, `postgres://`, `postgresql+driver://` and `jdbc:postgresql://`, read as libpq
/// reads them. Nothing here ever prints the password, or what might be one. All of it is immutable and does no I/O.
public sealed interface DatabaseUrl {

    /// What a URL has to look like.
    String FORM = "postgresql://user:password@host:port/database?sslmode=require";

    /// One host of a URL.
    ///
    /// @param name a host name or an address, an IPv6 address without brackets
    /// @param port from 1 to 65535
    record Host(String name, int port) {

        private static final Pattern LOCAL =
                Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1", Pattern.CASE_INSENSITIVE);

        /// Whether it is this machine. A name that merely begins with `127.` may be anywhere.
        public boolean isLocal() {
            return LOCAL.matcher(name).matches();
        }

        /// As in a URL: `name:port`, an IPv6 address in brackets.
        @Override
        public String toString() {
            return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
        }
    }

    /// A URL that can be used.
    ///
    /// @param hosts      at least one, in the order in which they are tried
    /// @param password   empty when there is none
    /// @param properties of pgjdbc, from the query
    /// @param notes      one sentence for each thing that was left out or understood in a way worth knowing
    record Valid(
            List<Host> hosts,
            String database,
            String user,
            String password,
            Map<String, String> properties,
            List<String> notes)
            implements DatabaseUrl {

        /// Copies the collections.
        ///
        /// @throws NullPointerException when one of them has null in it
        public Valid {
            hosts = List.copyOf(hosts);
            properties = Map.copyOf(properties);
            notes = List.copyOf(notes);
        }

        /// `postgresql://host:port/database`, free of secrets.
        public String target() {
            return "postgresql://" + authority() + "/" + database;
        }

        /// For pgjdbc, without user, password and properties.
        public String jdbcUrl() {
            return "jdbc:postgresql://" + authority() + "/" + PercentEncoding.encoded(database);
        }

        /// What kind of server it is, as far as names and ports of the hosts tell.
        public HostKind kind() {
            return HostKind.of(hosts);
        }

        /// The same database past Neon's pooler, for what needs a session of its own; empty for any other host.
        public Optional<Valid> direct() {
            if (kind() != HostKind.NEON_POOLED) return Optional.empty();
            var unpooled = hosts.stream().map(HostKind::withoutPooler).toList();
            return Optional.of(new Valid(unpooled, database, user, password, properties, notes));
        }

        /// The [#target()].
        @Override
        public String toString() {
            return target();
        }

        private String authority() {
            return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
        }
    }

    /// A URL that cannot be used, and why, in a sentence that names the remedy and never the secret.
    record Invalid(String problem) implements DatabaseUrl {}

    /// No URL at all, or only a placeholder.
    record NotConfigured() implements DatabaseUrl {}

    /// Reads a URL. Never throws, looks nothing up, opens nothing.
    ///
    /// @param text null and blank are [NotConfigured]
    static DatabaseUrl parse(@Nullable String text) {
        return parse(text, null, null);
    }

    /// Reads a URL whose user and password are given beside it, as they are: nothing in them is
    /// percent-encoded. They stand in for those of the URL. Otherwise as [#parse(String)].
    ///
    /// @param user     null and empty leave the URL's own, as they do for the password
    static DatabaseUrl parse(@Nullable String text, @Nullable String user, @Nullable String password) {
        return UrlParser.parse(text == null ? "" : text, user == null ? "" : user, password == null ? "" : password);
    }
}
