package com.hiremebahamas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.testing.FakeSmtpServer;
import com.hiremebahamas.testing.NameLookUps;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestLog;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The commands' exit codes, as docs/operations.md lists them; no terminal is attached here.
class CommandsTest {

    private static final String NOWHERE = "postgresql://ann:canary-7391@127.0.0.1:1/site?sslmode=disable";

    @Test
    @DisplayName("R8 migrate exits with 0, with 1 without a URL, with 2 when the server is unreachable")
    void theExitCodeOfMigrateIsItsOutcome() {
        assertThat(run(Map.of("DATABASE_URL", TestDatabase.unmigrated().url()), "migrate"))
                .isZero();
        assertThat(run(Map.of(), "migrate")).isEqualTo(1);
        assertThat(run(Map.of("DATABASE_URL", NOWHERE), "migrate")).isEqualTo(2);
    }

    @Test
    @DisplayName("R21 demo refuses production without --yes")
    void demoRefusesProductionWithoutYes() {
        var production = Map.of(
                "ENVIRONMENT",
                "production",
                "DATABASE_URL",
                TestDatabase.empty().url());

        assertThat(run(production, "demo", "--jobs", "5", "--users", "6")).isEqualTo(3);
        assertThat(run(production, "demo", "--jobs", "5", "--users", "6", "--yes"))
                .isZero();
    }

