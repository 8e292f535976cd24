package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real server with a certificate for `localhost` that no authority of the system has signed.
class TlsTest {

    private static final PostgresServer SERVER = PostgresServer.start();
    private static final TestAuthority AUTHORITY = TestAuthority.create();

    @BeforeAll
    static void offerTls() {
        SERVER.offerTls(AUTHORITY);
        await().until(() -> connect(url("localhost", "sslmode=require")).equals("connected"));
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    /// `require` is what makes the documents recommend `verify-full`: it takes the certificate of anybody.
    @ParameterizedTest(name = "{1} to {0}: {2}")
    @CsvSource({
        "localhost, sslmode=require, connected",
        "localhost, sslmode=verify-full&sslrootcert=AUTHORITY, connected",
        "localhost, sslmode=verify-ca&sslrootcert=AUTHORITY, connected",
        "127.0.0.1, sslmode=verify-ca&sslrootcert=AUTHORITY, connected",
        "127.0.0.1, sslmode=verify-full&sslrootcert=AUTHORITY, refused",
        "localhost, sslmode=verify-full&sslrootcert=system, refused",
        "localhost, sslrootcert=system, refused",
        "localhost, sslmode=require&sslrootcert=system, refused"
    })
    void theServerIsVerifiedAsTheUrlSays(String host, String query, String outcome) {
        assertThat(connect(url(
                        host, query.replace("AUTHORITY", AUTHORITY.certificate().toString()))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "T33 sslrootcert=system at {0}: {1}")
    @CsvSource({"localhost, connected", "127.0.0.1, its certificate is for another host"})
    @DisplayName("T33 sslrootcert=system: the authorities are those of the JVM, and the name is compared")
    void theSystemsAuthoritiesAreTheOnesOfTheJvm(String host, String outcome) throws Exception {
        assertThat(ClientJvm.connect(
                        url(host, "sslrootcert=system"),
                        "-Djavax.net.ssl.trustStore=" + AUTHORITY.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + AUTHORITY.password()))
                .contains(outcome);
    }

    @ParameterizedTest(name = "T33 with {0} in ~/.postgresql/root.crt: {1}")
    @CsvSource({"Right, connected", "Other, sslrootcert"})
    @DisplayName("T33 require verifies where libpq finds an authority without being told")
    void requireVerifiesWithTheDefaultAuthority(String name, String outcome, @TempDir Path home) throws Exception {
        var authority = name.equals("Right") ? AUTHORITY : TestAuthority.create(name);
        Files.createDirectory(home.resolve(".postgresql"));
        Files.copy(authority.certificate(), home.resolve(".postgresql/root.crt"));
        var url = url("localhost", "sslmode=require");

        assertThat(ClientJvm.connect(url, "-Duser.home=" + home)).contains(outcome);
        assertThat(new Psql(home).query(url, "select 1").isConnected()).isEqualTo(outcome.equals("connected"));
    }

    @Test
    @DisplayName("T33 the name is verified whichever of its addresses is connected to")
    void theNameIsVerifiedAtEveryAddress(@TempDir Path folder) throws Exception {
        var hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.2 localhost\n127.0.0.1 localhost\n");

        assertThat(ClientJvm.connect(
                        url("localhost", "sslmode=verify-full&sslrootcert=" + AUTHORITY.certificate()),
                        "-Djdk.net.hosts.file=" + hosts))
                .isEqualTo("connected");
    }

    @ParameterizedTest(name = "T32 {0}: {1}")
    @CsvSource({
        "sslmode=require&sslnegotiation=direct, connected",
        "sslmode=require&require_auth=none, connected",
        "sslmode=require&require_auth=scram-sha-256, refused",
        "sslmode=require&require_auth=!none, refused",
        "sslmode=require&channel_binding=require, refused"
    })
    void theServerLetsAnybodyInWithoutASignIn(String query, String outcome) {
        assertThat(connect(url("localhost", query))).isEqualTo(outcome);
    }

    @Test
    void theConnectionIsEncrypted() {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url("localhost", "sslmode=require")), PoolSettings.DEFAULT)) {
            assertThat(tidepool.one(
                            "select ssl from pg_stat_ssl where pid = pg_backend_pid()", row -> row.getBoolean(1)))
                    .contains(true);
        }
    }

    private static String connect(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT)) {
            return tidepool.one("select 1 as one", row -> row.getInt("one"))
                    .map(_ -> "connected")
                    .orElse("nothing");
        } catch (DatabaseException e) {
            assertThat(e.failure()).isInstanceOf(DatabaseFailure.Misconfigured.class);
            return "refused";
        }
    }

    private static String url(String host, String query) {
        return SERVER.url("postgres").replace("127.0.0.1", host).replaceAll("\\?.*", "?" + query);
    }
}
