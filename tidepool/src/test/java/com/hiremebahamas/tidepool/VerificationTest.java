package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no text shows, and [PoolSettings#withVerification()] finds.
class VerificationTest {

    private final PostgresServer server = PostgresServer.shared();
    private final DatabaseUrl url = DatabaseUrl.parse(server.url(server.createDatabase()));
    private final Tidepool tidepool = Tidepool.of(url, OneConnection.SETTINGS.withVerification());

    @AfterEach
    void close() {
        tidepool.close();
    }

    @ParameterizedTest(name = "R5 {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "perform set_config('work_mem', '7MB', false) | the setting work_mem = 7168 | use SET LOCAL",
                "set search_path to nowhere | the search path {} | use SET LOCAL",
                "set role pg_monitor | the role pg_monitor | use SET LOCAL",
                "perform pg_advisory_lock(7) | the advisory lock 0 7 | pg_advisory_xact_lock",
                "create temp table gone (n int) | the temporary relation gone | ON COMMIT DROP",
                "create temp view gone as select 1 as n | the temporary relation gone | ON COMMIT DROP",
                "create function pg_temp.gone() returns int return 1 | the temporary function gone | ON COMMIT DROP",
                "create type pg_temp.gone as enum ('x') | the temporary type gone | ON COMMIT DROP",
                "listen jobs | listening to jobs | poll",
                "execute 'prepare p as select 1' | the prepared statement p | send the statement itself",
                "execute 'declare c cursor with hold for select 1' | the cursor c | read in one transaction"
            })
    void whatABlockLeavesBehindIsAnError(String body, String left, String remedy) throws SQLException {
        var block = "do $$ begin " + body + "; end $$";

        assertThat(failure(IllegalStateException.class, () -> tidepool.update(block)))
                .contains(left, remedy, block);
        assertThat(failure(IllegalStateException.class, () -> tidepool.write(work -> work.update(block))))
                .contains(left, remedy, block);
        try (var connection = tidepool.dataSource().getConnection()) {
            assertThat(failure(SQLException.class, () -> run(connection, block)))
                    .contains(left, remedy, block);
        }
        try (var connection = tidepool.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            run(connection, block);
            assertThat(failure(SQLException.class, connection::commit)).contains(left, remedy, block);
        }
        assertThat(tidepool.list("select 1", row -> row.getInt(1))).containsExactly(1);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String failure(Class<? extends Exception> type, ThrowingCallable work) {
        return String.valueOf(catchThrowableOfType(type, work).getMessage());
    }

    @Test
    void whatWasCommittedStaysAndTheConnectionIsNotUsedAgain() {
        tidepool.update("create table note (process int)");

        assertThatThrownBy(() -> tidepool.useTransaction(work -> {
                    work.update("insert into note values (pg_backend_pid())");
                    work.update("do $$ begin listen jobs; end $$");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("insert into note");

        assertThat(tidepool.list("select process = pg_backend_pid() from note", row -> row.getBoolean(1)))
                .containsExactly(false);
    }

    @Test
    void theFailureOfTheWorkIsTheOneThatIsThrown() {
        assertThatThrownBy(() -> tidepool.useTransaction(work -> {
                    work.update("do $$ begin perform pg_advisory_lock(8); end $$");
                    throw new IllegalArgumentException("of the work");
                }))
                .hasMessage("of the work")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    @DisplayName("R5 what leaves nothing is no error, in a transaction or not")
    void whatLeavesNothingIsNoError() throws SQLException {
        tidepool.update("create table note (n int)");
        tidepool.read(work -> work.list("select n from note", row -> row.getInt(1)));
        tidepool.useTransaction(work -> {
            work.update("set transaction isolation level serializable");
            work.update("set local work_mem = '7MB'");
            work.lock("import");
            work.update("create temp table brief (n int) on commit drop");
            work.batch("insert into note values (?)", List.of(List.of(1), List.of(2)));
            work.copy("note (n)", List.of(List.of(3)));
        });
        assertThatThrownBy(() -> tidepool.update("insert into nowhere values (1)"))
                .isInstanceOf(DatabaseException.class);
        Deadline.within(Duration.ofSeconds(20), () -> tidepool.list("select 1", row -> row.getInt(1)));
        try (var connection = tidepool.dataSource().getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            run(connection, "set local work_mem = '7MB'");
            connection.commit();
            run(connection, "set local work_mem = '7MB'");
        }
        assertThat(tidepool.poolStats().idle()).isOne();
    }

    @Test
    @DisplayName("R5 behind a pooler, too, and not where it has assigned another server connection")
    void itWorksBehindAPooler() {
        var database = server.createDatabase();
        try (var pooler = PgBouncer.inFrontOf(server, 1);
                var pooled =
                        Tidepool.of(DatabaseUrl.parse(pooler.url(database)), PoolSettings.DEFAULT.withVerification())) {
            assertThat(pooled.list("select 1", row -> row.getInt(1))).containsExactly(1);
            assertThatThrownBy(() -> pooled.update("do $$ begin listen jobs; end $$"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void withoutVerificationNothingIsCompared() {
        try (var trusting = Tidepool.of(url, OneConnection.SETTINGS)) {
            trusting.update("do $$ begin listen jobs; end $$");

            assertThat(trusting.list("select pg_listening_channels()", row -> row.getString(1)))
                    .containsExactly("jobs");
        }
    }
}
