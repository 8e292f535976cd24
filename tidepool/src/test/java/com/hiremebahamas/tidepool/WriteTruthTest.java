package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// After a reported failure the caller may write again, and a count of rows is that of changed rows.
class WriteTruthTest {

    private static final PostgresServer SERVER = PostgresServer.shared();
    private static final PgBouncer POOLER = PgBouncer.inFrontOf(SERVER);

    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(POOLER.url(SERVER.createDatabase())), PoolSettings.DEFAULT);

    WriteTruthTest() {
        tidepool.update("create table note (id int generated always as identity, word text not null)");
    }

    @AfterEach
    void close() {
        tidepool.close();
    }

    @AfterAll
    static void stop() {
        POOLER.close();
    }

    /// Statements that write two rows, with and without rows of their own.
    private static final List<String> WRITES = List.of(
            "insert into note (word) values ('one'), ('two') returning id",
            "insert into note (word) values ('one'), ('two')",
            "with made as (insert into note (word) values ('one'), ('two') returning id) select id from made",
            "with made as (select 'one' as word union all select 'two') insert into note (word) select word from made "
                    + "returning id",
            "merge into note using (values ('one'), ('two')) as new (word) on false when not matched then insert "
                    + "(word) values (new.word)",
            "explain (analyze) insert into note (word) values ('one'), ('two')",
            "select word into other from (values ('one'), ('two')) as new (word)",
            "select 1; insert into note (word) values ('one'), ('two')",
            "insert into note (word) values ('one'), ('two'); select 1");

    /// A way to fail after the server has run the statement.
    record Failing(String name, String sql, Consumer<Sql> call) {
        @Override
        public String toString() {
            return name + ": " + sql;
        }
    }

    static Stream<Failing> failing() {
        return WRITES.stream()
                .flatMap(sql -> Stream.of(
                        new Failing(
                                "a reader that throws",
                                sql,
                                on -> on.list(sql, _ -> {
                                    throw new IllegalStateException("of the reader");
                                })),
                        new Failing(
                                "a reader of a wrong column", sql, on -> on.list(sql, row -> row.getInt("nowhere"))),
                        new Failing(
                                "a reader that throws an SQLException",
                                sql,
                                on -> on.list(sql, _ -> {
                                    throw new SQLException("of the reader");
                                })),
                        new Failing("one row, where there are two", sql, on -> on.one(sql, row -> row.getString(1)))));
    }

    @ParameterizedTest
    @MethodSource("failing")
    @DisplayName("T47 a write that is reported as failed has changed nothing, wherever it failed")
    void aWriteThatIsReportedAsFailedHasChangedNothing(Failing failing) {
        boolean failed = fails(() -> failing.call.accept(tidepool));

        assertThat(rows()).isEqualTo(failed ? 0 : 2);
    }

    @ParameterizedTest
    @MethodSource("failing")
    @DisplayName(
            "T47 within a transaction a statement that failed on its way is not committed either, when it is caught")
    void aFailureThatIsCaughtIsNotCommitted(Failing failing) {
        boolean failed = fails(() -> tidepool.useTransaction(transaction -> {
            try {
                failing.call.accept(transaction);
            } catch (DatabaseException caught) {
                assertThat(caught.failure()).isNotNull();
            }
        }));

        assertThat(rows()).isEqualTo(failed ? 0 : 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into note (word) values ('a'), ('b'), ('c') | 3",
                "insert into note (word) values ('a'), ('b'), ('c') returning id | 3",
                "with new as (select 'a' as word) insert into note (word) select word from new returning word | 1",
                "with made as (insert into note (word) values ('a'), ('b') returning id) select * from made | 0",
                "update note set word = 'z' where false returning id | 0",
                "insert into note (word) values ('a'); insert into note (word) values ('b') returning id | 2",
                "insert into note (word) values ('a') returning id; select * from note | 1",
                "select word from note | 0",
                "create procedure nothing() language sql as $$select 1$$; call nothing() | 0",
                "create table other () | 0",
                "do $$begin end$$ | 0",
                "values (1), (2) | 0"
            })
    @DisplayName("T48 an update counts the rows that were changed, whether or not they are returned")
    void anUpdateCountsTheRowsThatWereChanged(String sql, int count) {
        assertThat(tidepool.update(sql)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into note (word) values (?) | 1201",
                "insert into note (word) values (?) returning id | 1201",
                "insert into note (word) select ?::text from generate_series(1, 2) returning id | 2402"
            })
    @DisplayName("T48 a batch counts the rows that were changed, whether or not they are returned")
    void aBatchCountsTheRowsThatWereChanged(String sql, long count) {
        var words = IntStream.rangeClosed(1, 1201)
                .mapToObj(n -> List.of("word " + n))
                .toList();

        assertThat(tidepool.<Long>write(transaction -> transaction.batch(sql, words)))
                .isEqualTo(count);
        assertThat(rows()).isEqualTo(count);
    }

    @Test
    @DisplayName("T48 a batch returns the keys of its rows in their order")
    void aBatchReturnsTheKeysOfItsRows() {
        var words = IntStream.rangeClosed(1, 1201)
                .mapToObj(n -> List.of("word " + n))
                .toList();

        var found = tidepool.write(transaction -> transaction.batch(
                "insert into note (word) values (?) returning id, word", row -> List.of(row.getString("word")), words));

        assertThat(found).isEqualTo(words);
    }

    @Test
    void aBatchThatReturnsNothingIsNotRead() {
        assertThatThrownBy(() -> tidepool.useTransaction(transaction -> transaction.batch(
                        "insert into note (word) values (?)", row -> row.getInt(1), List.of(List.of("a")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("returning");
    }

    @Test
    @DisplayName("T47 a listener that throws does not make a committed write a failure")
    void aListenerThatThrowsChangesNothing() {
        var listener = new TidepoolListener() {
            @Override
            public void statementExecuted(String sql, java.time.Duration took) {
                throw new IllegalStateException("of the listener");
            }
        };
        var url = DatabaseUrl.parse(SERVER.url(SERVER.createDatabase()));
        try (var observed = Tidepool.of(url, PoolSettings.DEFAULT, listener)) {
            observed.update("create table note (word text)");

            assertThat(observed.update("insert into note values ('a')")).isEqualTo(1);
        }
    }

    private static boolean fails(Runnable call) {
        try {
            call.run();
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private int rows() {
        int kept =
                tidepool.one("select count(*) from note", row -> row.getInt(1)).orElseThrow();
        boolean isOther = tidepool.one("select to_regclass('other') is not null", row -> row.getBoolean(1))
                .orElseThrow();
        return isOther ? 2 + kept : kept;
    }
}
