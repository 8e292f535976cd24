package com.hiremebahamas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.OldSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestLog;
import com.hiremebahamas.testing.WholeSite;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// Moving over from the old site, by the very commands of docs/from-python.md.
class MovingOverTest {

    private final OldSite old = new OldSite();

    @Test
    @DisplayName("R8 migrate recognizes the old site's database, says what to do, and changes nothing")
    void migrateRecognizesTheOldDatabase() {
        var before = old.contents();

        assertThat(migrate(old.url()))
                .startsWith("4 Nothing was changed: another program keeps its tables here (alembic_version, jobs, ")
                .contains(" and 2 more")
                .contains("Create a new database", "DATABASE_URL", "Moving over");
        assertThat(old.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @DisplayName("R8 migrate refuses whatever another program has made")
    @CsvSource(
            delimiter = '|',
            value = {
                "create table django_migrations (id serial)              | (django_migrations)",
                "create table part (id int) partition by list (id)       | (part)",
                "create view everything as select 1                      | (everything)",
                "create materialized view kept as select 1               | (kept)",
                "create function one() returns int language sql return 1 | (one)",
                "create type mood as enum ('glad')                       | (mood)",
                "create domain age as int                                | (age)",
                "create sequence ticket                                  | (ticket)"
            })
    void migrateRefusesWhateverAnotherProgramHasMade(String sql, String names) {
        try (var other = TestDatabase.unmigrated()) {
            other.tidepool().update(sql);

            assertThat(migrate(other.url()))
                    .startsWith("4 Nothing was changed: another program keeps")
                    .contains(names);
        }
    }

    @Test
    @DisplayName("R8 doctor is red for the old site's database and names its tables")
    void doctorIsRedForTheOldDatabase() {
        assertThat(run(Map.of("DATABASE_URL", old.url()), "doctor"))
                .startsWith("2 ")
                .contains("another program's: alembic_version", "Create a new database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2y"})
    void aPersonOfTheOldSiteSignsInWithTheirPassword(String kind) throws Exception {
        old.withPerson("ann@example.com", kind);
        try (var site = new WholeSite(TestDatabase.empty())) {
            assertThat(copy(site)).isEmpty();

            assertThat(site.signIn("Ann@Example.com", OldSite.PASSWORD).statusCode())
                    .isEqualTo(200);
            assertThat(accounts(site)).containsExactly("ann@example.com $argon2id Ann Rolle, Boat builder");
        }
    }

    @Test
    void ofSeveralAccountsWithOneAddressTheNewestIsCopied() throws Exception {
        old.withEarlierPerson("ann@example.com").withPerson(" Ann@Example.com ", "2b");
        try (var site = new WholeSite(TestDatabase.empty())) {
            assertThat(copy(site)).containsExactly("ann@example.com: the address has an account already");

            assertThat(site.signIn("ann@example.com", OldSite.PASSWORD).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoCouldNeverSignInIsNamedAndNotCopied() throws Exception {
        old.withInactivePerson("gone@example.com")
                .withHash("google@example.com", "")
                .withHash("argon@example.com", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaA")
                .withHash("slow@example.com", "$2b$13$kPaNsveyb4LYjKk9MOr1.edZQK18JKlUNva5S/iLEi.ZjM4nKXisW")
                .withPerson("zo\u00eb@example.com", "2b")
                .withPerson("nobody", "2b")
                .withPerson("a".repeat(250) + "@b.bs", "2b");
        try (var site = new WholeSite(TestDatabase.empty())) {
            assertThat(copy(site))
                    .containsExactly(
                            "gone@example.com: not active",
                            "google@example.com: no password that can be verified",
                            "argon@example.com: no password that can be verified",
                            "slow@example.com: no password that can be verified",
                            "zo\u00eb@example.com: no e-mail address that can be used",
                            "nobody: no e-mail address that can be used",
                            "a".repeat(250) + "@b.bs: no e-mail address that can be used");
            assertThat(accounts(site)).isEmpty();
        }
    }

    @Test
    void namesAreMadeToFit() throws Exception {
        old.withName("long@example.com", "A".repeat(79), "B".repeat(100))
                .withName("none@example.com", " ", "")
                .withName("lines@example.com", " Ann\tMarie\n", "Rolle ");
        try (var site = new WholeSite(TestDatabase.empty())) {
            assertThat(copy(site)).isEmpty();
            assertThat(accounts(site))
                    .containsExactly(
                            "lines@example.com $2b$06$If6 Ann Marie Rolle, Boat builder",
                            "long@example.com $2b$06$If6 " + "A".repeat(79) + ", Boat builder",
                            "none@example.com $2b$06$If6 Member, Boat builder");
        }
    }

    @Test
    void copyingAgainAddsWhoIsMissingAndChangesNobody() throws Exception {
        old.withPerson("ann@example.com", "2b");
        try (var site = new WholeSite(TestDatabase.empty())) {
            site.register("Ben", "Ben@example.com");
            copy(site);
            site.signIn("ann@example.com", OldSite.PASSWORD);
            old.withPerson("cat@example.com", "2b").withPerson("ben@example.com", "2b");

            assertThat(copy(site))
                    .containsExactly(
                            "ann@example.com: the address has an account already",
                            "ben@example.com: the address has an account already");

            assertThat(accounts(site))
                    .containsExactly(
                            "ann@example.com $argon2id Ann Rolle, Boat builder",
                            "Ben@example.com $argon2id Ben, ",
                            "cat@example.com $2b$06$If6 Ann Rolle, Boat builder");
        }
    }

    @Test
    @DisplayName(
            "R5 R8 a schema of its own works beside the old tables, also through a pooler, and nothing sets its path")
    void aSchemaOfItsOwnWorksBesideTheOldTables() throws Exception {
        var name = old.url().replaceFirst(".*/(\\w+)\\?.*", "$1");
        var before = old.contents();
        old.execute("drop role if exists site");
        old.execute(script("create role site").replace("database old", "database " + name));
        try (var pooler = PgBouncer.inFrontOf(PostgresServer.shared())) {
            var direct = asSite(old.url());

            assertThat(migrate(direct)).startsWith("0 ");
            assertThat(run(Map.of("DATABASE_URL", asSite(pooler.url(name)), "DIRECT_URL", direct), "doctor"))
                    .contains("DATABASE_URL: schema", "up to date");
            assertThat(run(Map.of("DATABASE_URL", direct), "demo", "--jobs", "3", "--users", "6"))
                    .startsWith("0 ");
            assertThat(old.contents().getFirst())
                    .contains("hiremebahamas.account", "hiremebahamas.job")
                    .contains(before.getFirst());
            assertThat(migrate(old.url())).startsWith("4 ");
        } finally {
            old.execute("drop owned by site; drop role site");
        }
    }

    private static String asSite(String url) {
        return url.replace("postgres:postgres@", "site:a%20long%20one@");
    }

    private static String migrate(String url) {
        return run(Map.of("DATABASE_URL", url), "migrate");
    }

    /// The exit code, a space, and all that was printed.
    private static String run(Map<String, String> environment, String... arguments) {
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        try (var print = new PrintStream(said, true, UTF_8)) {
            System.setOut(print);
            System.setErr(print);
            int code = Commands.run(arguments, environment::get);
            return code + " " + said.toString(UTF_8).replaceFirst("Migrating .*\n", "");
        } finally {
            System.setOut(out);
            System.setErr(err);
            TestLog.restore();
        }
    }

    /// Runs both scripts of the page, and returns what the second printed.
    private List<String> copy(WholeSite site) throws SQLException, IOException {
        var users = new ByteArrayOutputStream();
        try (var connection = old.connect()) {
            var sql = script("-- users-out.sql").replaceFirst("(?s).*?(copy .*);\\s*", "$1");
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, users);
        }
        var url = (DatabaseUrl.Valid) DatabaseUrl.parse(site.database().url());
        try (var connection = Tidepool.unpooled(url, Duration.ofSeconds(5)).getConnection()) {
            var parts = script("-- accounts-in.sql").split("\\\\copy old_user from 'users.copy'\n", -1);
            assertThat(parts).hasSize(2);
            try (var statement = connection.createStatement()) {
                statement.execute(parts[0]);
            }
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy old_user from stdin", new StringReader(users.toString(UTF_8)));
            return printed(connection, parts[1]);
        }
    }

    private static List<String> printed(Connection connection, String script) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            boolean hasRows = statement.execute(script);
            while (hasRows || statement.getUpdateCount() >= 0) {
                if (hasRows) lines.addAll(lines(statement.getResultSet()));
                hasRows = statement.getMoreResults();
            }
        }
        return lines;
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        var lines = new ArrayList<String>();
        while (rows.next()) lines.add(rows.getString("email") + ": " + rows.getString("why"));
        return lines;
    }

    private static String script(String start) throws IOException {
        return Pattern.compile("(?s)```sql\n(.*?)```")
                .matcher(Files.readString(Path.of("../docs/from-python.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> accounts(WholeSite site) {
        return site.database()
                .tidepool()
                .list(
                        "select email, left(password_hash, 10) as kind, display_name, headline"
                                + " from account order by lower(email)",
                        row -> "%s %s %s, %s"
                                .formatted(
                                        row.getString("email"),
                                        row.getString("kind").replaceFirst("(\\$argon2id).*", "$1"),
                                        row.getString("display_name"),
                                        row.getString("headline")));
    }
}
