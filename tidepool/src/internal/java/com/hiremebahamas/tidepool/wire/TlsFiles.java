package com.hiremebahamas.tidepool.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.BaseX509KeyManager;
import org.postgresql.ssl.LazyKeyManager;
import org.postgresql.ssl.PEMKeyManager;
import org.postgresql.ssl.PKCS12KeyManager;
import org.postgresql.ssl.Pk8OrPemKeyManager;

/// Checks the files of TLS before a connection is opened, as libpq does: the driver reads the key of the client only
/// when a server asks for it, and asks for its password on the console.
public final class TlsFiles {

    private static final String PEM_PASSWORD = "write it without a password as PKCS #8 in PEM (openssl pkcs8 -topk8"
            + " -nocrypt), or into a .p12 file with sslpassword";

    private TlsFiles() {}

    /// Reads the files that the properties name, and completes the properties by what is in them.
    ///
    /// @throws SQLException of state 08004 when one cannot be used, with the name of the parameter and the remedy
    public static void check(Properties properties) throws SQLException {
        var mode = properties.getProperty("sslmode", "prefer");
        if (mode.equals("disable") || properties.containsKey("sslfactory")) return;
        checkAuthority(properties, mode);
        boolean hasKey = !properties.getProperty("sslkey", "").isEmpty();
        // A class of the program's own knows the password, and only the driver calls it.
        if (hasKey && !properties.containsKey("sslpasswordcallback")) checkKey(properties);
    }

    /// With the file that libpq looks for, `require` means `verify-ca`: PostgreSQL's documents, 32.19.1.
    private static void checkAuthority(Properties properties, String mode) throws SQLException {
        var named = properties.getProperty("sslrootcert");
        if (named != null) {
            certificates("sslrootcert", named);
        } else if (mode.startsWith("verify") && !Files.exists(defaultAuthority())) {
            throw wrong("sslmode=" + mode + " needs an authority: write sslrootcert=system for those of the JVM, or the"
                    + " path of a file");
        } else if (mode.equals("require") && Files.exists(defaultAuthority())) {
            properties.setProperty("sslmode", "verify-ca");
        }
    }

    private static Path defaultAuthority() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        return windows
                ? Path.of(String.valueOf(System.getenv("APPDATA")), "postgresql", "root.crt")
                : Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
    }

    /// Also tells the driver the algorithm of a key in PEM, which it takes for RSA otherwise.
    private static void checkKey(Properties properties) throws SQLException {
        var file = properties.getProperty("sslkey");
        readable("sslkey", file);
        boolean isStore = Stream.of(".p12", ".pfx").anyMatch(file.toLowerCase(Locale.ROOT)::endsWith);
        if (!isStore) {
            checkPermissions(file);
            var own = certificates("sslcert", properties.getProperty("sslcert", ""))
                    .iterator()
                    .next();
            properties.putIfAbsent("pemKeyAlgorithm", own.getPublicKey().getAlgorithm());
        }
        var manager = manager(properties, file, isStore);
        var chain = manager.getCertificateChain("user");
        var key = chain == null ? null : manager.getPrivateKey("user");
        rethrow(manager);
        if (chain == null || key == null) {
            throw wrong("sslkey: the store has no key under the name user, by which the driver looks for it: give it"
                    + " that name (openssl pkcs12 -export -name user)");
        }
        if (!belong(key, chain[0].getPublicKey())) throw wrong("sslkey is not the key of the certificate in sslcert");
    }

    /// The driver leaves it out for a key in DER.
    private static void checkPermissions(String file) throws SQLException {
        try {
            BaseX509KeyManager.validateKeyFilePermissions(Path.of(file));
        } catch (SQLException e) {
            throw wrong("sslkey may be read by others, which libpq refuses, too: chmod 600");
        }
    }

    /// Reads as the driver does, by the end of the name: org.postgresql.ssl.LibPQFactory.
    private static X509KeyManager manager(Properties properties, String key, boolean isStore) throws SQLException {
        var handler = new Password(properties.getProperty("sslpassword"));
        if (isStore) return new PKCS12KeyManager(key, handler);
        var certificate = properties.getProperty("sslcert");
        var pem = new PEMKeyManager(key, certificate, properties.getProperty("pemKeyAlgorithm"));
        var der = new LazyKeyManager(certificate, key, handler, false);
        var name = key.toLowerCase(Locale.ROOT);
        if (name.endsWith(".pem")) return pem;
        return name.endsWith(".der") ? der : new Pk8OrPemKeyManager(key, pem, der);
    }

    private static void rethrow(X509KeyManager manager) throws SQLException {
        try {
            switch (manager) {
                case PKCS12KeyManager store -> store.throwKeyManagerException();
                case BaseX509KeyManager pem -> pem.throwKeyManagerException();
                case LazyKeyManager der -> der.throwKeyManagerException();
                case Pk8OrPemKeyManager both -> both.throwKeyManagerException();
                default -> throw new IllegalStateException(manager.getClass().getName());
            }
        } catch (SQLException e) {
            throw wrong("sslkey cannot be used (" + e.getMessage() + "): " + PEM_PASSWORD);
        }
    }

    private static boolean belong(PrivateKey key, PublicKey certified) throws SQLException {
        var algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            var signed = signature.sign();
            signature.initVerify(certified);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Collection<X509Certificate> certificates(String parameter, String file) throws SQLException {
        readable(parameter, file);
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) throw wrong(parameter + " holds no certificate: name a file in PEM");
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(parameter + " holds no certificate: name a file in PEM");
        }
    }

    private static void readable(String parameter, String file) throws SQLException {
        try {
            var path = Path.of(file);
            if (Files.isRegularFile(path) && Files.isReadable(path)) return;
        } catch (InvalidPathException e) {
            // reported below
        }
        throw wrong(parameter + " names a file that does not exist or may not be read here: correct the path");
    }

    private static SQLException wrong(String problem) {
        return new SQLException(problem, "08004", new SSLException(problem));
    }

    /// The driver's own handler would ask on the console, where a server has none or nobody looks.
    private record Password(@Nullable String value) implements CallbackHandler {

        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (var callback : callbacks) {
                if (value == null || !(callback instanceof PasswordCallback asked)) {
                    throw new UnsupportedCallbackException(callback, "sslpassword is missing");
                }
                asked.setPassword(value.toCharArray());
            }
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
