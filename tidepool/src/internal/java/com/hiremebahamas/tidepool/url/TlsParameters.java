package com.hiremebahamas.tidepool.url;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the parameters of TLS mean together: never less than libpq makes of them (32.19 of PostgreSQL's documents).
final class TlsParameters {

    /// From the weakest to the strictest.
    private static final List<String> MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static final String ENCRYPTED = "require";
    private static final String FACTORY = "sslfactory";
    private static final String TRUSTS_EVERYBODY = "org.postgresql.ssl.NonValidatingFactory";
    private static final String TRUSTS_LIKE_THE_JVM = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private final boolean jdbc;
    private @Nullable String mode;
    private @Nullable String authority;
    private boolean withoutCertificate;

    /// @param jdbc whether the URL is the driver's own
    TlsParameters(boolean jdbc) {
        this.jdbc = jdbc;
    }

    /// libpq's spelling is `ssl=true`, asyncpg's also `ssl=require` and the like; pgjdbc's means the strictest mode.
    void put(String value) throws UrlProblem {
        switch (value) {
            case "true", "1", "on", "" -> putMode(jdbc ? "verify-full" : ENCRYPTED);
            case "false", "0", "off" -> putMode("disable");
            default -> putMode(value);
        }
    }

    /// Of several, the strictest holds.
    void putMode(String value) throws UrlProblem {
        var given = value.toLowerCase(Locale.ROOT);
        if (!MODES.contains(given)) throw new UrlProblem("sslmode and ssl must be one of " + String.join(", ", MODES));
        if (mode == null || isWeaker(mode, given)) mode = given;
    }

    /// Empty is the default, as with libpq.
    void putAuthority(String value) throws UrlProblem {
        if (value.isEmpty()) return;
        if (authority != null && !authority.equals(value)) {
            throw new UrlProblem("sslrootcert is given twice: keep one");
        }
        authority = value;
    }

    void sendNoCertificate() {
        withoutCertificate = true;
    }

    /// Adds the driver's properties to the others; adds notes.
    void complete(Map<String, String> properties, List<Host> hosts, List<String> notes) throws UrlProblem {
        boolean isLocal = hosts.stream().allMatch(Host::isLocal);
        refuseContradictions(properties);
        if (authority != null) complete(authority, properties, notes);
        if (mode == null && !isLocal) mode = ENCRYPTED;
        if (mode != null) properties.put("sslmode", mode);
        completeCertificate(properties);
        refuseWeakDirect(properties);
        if (!isLocal && mode != null && isWeaker(mode, ENCRYPTED)) {
            notes.add("TLS mode " + mode + " lets the password and all else cross the network unencrypted: "
                    + "sslmode=require does not");
        }
    }

    /// An authority that is named is there to verify the server. libpq does without it in modes that may
    /// end unencrypted, and where the file is missing; the driver reads the file in the verifying modes alone.
    private void complete(String named, Map<String, String> properties, List<String> notes) throws UrlProblem {
        // As in libpq: trusting every authority of the system is safe only when the host name is checked too.
        if (named.equals("system")) {
            putMode("verify-full");
            properties.put(FACTORY, TRUSTS_LIKE_THE_JVM);
            return;
        }
        if ("disable".equals(mode)) return;
        properties.put("sslrootcert", named);
        if (mode != null && isWeaker(mode, ENCRYPTED)) {
            notes.add("With sslrootcert the server is verified: TLS mode " + mode + " is taken for verify-ca");
        }
        putMode("verify-ca");
    }

    private void refuseContradictions(Map<String, String> properties) throws UrlProblem {
        var factory = properties.getOrDefault(FACTORY, "");
        if (!factory.isEmpty() && authority != null) {
            throw new UrlProblem("sslfactory and sslrootcert cannot be kept together: the driver reads sslrootcert in"
                    + " its own factory alone; keep one");
        }
        if (factory.equals(TRUSTS_EVERYBODY) && mode != null && isWeaker(ENCRYPTED, mode)) {
            throw new UrlProblem("sslfactory trusts every certificate, and sslmode asks for a verified one: take"
                    + " sslfactory out");
        }
    }

    private void completeCertificate(Map<String, String> properties) throws UrlProblem {
        if (withoutCertificate) {
            properties.put("sslcert", "");
            properties.put("sslkey", "");
            return;
        }
        var key = properties.get("sslkey");
        boolean hasCertificate = properties.containsKey("sslcert");
        if (key == null && !hasCertificate) return;
        boolean isStore = key != null && Stream.of(".p12", ".pfx").anyMatch(key.toLowerCase(Locale.ROOT)::endsWith);
        if (!isStore && (key == null || !hasCertificate)) {
            throw new UrlProblem("sslcert and sslkey belong together: name both files");
        }
        if ("system".equals(authority)) {
            throw new UrlProblem("sslrootcert=system cannot be kept together with sslkey: the driver sends no"
                    + " certificate then; name the file with the system's authorities");
        }
    }

    /// As libpq: a server that does not know it would be tried without TLS.
    private void refuseWeakDirect(Map<String, String> properties) throws UrlProblem {
        boolean isWeak = mode == null || isWeaker(mode, ENCRYPTED);
        if (isWeak && "direct".equals(properties.get("sslNegotiation"))) {
            throw new UrlProblem("sslnegotiation=direct needs sslmode=require, verify-ca or verify-full");
        }
    }

    private static boolean isWeaker(String mode, String than) {
        return MODES.indexOf(mode) < MODES.indexOf(than);
    }
}
