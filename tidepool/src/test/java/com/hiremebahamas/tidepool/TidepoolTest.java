package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Everyday use against a real PostgreSQL.
class TidepoolTest {

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), PoolSettings.DEFAULT);

    @AfterEach
    void close() {
        tidepool.close();
    }

    @Test
    @DisplayName("R6 one pool is created, whatever the number of threads that are first")
    void onePoolIsCreatedWhateverTheNumberOfThreads() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> call = () ->
                    tidepool.list("select 1 as one", row -> row.getInt("one")).getFirst();
            var answers = threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(_ -> call).toList());

            for (var answer : answers) assertThat(answer.get()).isEqualTo(1);
        }
        assertThat(tidepool.poolStats().active()).isZero();
        assertThat(tidepool.poolStats().idle()).isBetween(1, 10);
        assertThat(tidepool.state()).isInstanceOf(DatabaseState.Ready.class);
    }

    @Test
    @DisplayName("R7 what throws is rolled back, and its connection is returned")
    void whatThrowsIsRolledBack() {
        tidepool.update("create table note (word text)");

        assertThatThrownBy(() -> tidepool.write(transaction -> {
                    transaction.update("insert into note values ('gone')");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(tidepool.list("select word from note", row -> row.getString("word")))
                .isEmpty();
        assertThat(tidepool.poolStats().active()).isZero();
    }

    @Test
    void aTransactionIsCommittedWhole() {
        tidepool.update("create table note (word text)");

        int written = tidepool.write(transaction -> transaction.update("insert into note values ('one')")
                + transaction.update("insert into note values ('two')"));

        assertThat(written).isEqualTo(2);
        assertThat(tidepool.list("select word from note", row -> row.getString("word")))
                .containsExactly("one", "two");
    }

    @Test
    void aTransactionWithoutAResultIsCommittedOrRolledBackAsOneWithAResult() {
        tidepool.update("create table note (word text)");

        tidepool.useTransaction(transaction -> transaction.update("insert into note values ('one')"));
        assertThatThrownBy(() -> tidepool.useTransaction(transaction -> {
                    transaction.update("insert into note values ('two')");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThatThrownBy(() -> tidepool.useReadOnlyTransaction(
                        transaction -> transaction.update("insert into note values ('three')")))
                .isInstanceOf(DatabaseException.class);

        assertThat(tidepool.list("select word from note", row -> row.getString("word")))
                .containsExactly("one");
    }

    @Test
    void aTransactionUsedAfterItsWorkSendsNothing() {
        tidepool.update("create table note (word text)");
        var kept = new ArrayList<Transaction>();
        tidepool.useTransaction(kept::add);
        assertThatThrownBy(() -> tidepool.useTransaction(transaction -> {
                    kept.add(transaction);
                    throw new IllegalArgumentException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(kept).hasSize(2).allSatisfy(transaction -> {
            assertEnded(() -> transaction.update("insert into note values ('late')"));
            assertEnded(() -> transaction.one("select 1", _ -> 1));
            assertEnded(() -> transaction.each("select 1", _ -> 1, _ -> {}));
            assertEnded(() -> transaction.batch("insert into note values (?)", List.of(List.of("late"))));
            assertEnded(() -> transaction.copy("note (word)", List.of(List.of("late"))));
            assertEnded(() -> transaction.tryLock("note"));
        });

        assertThat(tidepool.list("select word from note", _ -> 1)).isEmpty();
    }

    private static void assertEnded(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The transaction has ended");
    }

    @Test
    void aReadOnlyTransactionCannotWriteAndResetsTheConnection() {
        tidepool.update("create table note (word text)");

        assertThatThrownBy(() -> tidepool.read(transaction -> transaction.update("insert into note values ('no')")))
                .isInstanceOf(DatabaseException.class);

        assertThat(tidepool.update("insert into note values ('yes')")).isEqualTo(1);
    }

    @Test
    void argumentsOfEveryKindArrive() {
        var at = Instant.parse("2026-03-08T07:00:00Z");

        var found = tidepool.one(
                "select ?::timestamptz as at, ?::text as kind, ? = any(?) as isin, ?::text is null as missing",
                row -> List.of(
                        row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getBoolean("isin"),
                        row.getBoolean("missing")),
                at,
                Thread.State.NEW,
                2L,
                List.of(1L, 2L),
                null);

        assertThat(found).contains(List.of(at, "NEW", true, true));
    }

    @Test
    void oneValueThatIsNullIsEmptyAndAListKeepsIt() {
        assertThat(tidepool.one("select null::date as day", row -> row.getObject("day", LocalDate.class)))
                .isEmpty();
        assertThat(tidepool.<Optional<LocalDate>>read(transaction ->
                        transaction.one("select null::date as day", row -> row.getObject("day", LocalDate.class))))
                .isEmpty();
        assertThat(tidepool.list("select null::date as day", row -> row.getObject("day", LocalDate.class)))
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void bytesAreFoundByAny() {
        var found = tidepool.one(
                "select '\\xff00'::bytea = any(?) as isin, '\\x01'::bytea = any(?) as isout",
                row -> List.of(row.getBoolean("isin"), row.getBoolean("isout")),
                List.of(new byte[] {1}, new byte[] {-1, 0}),
                List.of(new byte[] {2}));

        assertThat(found).contains(List.of(true, false));
    }

    @Test
    void aStatementPastItsLimitTimesOutAndItsConnectionIsUsedAgain() {
        long before = backend();

        assertThatThrownBy(() -> Deadline.within(
                        Duration.ofSeconds(1), () -> tidepool.list("select pg_sleep(20)", row -> row.getString(1))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.TimedOut.class));

        assertThat(backend()).isEqualTo(before);
    }

    @Test
    @DisplayName("R4 a connection killed while it was idle is never handed to a caller")
    void aConnectionKilledWhileIdleIsNeverHandedOut() {
        for (int i = 0; i < 50; i++) {
            long backend = backend();
            server.execute("select pg_terminate_backend(" + backend + ", 5000)");

            assertThat(backend()).isNotEqualTo(backend);
        }
    }

    @Test
    @DisplayName("R9 a transaction that the server rolled back runs again from the start")
    void aTransactionThatTheServerRolledBackRunsAgain() {
        tidepool.update("create table note (word text)");
        var runs = new java.util.concurrent.atomic.AtomicInteger();

        tidepool.write(transaction -> {
            transaction.update("insert into note values ('kept')");
            if (runs.incrementAndGet() < 3) {
                transaction.list("do $$ begin raise exception sqlstate '40001'; end $$", row -> 1);
            }
            return runs.get();
        });

        assertThat(runs).hasValue(3);
        assertThat(tidepool.list("select word from note", row -> 1)).hasSize(1);
    }

    @Test
    void whatTheDatabaseRefusesNamesItsConstraint() {
        tidepool.update("create table note (word text constraint one_of_each unique)");
        tidepool.update("insert into note values ('x')");

        assertThatThrownBy(() -> tidepool.update("insert into note values ('x')"))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(DatabaseFailure.Rejected.class, rejected -> {
                                    assertThat(rejected.sqlState()).isEqualTo("23505");
                                    assertThat(rejected.constraint()).isEqualTo("one_of_each");
                                }));
    }

    private long backend() {
        return tidepool.one("select pg_backend_pid() as pid", row -> row.getLong("pid"))
                .orElseThrow();
    }
}
