package com.hiremebahamas.tidepool.url;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The query of a URL: each name has its [ParameterRules]; parameters of other programs are left out, with a note; an
/// unknown parameter that may be about security is refused.
final class UrlParameters {

    private static final Set<String> PLACE = Set.of("user", "password", "host", "port", "dbname");

    private static final Pattern SECURITY = Pattern.compile(
            "ssl|tls|auth|channel|require|krb|kerberos|gss|sspi|jaas|pass|cert|secret|scram|key|token|crypt|trust"
                    + "|verif|peer|crl",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,40}");

    private final boolean certain;
    private final TlsParameters tls;
    private final Map<String, String> place = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> fallbacks = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private UrlParameters(boolean jdbc, boolean certain) {
        this.certain = certain;
        this.tls = new TlsParameters(jdbc);
    }

    /// @param certain whether this is a query for sure; otherwise it may be the rest of a password with a raw `?`
    ///                in it, and its names are not repeated
    static UrlParameters read(String query, boolean jdbc, boolean certain) throws UrlProblem {
        var parameters = new UrlParameters(jdbc, certain);
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            if (equals < 0) throw new UrlProblem("a parameter after the question mark has no value");
            var value = pair.substring(equals + 1);
            var name = PercentEncoding.decoded(pair.substring(0, equals), "a parameter's name");
            if (!NAME.matcher(name).matches()) throw new UrlProblem("a parameter's name is no name");
            // The driver reads forms there, in which a plus is a space.
            var decoded = PercentEncoding.decoded(jdbc ? value.replace("+", "%20") : value, parameters.said(name));
            parameters.put(name, decoded);
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
    Map<String, String> properties(List<Host> hosts) throws UrlProblem {
        fallbacks.forEach(properties::putIfAbsent);
        tls.complete(properties, hosts, notes);
        return properties;
    }

    TlsParameters tls() {
        return tls;
    }

    /// An unknown name is not repeated: in a broken URL it may be a piece of the password.
    String said(String name) {
        boolean known = PLACE.contains(name) || ParameterRules.of(name).isPresent();
        return certain && known ? "the parameter " + name : "a parameter";
    }

    void note(String note) {
        notes.add(note);
    }

    /// Two values, under one name or under libpq's and the driver's, could weaken each other.
    void putProperty(String property, String value) throws UrlProblem {
        var before = properties.put(property, value);
        if (before != null && !before.equals(value)) {
            throw new UrlProblem(
                    "the driver's property " + property + " is given twice, with different values: keep one");
        }
    }

    void putFallback(String property, String value) {
        fallbacks.put(property, value);
    }

    private void put(String name, String value) throws UrlProblem {
        var rule = ParameterRules.of(name);
        if (PLACE.contains(name)) {
            place.put(name, value);
        } else if (rule.isPresent()) {
            rule.get().apply(this, name, value);
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
}
