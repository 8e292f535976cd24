package com.hiremebahamas.tidepool.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A certificate for the name `localhost` that is signed by nobody else, so that it is its own authority; for a
/// server or a client.
///
/// Made by the JDK's `keytool`, in a temporary folder.
public final class TestAuthority {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /// One with a certificate of its own for `localhost`.
    public static TestAuthority create() {
        return create("Test");
    }

    /// One among several, told apart by a name.
    ///
    /// @param organization as in its subject, by which a client knows whether a server wants its certificate
    public static TestAuthority create(String organization) {
        try {
            var authority = new TestAuthority(Files.createTempDirectory("authority"));
            authority.generate(organization);
            authority.export();
            return authority;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No certificate was made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /// PEM, for `sslrootcert`.
    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /// PKCS #12 with the password [#password], for `javax.net.ssl.trustStore`.
    public Path trustStore() {
        return folder.resolve("store.p12");
    }

    /// Of the [#trustStore].
    public String password() {
        return PASSWORD;
    }

    /// The private key: PEM, PKCS #8, readable by its owner alone; for `sslkey`.
    public Path key() {
        return folder.resolve("key.pem");
    }

    private void generate(String organization) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost, O=" + organization,
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc=ca:true",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                trustStore().toString(),
                "-storepass",
                PASSWORD);
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) throw new IOException("keytool ended with " + exit);
    }

    /// PostgreSQL refuses a key that others may read.
    private void export() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(trustStore().toFile(), PASSWORD.toCharArray());
        write(certificate(), "CERTIFICATE", store.getCertificate("server").getEncoded());
        write(
                key(),
                "PRIVATE KEY",
                store.getKey("server", PASSWORD.toCharArray()).getEncoded());
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
