package com.hiremebahamas.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.schema.Migrations.Lock;
import com.hiremebahamas.schema.Migrations.OtherTables;
import com.hiremebahamas.schema.Migrations.Outcome;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    private final TestDatabase database = TestDatabase.unmigrated();

    @Test
    @DisplayName("R8 an empty database is migrated to the newest version, and a second run applies nothing")
    void anEmptyDatabaseIsMigratedToTheNewestVersion() {
        var first = (Outcome.Done) new Migrations(source(), Lock.SESSION, OtherTables.REFUSE).run();
        var second = (Outcome.Done) new Migrations(source(), Lock.SESSION, OtherTables.REFUSE).run();

        assertThat(first.from()).isEmpty();
        assertThat(first.to()).isEqualTo(Schema.LATEST);
        assertThat(first.applied())
                .last()
                .extracting(Migrations.Script::version)
                .isEqualTo(Schema.LATEST);
        assertThat(second).isEqualTo(new Outcome.Done(Schema.LATEST, Schema.LATEST, List.of()));
    }

    @Test
    @DisplayName("R8 T39 of two that run at once one applies and one waits")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void ofTwoAtOnceOneAppliesAndOneWaits() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Outcome> run = () -> new Migrations(source(), Lock.SESSION, OtherTables.REFUSE).run();
            var outcomes = List.of(threads.submit(run), threads.submit(run));

            assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class))
                    .extracting(outcome -> ((Outcome.Done) outcome).applied().size())
                    .containsExactlyInAnyOrder(0, Integer.parseInt(Schema.LATEST));
        }
    }

    @Test
    @DisplayName("R8 T40 an index made concurrently does not wait for the lock of its own run")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anIndexMadeConcurrentlyDoesNotWaitForTheLockOfItsOwnRun(@TempDir Path scripts) throws IOException {
        Files.writeString(scripts.resolve("V1__thing.sql"), "create table thing (id int)");
        Files.writeString(scripts.resolve("V2__index.sql"), "create index concurrently thing_id on thing (id)");

        assertThat(run(scripts)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    @DisplayName("R8 T39 a killed run blocks no other")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aKilledRunBlocksNoOther(@TempDir Path scripts) throws Exception {
        var slow = Files.writeString(scripts.resolve("V1__slow.sql"), "select pg_sleep(60)");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var killed = threads.submit(() -> run(scripts));
            await().until(() -> sleepers() == 1);
            Files.writeString(slow, "select 1");
            var next = threads.submit(() -> run(scripts));
            // What the server does with every session of a process that is gone.
            PostgresServer.shared().execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'
                       and (query like '%%pg_sleep%%' or query like '%%pg_try_advisory_lock%%')
                       and pid in (select pid from pg_locks where locktype = 'advisory')
                       or datname = '%s' and query = 'select pg_sleep(60)'""".formatted(name(), name()));

            assertThat(killed.get()).isNotInstanceOf(Outcome.Done.class);
            assertThat(next.get()).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void aScriptThatFailsIsUndoneAndNamed(@TempDir Path scripts) throws IOException {
        Files.writeString(scripts.resolve("V1__thing.sql"), "create table thing (id int); select * from nowhere");

        assertThat(run(scripts)).isInstanceOfSatisfying(Outcome.ScriptFailed.class, failed -> {
            assertThat(failed.version()).isEqualTo("1");
            assertThat(failed.undone()).isTrue();
            assertThat(failed.problem()).contains("nowhere", "42P01");
        });
        assertThat(database.tidepool().list("select 1 from pg_class where relname = 'thing'", row -> row.getInt(1)))
                .isEmpty();
    }

    @Test
    void aScriptThatFailsOutsideATransactionIsNotCalledUndone(@TempDir Path scripts) throws IOException {
        Files.writeString(
                scripts.resolve("V1__thing.sql"), "create table thing (id int); insert into thing values (1), (1)");
        Files.writeString(scripts.resolve("V2__index.sql"), "create unique index concurrently thing_id on thing (id)");

        assertThat(run(scripts)).isInstanceOfSatisfying(Outcome.ScriptFailed.class, failed -> {
            assertThat(failed.version()).isEqualTo("2");
            assertThat(failed.undone()).isFalse();
        });
    }

    @Test
    void whereAnotherProgramKeepsItsTablesNothingIsChangedUnlessTheyAreToBeKept() {
        database.tidepool().update("create table alembic_version (version_num varchar(32) primary key)");

        assertThat(new Migrations(source(), Lock.SESSION, OtherTables.REFUSE).run())
                .isEqualTo(new Outcome.Occupied(List.of("alembic_version")));
        assertThat(tables()).containsExactly("alembic_version");

        assertThat(new Migrations(source(), Lock.SESSION, OtherTables.KEEP).run())
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.to()).isEqualTo(Schema.LATEST));
        assertThat(tables()).contains("alembic_version", "job");
        assertThat(new Migrations(source(), Lock.SESSION, OtherTables.REFUSE).run())
                .isEqualTo(new Outcome.Done(Schema.LATEST, Schema.LATEST, List.of()));
    }

    @Test
    void aDatabaseOfOurOwnIsNoDifferentWhenOtherTablesWouldBeKept() {
        assertThat(new Migrations(source(), Lock.SESSION, OtherTables.KEEP).run())
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.to()).isEqualTo(Schema.LATEST));
    }

    @Test
    void aRoleThatMayNotCreateTablesIsToldWhatToRun() {
        PostgresServer.shared().execute("create role " + name() + " login password 'a long one'");
        database.tidepool().update("revoke create on schema public from public");
        var own = database.url().replaceFirst("//[^@]*@", "//" + name() + ":a%20long%20one@");
        var source = Tidepool.unpooled((DatabaseUrl.Valid) DatabaseUrl.parse(own), Duration.ofSeconds(5));

        assertThat(new Migrations(source, Lock.SESSION, OtherTables.REFUSE).run())
                .isEqualTo(new Outcome.Forbidden(
                        "the role " + name() + " may not create tables in the schema public: run, "
                                + "as its owner, grant usage, create on schema public to " + name()));

        database.tidepool().update("grant usage, create on schema public to " + name());
        assertThat(new Migrations(source, Lock.SESSION, OtherTables.REFUSE).run())
                .isInstanceOf(Outcome.Done.class);
        database.tidepool().update("revoke create on schema public from " + name());
        assertThat(new Migrations(source, Lock.SESSION, OtherTables.REFUSE).run())
                .as("nothing is pending")
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aSearchPathWithoutASchemaIsForeseen() {
        database.tidepool().update("drop schema public");

        assertThat(new Migrations(source(), Lock.SESSION, OtherTables.REFUSE).run())
                .isInstanceOfSatisfying(
                        Outcome.Forbidden.class,
                        forbidden -> assertThat(forbidden.problem())
                                .contains(
                                        "no schema of the search path", "create schema public authorization postgres"));
    }

    @Test
    void aServerThatTakesNoWritesIsForeseen() {
        PostgresServer.shared().execute("alter database " + name() + " set default_transaction_read_only = on");

        assertThat(new Migrations(source(), Lock.SESSION, OtherTables.REFUSE).run())
                .isInstanceOfSatisfying(
                        Outcome.Forbidden.class,
                        forbidden -> assertThat(forbidden.problem()).startsWith("the server is read-only"));
    }

    private List<String> tables() {
        return database.tidepool()
                .list("select tablename from pg_tables where schemaname = 'public'", row -> row.getString(1));
    }

    @Test
    void anUnreachableDatabaseIsReportedInOneLineWithoutTheSecret() {
        var away =
                (DatabaseUrl.Valid) DatabaseUrl.parse("postgresql://ann:canary-7391@127.0.0.1:1/site?sslmode=disable");

        var outcome =
                new Migrations(Tidepool.unpooled(away, Duration.ofSeconds(2)), Lock.SESSION, OtherTables.REFUSE).run();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotReached.class,
                        missed -> assertThat(missed.problem())
                                .contains("127.0.0.1:1")
                                .doesNotContain("canary-7391")
                                .hasLineCount(1));
    }

    @Test
    void aDatabaseThatDoesNotExistIsNotAFailedScript() {
        var url = database.url().replaceFirst("/test_\\w+", "/nowhere");
        var source = Tidepool.unpooled((DatabaseUrl.Valid) DatabaseUrl.parse(url), Duration.ofSeconds(5));

        assertThat(new Migrations(source, Lock.SESSION, OtherTables.REFUSE).run())
                .isInstanceOf(Outcome.NotReached.class);
    }

    @Test
    void aRejectedSignInIsNotAFailedScript() {
        var url = database.url().replace("postgres:postgres@", "nobody:wrong@");
        var source = Tidepool.unpooled((DatabaseUrl.Valid) DatabaseUrl.parse(url), Duration.ofSeconds(5));

        assertThat(new Migrations(source, Lock.SESSION, OtherTables.REFUSE).run())
                .isInstanceOf(Outcome.NotReached.class);
    }

    private Outcome run(Path scripts) {
        return new Migrations(source(), Lock.SESSION, OtherTables.REFUSE, "filesystem:" + scripts).run();
    }

    private int sleepers() {
        return database.tidepool()
                .list(
                        "select 1 from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'",
                        row -> row.getInt(1))
                .size();
    }

    private String name() {
        return database.url().replaceFirst(".*/(\\w+)\\?.*", "$1");
    }

    private DataSource source() {
        return Tidepool.unpooled((DatabaseUrl.Valid) DatabaseUrl.parse(database.url()), Duration.ofSeconds(5));
    }
}
