package com.hiremebahamas.tidepool.url;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;

/// The query of a URL: libpq's names become pgjdbc's properties; parameters of other programs are left out, with a
/// note; an unknown parameter that may be about security is refused.
final class UrlParameters {

    private static final Set<String> PLACE = Set.of("user", "password", "host", "port", "dbname");

    private static final Map<String, String> PGJDBC = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("require_auth", "requireAuth"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("krbsrvname", "kerberosServerName"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("fallback_application_name", "ApplicationName"),
            Map.entry("target_session_attrs", "targetServerType"),
            Map.entry("load_balance_hosts", "loadBalanceHosts"));

    private static final Map<String, String> SESSIONS = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    /// From the weakest to the strictest.
    private static final List<String> MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static final String ENCRYPTED = "require";

    private static final Map<String, Set<String>> CHOICES = Map.of(
            "channel_binding", Set.of("disable", "prefer", "require"),
            "sslnegotiation", Set.of("postgres", "direct"),
            "gssencmode", Set.of("disable", "prefer", "require"));

    /// What Tidepool sets itself, whatever a `jdbc:` URL says.
    private static final Set<String> OWN = Set.of(
            "assumeMinServerVersion",
            "readOnly",
            "readOnlyMode",
            "socketFactory",
            "socketFactoryArg",
            "socketTimeout",
            "loginTimeout",
            "cancelSignalTimeout",
            "logServerErrorDetail",
            "replication",
            "PGHOST",
            "PGPORT",
            "PGDBNAME");

    private static final Set<String> SEARCH_PATH = Set.of("schema", "search_path", "currentSchema");
    private static final Pattern NEON_OPTIONS = Pattern.compile("(-c )?(endpoint|project)=[A-Za-z0-9._-]+");
    private static final Pattern SECURITY = Pattern.compile(
            "ssl|tls|auth|channel|require|krb|kerberos|gss|sspi|jaas|pass|cert|secret", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,40}");

    private final boolean certain;
    private final Map<String, String> place = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private UrlParameters(boolean certain) {
        this.certain = certain;
    }

    /// @param certain whether this is a query for sure; otherwise it may be the rest of a password with a raw `?`
    ///                in it, and its names are not repeated
    static UrlParameters read(String query, boolean jdbc, boolean certain) throws UrlProblem {
        var parameters = new UrlParameters(certain);
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            if (equals < 0) throw new UrlProblem("a parameter after the question mark has no value");
            var value = pair.substring(equals + 1);
            var name = PercentEncoding.decoded(pair.substring(0, equals), "a parameter's name");
            if (!NAME.matcher(name).matches()) throw new UrlProblem("a parameter's name is no name");
            // The driver reads forms there, in which a plus is a space.
            var decoded = PercentEncoding.decoded(jdbc ? value.replace("+", "%20") : value, parameters.said(name));
            parameters.put(name, decoded, jdbc);
        }
        return parameters;
    }

    /// The value of a parameter, or what the URL has before the query.
    String override(String name, String standing) throws UrlProblem {
        var given = place.get(name);
        return given == null
                ? PercentEncoding.decoded(standing, "the " + (name.equals("dbname") ? "database" : name))
                : given;
    }

    /// Empty when there is no such parameter.
    String given(String name) {
        return place.getOrDefault(name, "");
    }

    List<String> notes() {
        return notes;
    }

    /// The driver's properties. Unless every host is this machine, encryption is required where the URL says
    /// nothing; a weaker mode in the URL holds, with a note.
    Map<String, String> properties(List<Host> hosts) {
        if (hosts.stream().allMatch(Host::isLocal)) return properties;
        properties.putIfAbsent("sslmode", ENCRYPTED);
        var mode = properties.getOrDefault("sslmode", ENCRYPTED);
        if (MODES.indexOf(mode) < MODES.indexOf(ENCRYPTED)) {
            notes.add("TLS mode " + mode + " lets the password and all else cross the network unencrypted: "
                    + "sslmode=require does not");
        }
        return properties;
    }

    /// An unknown name is not repeated: in a broken URL it may be a piece of the password.
    private String said(String name) {
        boolean known = PLACE.contains(name)
                || SEARCH_PATH.contains(name)
                || PGJDBC.containsKey(name)
                || PGProperty.forName(name) != null;
        return certain && known ? "the parameter " + name : "a parameter";
    }

