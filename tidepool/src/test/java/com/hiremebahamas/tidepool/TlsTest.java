package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
    @CsvSource({"localhost, connected", "127.0.0.1, refused"})
    @DisplayName("T33 sslrootcert=system: the authorities are those of the JVM, and the name is compared")
    void theSystemsAuthoritiesAreTheOnesOfTheJvm(String host, String outcome) throws Exception {
        assertThat(inAJvmThatTrustsTheAuthority(url(host, "sslrootcert=system")))
                .isEqualTo(outcome);
    }

    @Test
    void theConnectionIsEncrypted() {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url("localhost", "sslmode=require")), PoolSettings.DEFAULT)) {
            assertThat(tidepool.one(
                            "select ssl from pg_stat_ssl where pid = pg_backend_pid()", row -> row.getBoolean(1)))
                    .contains(true);
        }
    }

    /// Started by [#inAJvmThatTrustsTheAuthority] with a URL.
    public static final class Client {

        private Client() {}

        public static void main(String[] arguments) {
            IO.print(connect(arguments[0]));
        }
    }

    /// The authorities of a JVM are fixed when it first uses TLS.
    private static String inAJvmThatTrustsTheAuthority(String url) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + AUTHORITY.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + AUTHORITY.password(),
                "-cp"));
        command.add(Stream.of("target/test-classes", "target/classes", path("java.class.path"), path("jdk.module.path"))
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(Client.class.getName(), url));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Maven runs the tests of a module on the module path, with what only they need on the class path.
    private static String path(String property) {
        return System.getProperty(property, "");
    }

    private static String connect(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT)) {
            return tidepool.one("select 1 as one", row -> row.getInt("one"))
                    .map(_ -> "connected")
                    .orElse("nothing");
        } catch (DatabaseException e) {
            assertThat(e.failure()).isInstanceOf(DatabaseFailure.Misconfigured.class);
            assertThat(e.failure().message()).startsWith("TLS failed");
            return "refused";
        }
    }

    private static String url(String host, String query) {
        return SERVER.url("postgres").replace("127.0.0.1", host).replaceAll("\\?.*", "?" + query);
    }
}
