package com.hiremebahamas.tidepool.url;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;

/// What becomes of each connection parameter of libpq (PostgreSQL 18, 32.1.2) and of each property of the driver: it
/// is a property of the driver, or it is left out and named, or it is refused. What is about security and cannot be
/// kept is refused.
final class ParameterRules {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern VERSION = Pattern.compile("[0-9](\\.[0-9])?");
    private static final Pattern NEON_OPTIONS = Pattern.compile("(-c )?(endpoint|project)=[A-Za-z0-9._-]+");

    private static final Map<String, String> SESSIONS = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    /// Those of libpq that the driver knows, too: it has no OAuth.
    private static final Set<String> AUTHENTICATIONS =
            Set.of("password", "md5", "gss", "sspi", "scram-sha-256", "none");

    private static final Map<String, ParameterRule> RULES = new HashMap<>();

    static {
        for (var property : PGProperty.values()) RULES.put(property.getName(), ParameterRule.passed(property));
        tls();
        signIn();
        server();
        session();
        ownSettings();
    }

    private ParameterRules() {}

    /// Empty for a name that neither libpq nor the driver knows.
    static Optional<ParameterRule> of(String name) {
        return Optional.ofNullable(RULES.get(name));
    }

    private static void tls() {
        RULES.put("ssl", (parameters, _, value) -> parameters.tls().put(value));
        RULES.put("sslmode", (parameters, _, value) -> parameters.tls().putMode(value));
        RULES.put("sslrootcert", (parameters, _, value) -> parameters.tls().putAuthority(value));
        for (var file : List.of("sslcert", "sslkey")) RULES.put(file, ParameterRules::putFile);
        RULES.put("sslnegotiation", ParameterRule.passed(PGProperty.SSL_NEGOTIATION));
        RULES.put("channel_binding", ParameterRule.passed(PGProperty.CHANNEL_BINDING));
        RULES.put("sslcertmode", ParameterRules::putCertificateMode);
        RULES.put("sslsni", ParameterRule.kept(Set.of("1"), "the driver always sends the name of the host"));
        RULES.put("sslcompression", ParameterRule.kept(Set.of("0"), "the driver has no compression in TLS"));
        // A JVM refuses what is older by itself: jdk.tls.disabledAlgorithms.
        RULES.put(
                "ssl_min_protocol_version",
                ParameterRule.kept(
                        Set.of("TLSv1", "TLSv1.1", "TLSv1.2"),
                        "it is set for the whole program, by -Djdk.tls.client.protocols=TLSv1.3"));
        RULES.put(
                "ssl_max_protocol_version",
                ParameterRule.kept(
                        Set.of("TLSv1.3"), "it is set for the whole program, by -Djdk.tls.client.protocols"));
        var revoked =
                ParameterRule.refused("the driver reads no lists of revoked certificates: take it out, and renew the"
                        + " authority of sslrootcert when a certificate is revoked");
        RULES.put("sslcrl", revoked);
        RULES.put("sslcrldir", revoked);
        RULES.put("sslkeylogfile", ParameterRule.refused("the keys of a connection are written nowhere: take it out"));
    }

    private static void signIn() {
        RULES.put("require_auth", ParameterRules::putMethods);
        RULES.put("requireAuth", ParameterRules::putMethods);
        RULES.put("gssencmode", ParameterRule.passed(PGProperty.GSS_ENC_MODE, "disable", "prefer", "require"));
        RULES.put("krbsrvname", ParameterRule.passed(PGProperty.KERBEROS_SERVER_NAME));
        RULES.put("gssdelegation", ParameterRule.kept(Set.of("0"), "the driver passes no credentials on"));
        RULES.put("passfile", ParameterRule.refused("the password is written into the URL"));
        var elsewhere = ParameterRule.refused("what the file says is written into the URL");
        RULES.put("service", elsewhere);
        RULES.put("servicefile", elsewhere);
        RULES.put(
                "requirepeer", ParameterRule.refused("it is about Unix sockets, which are not supported: take it out"));
        var unknownMethod = ParameterRule.refused("the driver cannot sign in that way: use a password");
        for (var name : List.of("scram_client_key", "scram_server_key")) RULES.put(name, unknownMethod);
        for (var name : List.of("issuer", "client_id", "client_secret", "scope")) {
            RULES.put("oauth_" + name, unknownMethod);
        }
    }

    private static void server() {
        RULES.put(
                "hostaddr",
                ParameterRule.refused("the driver looks up the host itself: write the address as the host"));
        RULES.put("target_session_attrs", ParameterRules::putSession);
        RULES.put("load_balance_hosts", ParameterRules::putBalance);
        RULES.put("connect_timeout", ParameterRules::putConnectTimeout);
        RULES.put("connectTimeout", ParameterRules::putConnectTimeout);
        RULES.put(
                "keepalives",
                (parameters, _, value) -> parameters.putProperty("tcpKeepAlive", Boolean.toString(!value.equals("0"))));
        for (var name : List.of("idle", "interval", "count")) {
            RULES.put("keepalives_" + name, ParameterRule.leftOut("the operating system has one value for all"));
        }
        RULES.put("tcp_user_timeout", ParameterRule.leftOut("the limits of statements do the same"));
        var socket = ParameterRule.refused("Tidepool makes the sockets: name a host that can be reached as it is");
        RULES.put("socketFactory", socket);
        RULES.put("socketFactoryArg", socket);
    }