    private void put(String name, String value, boolean jdbc) throws UrlProblem {
        if (PLACE.contains(name)) {
            place.put(name, value);
        } else if (SEARCH_PATH.contains(name)) {
            throw new UrlProblem(said(name) + " does not survive a pooler: qualify the names of tables, or "
                    + "set it on the role with ALTER ROLE");
        } else if (name.equals("options")) {
            putOptions(value);
        } else if (name.equals("ssl")) {
            putTls(value, jdbc);
        } else if (name.equals("connect_timeout") || name.equals("connectTimeout")) {
            putConnectTimeout(value);
        } else if (name.equals("keepalives")) {
            properties.put("tcpKeepAlive", Boolean.toString(!value.equals("0")));
        } else if (name.equals("prepareThreshold")) {
            putThreshold(value);
        } else if (jdbc && isDrivers(name)) {
            properties.put(name, value);
        } else if (PGJDBC.containsKey(name)) {
            putMapped(name, value);
        } else {
            refuseSecurity(name);
            notes.add("Left out, for it means nothing here: " + (certain ? "the parameter " + name : "a parameter"));
        }
    }

    private static void refuseSecurity(String name) throws UrlProblem {
        var hint = SECURITY.matcher(name);
        if (hint.find()) {
            throw new UrlProblem("a parameter with \"" + hint.group() + "\" in its name is about security and not "
                    + "known here: take it out, or correct it");
        }
    }

    /// Poolers refuse options; Neon's proxy takes the name of an endpoint out of them before the pooler sees it.
    private void putOptions(String value) throws UrlProblem {
        if (!NEON_OPTIONS.matcher(value).matches()) {
            throw new UrlProblem("poolers refuse the parameter options: set such things on the role with ALTER ROLE");
        }
        properties.put("options", value);
    }

    /// libpq's spelling is `ssl=true`, asyncpg's also `ssl=require` and the like; pgjdbc's means the strictest
    /// mode.
    private void putTls(String value, boolean jdbc) throws UrlProblem {
        switch (value) {
            case "true", "1", "on", "" -> putMode(jdbc ? "verify-full" : "require");
            case "false", "0", "off" -> putMode("disable");
            default -> putMode(value);
        }
    }

    /// Of several, the strictest holds.
    private void putMode(String mode) throws UrlProblem {
        if (!MODES.contains(mode)) throw new UrlProblem("sslmode and ssl must be one of " + String.join(", ", MODES));
        properties.merge("sslmode", mode, (one, other) -> MODES.indexOf(one) > MODES.indexOf(other) ? one : other);
    }

    private void putConnectTimeout(String value) throws UrlProblem {
        if (!value.matches("[0-9]{1,6}")) throw new UrlProblem("connect_timeout must be a whole number of seconds");
        // Zero means no limit to libpq; Tidepool always has one.
        if (!value.matches("0+")) properties.put("connectTimeout", value);
    }

    /// After how many runs a statement is named, on a direct connection; zero is never.
    private void putThreshold(String value) throws UrlProblem {
        if (!value.matches("[0-9]{1,6}")) throw new UrlProblem("prepareThreshold must be a whole number, 0 for never");
        properties.put("prepareThreshold", value);
    }

    private static boolean isDrivers(String name) {
        return PGProperty.forName(name) != null && !OWN.contains(name) && !PGJDBC.containsKey(name);
    }

    private void putMapped(String name, String value) throws UrlProblem {
        var choices = CHOICES.get(name);
        if (choices != null && !choices.contains(value)) {
            throw new UrlProblem(said(name) + " must be one of " + String.join(", ", new TreeSet<>(choices)));
        }
        switch (name) {
            case "sslmode" -> putMode(value);
            case "sslrootcert" -> {
                // As in libpq: trusting every authority of the system is safe only when the host name is checked
                // too.
                boolean system = value.equals("system");
                if (system) putMode("verify-full");
                properties.put(
                        system ? "sslfactory" : "sslrootcert",
                        system ? "org.postgresql.ssl.DefaultJavaSSLFactory" : value);
            }
            case "target_session_attrs" -> {
                var type = SESSIONS.get(value);
                if (type == null) throw new UrlProblem("target_session_attrs has a value that does not exist");
                if (!type.equals("any")) properties.put("targetServerType", type);
            }
            case "load_balance_hosts" -> properties.put("loadBalanceHosts", Boolean.toString(value.equals("random")));
            case "fallback_application_name" -> properties.putIfAbsent("ApplicationName", value);
            default -> properties.put(PGJDBC.getOrDefault(name, name), value);
        }
    }
}
