package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What callers are told of a session that the server ends, and of a thread that is interrupted, by a real server.
/// One connection only.
class LostSessionTest {

    private static final PoolSettings ONE = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private static final PoolSettings TWO = new PoolSettings(
            2, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE);
    private final Tidepool other = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE);

    LostSessionTest() {
        tidepool.update("create table note (word text)");
    }

    @AfterEach
    void close() {
        var _ = Thread.interrupted();
        tidepool.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_terminate_backend(pg_backend_pid())",
                "select pg_sleep(30) from (select set_config('transaction_timeout', '1ms', true)) as limited",
            })
    @DisplayName("T26 a session that the server ends before COMMIT was sent is Undone, whatever its code")
    void aSessionThatEndsBeforeCommitIsUndone(String end) {
        var failure = failure(() -> tidepool.write(transaction -> {
            transaction.update("insert into note values ('lost')");
            return transaction.list(end, _ -> 1);
        }));

        assertThat(failure).isInstanceOf(DatabaseFailure.Undone.class);
        assertThat(notes()).isZero();
    }

    @Test
    @DisplayName("T43 a session that the server ends costs the others no connection")
    void aLostSessionCostsTheOthersNoConnection() throws SQLException {
        try (var two = Tidepool.of(DatabaseUrl.parse(server.url(database)), TWO)) {
            int kept;
            try (var first = two.dataSource().getConnection();
                    var second = two.dataSource().getConnection()) {
                kept = backend(first);
                int lost = backend(second);
                server.execute("select pg_terminate_backend(" + lost + ", 5000)");
                assertThatThrownBy(() -> backend(second)).isInstanceOf(SQLException.class);
            }

            for (int i = 0; i < 3; i++) {
                try (var connection = two.dataSource().getConnection()) {
                    assertThat(backend(connection)).isEqualTo(kept);
                }
            }
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    @DisplayName("T26 a session that times out between two statements is Undone")
    void aSessionThatTimesOutIdleIsUndone() {
        var failure = failure(() -> tidepool.write(transaction -> {
            transaction.list("select set_config('idle_in_transaction_session_timeout', '1ms', true)", _ -> 1);
            Awaitility.await().until(() -> sessions() == 0);
            return transaction.update("insert into note values ('lost')");
        }));

        assertThat(failure).isInstanceOf(DatabaseFailure.Undone.class);
    }

    @Test
    @DisplayName("T26 a session that ended before COMMIT was sent is Undone, even when no statement has noticed it")
    void aSessionThatEndedUnnoticedIsUndone() {
        var failure = failure(() -> tidepool.useTransaction(transaction -> {
            transaction.update("insert into note values ('lost')");
            int backend = transaction
                    .one("select pg_backend_pid()", row -> row.getInt(1))
                    .orElseThrow();
            server.execute("select pg_terminate_backend(" + backend + ", 5000)");
        }));

        assertThat(failure).isInstanceOf(DatabaseFailure.Undone.class);
        assertThat(notes()).isZero();
    }

    @Test
    @DisplayName("T26 a loss that the work has swallowed is Undone: COMMIT was never sent")
    void aSwallowedLossIsUndone() {
        var failure = failure(() -> tidepool.write(transaction -> {
            transaction.update("insert into note values ('lost')");
            try {
                return transaction.list("select pg_terminate_backend(pg_backend_pid())", _ -> 1);
            } catch (DatabaseException swallowed) {
                return "done";
            }
        }));

        assertThat(failure).isInstanceOf(DatabaseFailure.Undone.class);
        assertThat(notes()).isZero();
    }

    @Test
    @DisplayName("T26 an interrupted thread that sent nothing is not Unknown, and no connection is lost by it")
    void anInterruptedThreadSendsNothing() {
        int before = backend();
        Thread.currentThread().interrupt();

        var failure = failure(() -> tidepool.update("insert into note values ('lost')"));

        assertThat(failure).isInstanceOf(DatabaseFailure.NotReady.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(notes()).isZero();
        assertThat(backend()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "T26 a thread interrupted within its work sends neither a statement nor COMMIT, and loses no connection")
    void aThreadInterruptedWithinItsWorkSendsNoMore(boolean goesOn) {
        int before = backend();
        var runs = new AtomicInteger();

        var failure = failure(() -> tidepool.write(transaction -> {
            runs.incrementAndGet();
            transaction.update("insert into note values ('lost')");
            Thread.currentThread().interrupt();
            return goesOn ? transaction.update("insert into note values ('more')") : 0;
        }));

        assertThat(failure).isInstanceOf(DatabaseFailure.NotReady.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs).hasValue(1);
        assertThat(notes()).isZero();
        assertThat(backend()).isEqualTo(before);
    }

    private static DatabaseFailure failure(ThrowingCallable call) {
        return catchThrowableOfType(DatabaseException.class, call).failure();
    }

    private int backend() {
        return tidepool.one("select pg_backend_pid() as pid", row -> row.getInt("pid"))
                .orElseThrow();
    }

    private int notes() {
        return other.list("select 1 from note", _ -> 1).size();
    }

    private int sessions() {
        return other.list(
                        "select 1 from pg_stat_activity where datname = ? and pid <> pg_backend_pid()",
                        _ -> 1,
                        database)
                .size();
    }
}