    private static void session() {
        RULES.put("application_name", ParameterRule.passed(PGProperty.APPLICATION_NAME));
        RULES.put(
                "fallback_application_name",
                (parameters, _, value) -> parameters.putFallback(PGProperty.APPLICATION_NAME.getName(), value));
        RULES.put("options", ParameterRules::putOptions);
        var path = ParameterRule.refused(
                "does not survive a pooler: qualify the names of tables, or set it on the role with ALTER ROLE", "");
        for (var name : List.of("schema", "search_path", "currentSchema")) RULES.put(name, path);
        RULES.put("prepareThreshold", number("prepareThreshold", "a whole number, 0 for never"));
        RULES.put("client_encoding", ParameterRule.leftOut("texts are Unicode"));
        RULES.put("protocolVersion", ParameterRules::putVersion);
        for (var name : List.of("min_protocol_version", "max_protocol_version")) {
            RULES.put(name, ParameterRule.leftOut("it is 3.0, which every pooler knows"));
        }
    }

    /// What Tidepool sets itself, whatever a URL says.
    private static void ownSettings() {
        for (var name : List.of(
                "assumeMinServerVersion",
                "readOnly",
                "readOnlyMode",
                "socketTimeout",
                "loginTimeout",
                "cancelSignalTimeout",
                "logServerErrorDetail",
                "PGHOST",
                "PGPORT",
                "PGDBNAME")) {
            RULES.put(name, ParameterRule.leftOut("Tidepool sets it itself"));
        }
        RULES.put("replication", ParameterRule.leftOut("a pool has no use for such a connection"));
    }

    private static ParameterRule number(String property, String meaning) {
        return (parameters, name, value) -> {
            if (!NUMBER.matcher(value).matches()) throw new UrlProblem(name + " must be " + meaning);
            parameters.putProperty(property, value);
        };
    }

    private static void putConnectTimeout(UrlParameters parameters, String name, String value) throws UrlProblem {
        if (!NUMBER.matcher(value).matches()) {
            throw new UrlProblem(name + " must be a whole number of seconds");
        }
        // Zero means no limit to libpq; Tidepool always has one.
        if (!value.matches("0+")) parameters.putProperty("connectTimeout", value);
    }

    private static void putVersion(UrlParameters parameters, String name, String value) throws UrlProblem {
        if (!VERSION.matcher(value).matches()) throw new UrlProblem(parameters.said(name) + " must be a version: 3.0");
        parameters.putProperty(name, value);
    }

    /// Poolers refuse options; Neon's proxy takes the name of an endpoint out of them before the pooler sees it.
    private static void putOptions(UrlParameters parameters, String name, String value) throws UrlProblem {
        if (!NEON_OPTIONS.matcher(value).matches()) {
            throw new UrlProblem("poolers refuse the parameter options: set such things on the role with ALTER ROLE");
        }
        parameters.putProperty(name, value);
    }

    private static void putSession(UrlParameters parameters, String name, String value) throws UrlProblem {
        var type = SESSIONS.get(value);
        if (type == null) throw new UrlProblem(name + " has a value that does not exist");
        if (!type.equals("any")) parameters.putProperty("targetServerType", type);
    }

    private static void putBalance(UrlParameters parameters, String name, String value) throws UrlProblem {
        if (!Set.of("disable", "random").contains(value)) {
            throw new UrlProblem(parameters.said(name) + " must be one of disable, random");
        }
        parameters.putProperty("loadBalanceHosts", Boolean.toString(value.equals("random")));
    }

    /// Empty is the default, as with libpq; to the driver it is a file without a name.
    private static void putFile(UrlParameters parameters, String name, String value) throws UrlProblem {
        if (!value.isEmpty()) parameters.putProperty(name, value);
    }

    private static void putCertificateMode(UrlParameters parameters, String name, String value) throws UrlProblem {
        switch (value) {
            case "disable" -> parameters.tls().sendNoCertificate();
            case "allow" -> {}
            case "require" ->
                throw new UrlProblem(parameters.said(name) + " cannot be kept with this value: the driver does not"
                        + " tell whether the server asked for a certificate");
            default -> throw new UrlProblem(parameters.said(name) + " must be one of allow, disable, require");
        }
    }

    /// All methods excluded means none is left; to the driver it means that all are.
    private static void putMethods(UrlParameters parameters, String name, String value) throws UrlProblem {
        if (value.isEmpty()) return;
        var methods = List.of(value.split(",", -1));
        var names =
                methods.stream().map(method -> method.replaceFirst("^!", "")).collect(Collectors.toSet());
        long excluded =
                methods.stream().filter(method -> method.startsWith("!")).count();
        boolean isMixed = excluded != 0 && excluded != methods.size();
        boolean isTwice = names.size() != methods.size();
        boolean isNothing = excluded == AUTHENTICATIONS.size();
        if (isMixed || isTwice || isNothing || !AUTHENTICATIONS.containsAll(names)) {
            throw new UrlProblem(
                    parameters.said(name) + " must be some of md5, none, password, scram-sha-256, gss, sspi"
                            + " with commas in between, each once, and with ! before all or none");
        }
        parameters.putProperty("requireAuth", value);
    }
}