    @Test
    void demoNeedsAMigratedDatabase() {
        assertThat(run(Map.of("DATABASE_URL", TestDatabase.unmigrated().url()), "demo"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("R27 tasks run deletes what has expired, and exits with 1 without a URL, with 2 without a database")
    void tasksRunDeletesWhatHasExpired() {
        try (var database = TestDatabase.empty()) {
            database.tidepool().update("""
                    insert into account (email, password_hash, display_name) values ('ann@example.com', '', 'Ann')
                    """);
            database.tidepool().update("""
                    insert into session (token_hash, account_id, created_at, expires_at)
                    select sha256(n::text::bytea), a.id, now() - interval '20 days', now() - interval '6 days'
                      from account a, generate_series(1, 2500) n
                    """);
            database.tidepool().update("""
                    insert into idempotency_record (account_id, key, fingerprint, status, location, body, created_at)
                    select a.id, 'old', sha256('1'), 201, '', '', now() - interval '25 hours' from account a
                    """);

            assertThat(run(Map.of("DATABASE_URL", database.url()), "tasks", "run"))
                    .isZero();
            assertThat(database.count("session")).isZero();
            assertThat(database.count("idempotency_record")).isZero();
            assertThat(run(Map.of("DATABASE_URL", database.url()), "tasks", "list"))
                    .isZero();
            assertThat(run(Map.of("DATABASE_URL", database.url()), "tasks", "retry", "1"))
                    .isEqualTo(3);
        }
        assertThat(run(Map.of(), "tasks", "run")).isEqualTo(1);
        assertThat(run(Map.of("DATABASE_URL", NOWHERE), "tasks", "run")).isEqualTo(2);
        assertThat(run(Map.of("DATABASE_URL", NOWHERE), "tasks", "list")).isEqualTo(2);
        assertThat(run(Map.of("DATABASE_URL", TestDatabase.unmigrated().url()), "tasks", "run"))
                .isEqualTo(2);
    }

    @Test
    void theExitCodeOfDoctorIsItsVerdict() {
        assertThat(run(Map.of("ENVIRONMENT", "development"), "doctor")).isZero();
        assertThat(run(Map.of(), "doctor")).isEqualTo(1);
        assertThat(run(Map.of("DATABASE_URL", TestDatabase.unmigrated().url()), "doctor", "--json"))
                .isEqualTo(1);
        assertThat(run(Map.of("DATABASE_URL", NOWHERE), "doctor")).isEqualTo(2);
        assertThat(run(Map.of("DB_POOL_SIZE", "five"), "doctor")).isEqualTo(2);
    }

    @Test
    @DisplayName("R2 doctor --offline opens no connection and looks up no name")
    void doctorOfflineConnectsToNothing() {
        var host = "offline-" + UUID.randomUUID() + ".invalid";
        try (var database = MuteServer.open();
                var redis = MuteServer.open();
                var mail = MuteServer.open();
                var site = MuteServer.open()) {
            var environment = Map.of(
                    "ENVIRONMENT",
                    "production",
                    "DATABASE_URL",
                    NOWHERE.replace(":1/", ":" + database.port() + "/"),
                    "DATABASE_URL_UNPOOLED",
                    NOWHERE.replace("127.0.0.1", host),
                    "REDIS_URL",
                    "redis://127.0.0.1:" + redis.port(),
                    "MAIL_URL",
                    "smtp://127.0.0.1:" + mail.port(),
                    "PORT",
                    Integer.toString(site.port()),
                    "EDGE_SECRET",
                    "canary-7391");

            assertThat(run(environment, "doctor", "--offline")).isEqualTo(1);

            for (var server : List.of(database, redis, mail, site)) {
                assertThat(server.isReachedWithin(Duration.ofMillis(1))).isFalse();
            }
            assertThat(NameLookUps.contain(host)).isFalse();
            assertThatThrownBy(() -> InetAddress.getByName(host)).isInstanceOf(UnknownHostException.class);
            assertThat(NameLookUps.contain(host)).isTrue();
        }
    }

    @Test
    void doctorSendsATestMailOnRequest() {
        try (var server = FakeSmtpServer.plain()) {
            var environment = Map.of(
                    "ENVIRONMENT",
                    "development",
                    "MAIL_URL",
                    "smtp://ann:pw@127.0.0.1:" + server.port() + "?starttls=none");

            assertThat(run(environment, "doctor")).isZero();
            assertThat(server.messages()).isEmpty();
            assertThat(run(environment, "doctor", "--send-mail-to", "bo@example.com"))
                    .isZero();
            assertThat(server.messages())
                    .singleElement()
                    .asString()
                    .contains("To: bo@example.com", "Subject: Test mail from HireMeBahamas");
            assertThat(run(environment, "doctor", "--send-mail-to", "bo")).isEqualTo(2);
            assertThat(run(environment, "doctor", "--offline", "--send-mail-to", "bo@example.com"))
                    .isEqualTo(2);
            assertThat(server.messages()).hasSize(1);
        }
    }

    @Test
    @DisplayName("R4 doctor reads the environment as the server does: what is empty is not set")
    void doctorReadsTheEnvironmentAsTheServerDoes() {
        var environment = Map.of(
                "ENVIRONMENT", " Production ", "DATABASE_URL_UNPOOLED", " ", "DIRECT_URL", NOWHERE, "REDIS_URL", " ");

        var targets = Commands.targets(environment::get, _ -> List.of());

        assertThat(targets.production()).isTrue();
        assertThat(targets.direct()).isInstanceOf(DatabaseUrl.Valid.class);
        assertThat(targets.redisUrl()).isEmpty();
    }

    @Test
    void nothingIsDoneForACommandOrAnOptionThatIsNotKnown() {
        assertThat(Main.serves()).isTrue();
        assertThat(Main.serves("serve")).isTrue();
        assertThat(Main.serves("serve", "--prot", "80")).isFalse();
        assertThat(run(Map.of(), "serve", "--prot", "80")).isEqualTo(2);
        assertThat(run(Map.of(), "serv")).isEqualTo(2);
    }

    @Test
    void everyCommandPrintsItsVersion() {
        assertThat(said("--version"))
                .startsWith("HireMeBahamas ")
                .isEqualTo(said("migrate", "-V"))
                .isEqualTo(said("tasks", "-V"));
    }

    private static String said(String... arguments) {
        var usual = System.out;
        var said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, UTF_8));
            assertThat(run(Map.of(), arguments)).isZero();
        } finally {
            System.setOut(usual);
        }
        return said.toString(UTF_8);
    }

    private static int run(Map<String, String> environment, String... arguments) {
        try {
            return Commands.run(arguments, environment::get);
        } finally {
            TestLog.restore();
        }
    }
}
