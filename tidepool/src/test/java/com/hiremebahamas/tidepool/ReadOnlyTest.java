package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A write where only reading is allowed: in a read-only transaction, or at a server that was demoted in a
/// failover.
class ReadOnlyTest {

    private static final PoolSettings ONE = new PoolSettings(
            1, 0, Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE);

    @BeforeEach
    void table() {
        tidepool.update("create table note (word text)");
    }

    @AfterEach
    void close() {
        tidepool.close();
    }

    @Test
    void aWriteInAReadOnlyTransactionIsRejectedAndTheConnectionKept() {
        int before = backend();

        assertThat(failure(() -> tidepool.read(transaction -> transaction.update("insert into note values ('lost')"))))
                .isInstanceOfSatisfying(
                        DatabaseFailure.Rejected.class,
                        rejected -> assertThat(rejected.message()).startsWith("This unit of work is read-only"));

        assertThat(backend()).isEqualTo(before);
    }

    @Test
    void aWriteInAReadOnlyTransactionOfPlainJdbcKeepsTheConnection() throws SQLException {
        int before = backend();

        try (var connection = tidepool.dataSource().getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("insert into note values ('lost')"))
                        .hasMessageContaining("read-only");
            }
            connection.rollback();
        }

        assertThat(backend()).isEqualTo(before);
    }

    @Test
    @DisplayName("T23 after a failover the connections to the demoted server are replaced, and writes go on")
    void afterAFailoverTheConnectionsAreReplaced() {
        int before = serverBecomesReadOnly();
        newConnectionsTakeWrites();

        assertThat(failure(this::write)).isInstanceOf(DatabaseFailure.NotReady.class);

        await().ignoreExceptions().until(() -> tidepool.update("insert into note values ('kept')") == 1);
        assertThat(backend()).isNotEqualTo(before);
    }

    @Test
    @DisplayName("T23 in plain JDBC the connections to a demoted server are replaced too")
    void afterAFailoverTheConnectionsOfPlainJdbcAreReplaced() throws SQLException {
        int before = serverBecomesReadOnly();
        newConnectionsTakeWrites();

        try (var connection = tidepool.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("insert into note values ('lost')"))
                        .hasMessageContaining("read-only");
            }
        }

        await().until(() -> backend() != before);
    }

    @Test
    @DisplayName("T43 on a server that stays read-only, as with a full disk, failing writes cost readers no connection")
    void writesOnAReadOnlyServerCostReadersNoConnection() {
        int before = serverBecomesReadOnly();
        long sessions = sessions();

        for (int i = 0; i < 50; i++) {
            assertThat(failure(this::write)).isInstanceOf(DatabaseFailure.NotReady.class);
            assertThat(backend()).isEqualTo(before);
        }

        // The check opens a connection, once in a second at most.
        assertThat(sessions() - sessions).isLessThan(10);
    }

    private void write() {
        tidepool.update("insert into note values ('lost')");
    }

    /// The connection is replaced by one that takes no writes, nor do those that come later.
    private int serverBecomesReadOnly() {
        server.execute("alter database " + database + " set default_transaction_read_only = on");
        server.execute("select pg_terminate_backend(" + backend() + ", 5000)");
        return backend();
    }

    private void newConnectionsTakeWrites() {
        server.execute("alter database " + database + " reset default_transaction_read_only");
    }

    private long sessions() {
        return tidepool.one(
                        "select sessions from pg_stat_database where datname = current_database()",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    private int backend() {
        return tidepool.one("select pg_backend_pid()", row -> row.getInt(1)).orElseThrow();
    }

    private static DatabaseFailure failure(Runnable work) {
        try {
            work.run();
            throw new AssertionError("It was written");
        } catch (DatabaseException e) {
            return e.failure();
        }
    }
}
