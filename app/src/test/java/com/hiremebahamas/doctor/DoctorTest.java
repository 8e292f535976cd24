package com.hiremebahamas.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.doctor.Doctor.Setting;
import com.hiremebahamas.doctor.Doctor.Targets;
import com.hiremebahamas.doctor.Finding.Level;
import com.hiremebahamas.mail.MailAddress;
import com.hiremebahamas.mail.MailSettings;
import com.hiremebahamas.mail.MailUrl;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {

    private static final MailSettings NO_MAIL =
            new MailSettings(new MailUrl.NotConfigured(), new MailAddress("", "a@example.com"), Optional.empty());

    private static final String CLOSED = "postgresql://ann:canary-7391@127.0.0.1:1/site?sslmode=disable";

    @Test
    void aMigratedDatabaseIsNotRed() {
        var report = Doctor.examine(List.of(), at(TestDatabase.empty().url()));

        assertThat(report.verdict()).isNotEqualTo(Level.RED);
        assertThat(found(report, "DATABASE_URL: server")).startsWith("PostgreSQL 18");
        assertThat(found(report, "DATABASE_URL: pooler")).startsWith("none");
        assertThat(found(report, "DATABASE_URL: round trip")).contains("ms");
        assertThat(found(report, "DATABASE_URL: schema")).contains("up to date");
    }

    @Test
    void aPoolerIsDetectedByItsBehaviour() {
        var server = PostgresServer.shared();
        var database = server.createDatabase();
        try (var lending = PgBouncer.inFrontOf(server);
                var keeping = PgBouncer.inSessionMode(server)) {
            assertThat(pooler(lending.url(database))).isEqualTo("a pooler in transaction mode");
            assertThat(pooler(keeping.url(database))).isEqualTo("a pooler in session mode, or busy");
        }
    }

    private static String pooler(String url) {
        return found(Doctor.examine(List.of(), at(url)), "DATABASE_URL: pooler");
    }

    @Test
    void aWrongPasswordHasARemedyAndStaysSecret() {
        var wrong = TestDatabase.empty().url().replace("postgres:postgres@", "nobody:canary-7391@");

        assertThat(Doctor.examine(List.of(), at(wrong)).findings())
                .filteredOn(finding -> finding.subject().equals("DATABASE_URL: sign-in"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.found()).startsWith("refused: FATAL: ").contains("nobody");
                    assertThat(finding.remedy()).contains("user or password is wrong");
                    assertThat(finding.toString()).doesNotContain("canary-7391");
                });
    }

    @Test
    void aServerThatIsNotVerifiedIsYellowAndOneThatIsNotTheRightOneIsRed() {
        var authority = TestAuthority.create();
        try (var server = PostgresServer.start()) {
            server.offerTls(authority);
            var url = server.url("postgres").replace("127.0.0.1", "localhost").replace("sslmode=disable", "");
            await().until(() -> finding(Doctor.examine(List.of(), at(url + "sslmode=prefer")), "DATABASE_URL: TLS")
                    .found()
                    .startsWith("offered"));

            assertThat(tls(url + "sslmode=require")).isEqualTo(Level.YELLOW);
            assertThat(tls(url + "sslmode=prefer")).isEqualTo(Level.YELLOW);
            assertThat(tls(url + "sslmode=verify-full&sslrootcert=" + authority.certificate()))
                    .isEqualTo(Level.GREEN);
            assertThat(signIn(url + "sslrootcert=system").found()).contains("certificate is not verified");
            assertThat(signIn(url.replace("localhost", "127.0.0.1") + "sslmode=verify-full&sslrootcert="
                                    + authority.certificate())
                            .found())
                    .contains("certificate is not verified");
        }
    }

    private static Level tls(String url) {
        return finding(Doctor.examine(List.of(), at(url)), "DATABASE_URL: TLS").level();
    }

    private static Finding signIn(String url) {
        return finding(Doctor.examine(List.of(), at(url)), "DATABASE_URL: sign-in");
    }

    @Test
    void ofAListOfHostsEachIsLookedAt() {
        // The driver remembers for ten seconds under which name another test was refused.
        var url = TestDatabase.unmigrated().url().replace("127.0.0.1", "localhost");
        var list = url.replaceFirst("@", "@127.0.0.1:1,no-such-host.invalid:5432,");

        var report = Doctor.examine(List.of(), at(list));

        assertThat(finding(report, "DATABASE_URL at 127.0.0.1:1: TCP").level()).isEqualTo(Level.YELLOW);
        assertThat(finding(report, "DATABASE_URL at no-such-host.invalid:5432: DNS")
                        .level())
                .isEqualTo(Level.YELLOW);
        assertThat(found(report, "DATABASE_URL: sign-in")).isEqualTo("as postgres");
    }

    @Test
    void aListWithoutAHostThatAnswersIsRed() {
        var report = Doctor.examine(
                List.of(), at("postgresql://ann:canary-7391@127.0.0.1:1,no-such-host.invalid:5432/site"));

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(found(report, "DATABASE_URL at 127.0.0.1:1: TCP")).contains("refused the connection");
        assertThat(report.findings()).extracting(Finding::subject).doesNotContain("DATABASE_URL: sign-in");
    }

    @Test
    void aFileThatTheAddressNamesAndThatIsMissingIsSaidToBeMissing() {
        var url = TestDatabase.unmigrated().url().replaceFirst("\\?.*", "?sslrootcert=/nowhere/root.crt");

        assertThat(found(Doctor.examine(List.of(), at(url)), "DATABASE_URL: sign-in"))
                .startsWith("stopped: sslrootcert names a file that does not exist");
    }

    @Test
    void aDatabaseThatWasNeverMigratedIsYellow() {
        var report = Doctor.examine(List.of(), at(TestDatabase.unmigrated().url()));

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(found(report, "DATABASE_URL: schema")).startsWith("never migrated");
    }

    @Test
    void aMigrationThatWouldStopIsForeseenWithItsRemedy() {
        var database = TestDatabase.unmigrated();
        database.tidepool().update("create table alembic_version (version_num text)");

        assertThat(Doctor.examine(List.of(), at(database.url())).findings())
                .filteredOn(finding -> finding.subject().equals("DATABASE_URL: schema"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.found()).isEqualTo("another program's: alembic_version");
                    assertThat(finding.remedy()).contains("hiremebahamas migrate --baseline");
                });
        database.tidepool().update("drop table alembic_version");
        database.tidepool().update("alter database " + name(database) + " set default_transaction_read_only = on");
        assertThat(found(Doctor.examine(List.of(), at(database.url())), "DATABASE_URL: schema"))
                .contains("migrate would stop: the server is read-only");
    }

    private static String name(TestDatabase database) {
        return database.url().replaceFirst(".*/(\\w+)\\?.*", "$1");
    }

    @Test
    void aClosedPortIsRedAndStopsTheCheck() {
        var report = Doctor.examine(List.of(), at(CLOSED));

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(found(report, "DATABASE_URL: TCP")).isEqualTo("127.0.0.1:1 refused the connection");
        assertThat(report.findings()).extracting(Finding::subject).doesNotContain("DATABASE_URL: sign-in");
    }

    @Test
    void aWrongDatabaseNameHasARemedy() {
        var report = Doctor.examine(List.of(), at(TestDatabase.empty().url().replaceFirst("/test_\\w+", "/nowhere")));

        assertThat(report.findings())
                .filteredOn(finding -> finding.subject().equals("DATABASE_URL: sign-in"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.found())
                            .isEqualTo("refused: FATAL: database \"nowhere\" does not exist (3D000)");
                    assertThat(finding.remedy()).contains("Create the database");
                });
    }

    @Test
    void aMuteServerEndsInSeconds() {
        try (var mute = MuteServer.open()) {
            var report = Doctor.examine(List.of(), at(CLOSED.replace(":1/", ":" + mute.port() + "/")));

            assertThat(found(report, "DATABASE_URL: TCP")).startsWith("port " + mute.port() + " is open");
            assertThat(report.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void aBlackHoleEndsInSecondsAndIsNotReportedAsAClosedPort() {
        try (var hole = BlackHole.open()) {
            var report = Doctor.examine(List.of(), at(CLOSED.replace(":1/", ":" + hole.port() + "/")));

            assertThat(found(report, "DATABASE_URL: TCP"))
                    .isEqualTo("127.0.0.1:" + hole.port() + " did not answer within 4000 ms");
            assertThat(report.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void noUrlIsRedInProductionOnly() {
        var nothing = DatabaseUrl.parse("");

        assertThat(Doctor.examine(List.of(), new Targets(nothing, nothing, "", NO_MAIL, "", List.of(), true))
                        .verdict())
                .isEqualTo(Level.RED);
        assertThat(Doctor.examine(List.of(), new Targets(nothing, nothing, "", NO_MAIL, "", List.of(), false))
                        .verdict())
                .isEqualTo(Level.GREEN);
    }

    @Test
    void aDirectUrlThroughAPoolerIsYellow() {
        var report = examineDirect("postgresql://ann:secret@db.example.com:6432/site");

        assertThat(finding(report, "direct URL").level()).isEqualTo(Level.YELLOW);
    }

    @Test
    void aMalformedDirectUrlIsRed() {
        assertThat(finding(examineDirect("nonsense"), "direct URL").level()).isEqualTo(Level.RED);
    }

    @Test
    void aDirectUrlIsCheckedLikeTheOther() {
        var report = examineDirect(CLOSED);

        assertThat(found(report, "direct URL: TCP")).isEqualTo("127.0.0.1:1 refused the connection");
    }

    @Test
    void theSameUrlIsCheckedOnce() {
        var report = Doctor.examine(List.of(), at(CLOSED));

        assertThat(found(report, "direct URL")).isEqualTo("the same as DATABASE_URL");
        assertThat(report.findings()).extracting(Finding::subject).doesNotContain("direct URL: TCP");
    }

    private static Report examineDirect(String direct) {
        return Doctor.examine(
                List.of(),
                new Targets(DatabaseUrl.parse(CLOSED), DatabaseUrl.parse(direct), "", NO_MAIL, "", List.of(), true));
    }

    private static Finding finding(Report report, String subject) {
        return report.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSettingIsShownWithItsSourceAndAProblemIsRed() {
        var settings = List.of(
                new Setting("PORT", "10000", "default", ""),
                new Setting("DB_POOL_SIZE", "five", "environment", "DB_POOL_SIZE is 'five': use a whole number"));

        var report = Doctor.examine(
                settings, new Targets(DatabaseUrl.parse(""), DatabaseUrl.parse(""), "", NO_MAIL, "", List.of(), false));

        assertThat(found(report, "PORT")).isEqualTo("10000 (default)");
        assertThat(report.verdict()).isEqualTo(Level.RED);
    }

    @ParameterizedTest(name = "R2 no secret in {0}")
    @ValueSource(
            strings = {
                CLOSED,
                "postgresql://ann:canary-7391@localhost:1/site",
                "postgresql://ann:canary-7391@no-such-host.invalid:5432/site",
            })
    @DisplayName("R2 the report never shows a secret")
    void noSecretIsShown(String url) {
        var settings = List.of(new Setting("PUBLIC_ORIGIN", url, "environment", "PUBLIC_ORIGIN is '" + url + "'"));
        var targets = new Targets(
                DatabaseUrl.parse(url),
                DatabaseUrl.parse(url),
                "redis://:canary-7391@127.0.0.1:1",
                NO_MAIL,
                "",
                List.of(),
                true);

        assertThat(printed(settings, targets, false)).doesNotContain("canary-7391");
        assertThat(printed(settings, targets, true)).startsWith("{").doesNotContain("canary-7391");
    }

    private static String printed(List<Setting> settings, Targets targets, boolean json) {
        var out = new ByteArrayOutputStream();
        new Doctor(new PrintStream(out, true, UTF_8), false).run(settings, targets, json);
        return out.toString(UTF_8);
    }

    @Test
    @DisplayName("R25 proxies that are not as they should be are yellow")
    void proxiesThatAreNotAsTheyShouldBeAreYellow() {
        var nothing = DatabaseUrl.parse("");

        assertThat(Doctor.examine(
                                List.of(),
                                new Targets(
                                        nothing, nothing, "", NO_MAIL, "", List.of("EDGE_SECRET is not set"), false))
                        .findings())
                .anySatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.YELLOW);
                    assertThat(finding.remedy()).isEqualTo("EDGE_SECRET is not set");
                });
    }

    private static Targets at(String url) {
        return new Targets(DatabaseUrl.parse(url), DatabaseUrl.parse(""), "", NO_MAIL, "", List.of(), true);
    }

    private static String found(Report report, String subject) {
        return report.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Finding::found)
                .findFirst()
                .orElse("not looked at");
    }
}
