package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The formats of a client's key that the driver reads beside those of libpq, and what is said of the others.
class TlsKeysTest {

    private static final String ALGORITHM = "PBEWithSHA1AndDESede";
    private static final PostgresServer SERVER = PostgresServer.start();
    private static final TestAuthority CLIENT = TestAuthority.create("Clients");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void askForCertificates() {
        SERVER.offerTls(TestAuthority.create());
        SERVER.askForCertificates(CLIENT);
        await().until(() -> {
            try {
                return clientName("").isEmpty();
            } catch (SQLException e) {
                return false;
            }
        });
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void aStoreHasTheKeyUnderTheNameUser() throws Exception {
        var file = store("user");

        assertThat(clientName("&sslpassword=changeit&sslkey=" + file)).contains("O=Clients");
    }

    @Test
    void aStoreWithAnotherNameIsRefused() throws Exception {
        var file = store("client");

        assertThatThrownBy(() -> clientName("&sslpassword=changeit&sslkey=" + file))
                .hasMessageContaining("no key under the name user");
    }

    @Test
    void aKeyInDerMayHaveAPassword() throws Exception {
        var file = written("key.der", encrypted());

        assertThat(clientName("&sslpassword=changeit&sslcert=" + CLIENT.certificate() + "&sslkey=" + file))
                .contains("O=Clients");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sslpassword=wrong", "sslpassword=changeit", ""})
    @DisplayName(
            "A key in PEM with a password is refused by the name of the parameter, and nobody is asked on the console")
    void aKeyInPemWithAPasswordIsRefused(String password) throws Exception {
        var text = Base64.getMimeEncoder().encodeToString(encrypted());
        var file = written(
                "key.pem",
                ("-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + text + "\n-----END ENCRYPTED PRIVATE KEY-----\n")
                        .getBytes(StandardCharsets.US_ASCII));

        assertRefused(password, file);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sslpassword=wrong", ""})
    void aKeyInDerWithoutItsPasswordIsRefused(String password) throws Exception {
        assertRefused(password, written("other.der", encrypted()));
    }

    private static void assertRefused(String password, Path key) {
        var query = "&" + password + "&sslcert=" + CLIENT.certificate() + "&sslkey=" + key;
        assertThatThrownBy(() -> clientName(query))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(ConnectFailureClassifier.failure(e))
                                .isInstanceOf(DatabaseFailure.Misconfigured.class))
                .hasMessageContaining("sslkey cannot be used")
                .hasMessageContaining("openssl pkcs8")
                .hasMessageNotContainingAny("changeit", "wrong");
    }

    /// Empty when the client has shown no certificate.
    private static String clientName(String query) throws SQLException {
        var url = (DatabaseUrl.Valid)
                DatabaseUrl.parse(SERVER.url("postgres").replace("sslmode=disable", "sslmode=require") + query);
        try (var connection = Tidepool.unpooled(url, Duration.ofSeconds(60)).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select coalesce(client_dn, '') from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return row.getString(1).replace("/O=", ",O=");
        }
    }

    private static KeyStore.PrivateKeyEntry entry() throws Exception {
        var password = CLIENT.password().toCharArray();
        var store = KeyStore.getInstance(CLIENT.trustStore().toFile(), password);
        return (KeyStore.PrivateKeyEntry) store.getEntry("server", new KeyStore.PasswordProtection(password));
    }

    private static Path store(String name) throws Exception {
        var password = CLIENT.password().toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(name, entry(), new KeyStore.PasswordProtection(password));
        var file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    private static byte[] encrypted() throws Exception {
        var key = SecretKeyFactory.getInstance(ALGORITHM)
                .generateSecret(new PBEKeySpec(CLIENT.password().toCharArray()));
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return new EncryptedPrivateKeyInfo(
                        cipher.getParameters(),
                        cipher.doFinal(entry().getPrivateKey().getEncoded()))
                .getEncoded();
    }

    private static Path written(String name, byte[] content) throws Exception {
        var file = Files.write(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
