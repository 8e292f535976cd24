package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The caller's deadline ends its calls, also when the network is lost without a closed connection.
class DeadlineTest {

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /// The statement's own limit, and so the least that a deadline costs which is not kept.
    private static final Duration WITHOUT_DEADLINE = PoolSettings.DEFAULT.statementTimeout();

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.url(server.createDatabase());
    private final FaultProxy network = FaultProxy.to(server.port());
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(network.through(url)), PoolSettings.DEFAULT);

    @BeforeEach
    void table() {
        tidepool.update("create table note (id int)");
    }

    @AfterEach
    void close() {
        network.release();
        tidepool.close();
        network.close();
    }

    @Test
    @DisplayName("the deadline ends a single statement, and the network's return is noticed")
    void theDeadlineEndsASingleStatement() {
        network.hold();

        assertThat(took(this::rows)).isLessThan(WITHOUT_DEADLINE);

        network.release();
        await().ignoreExceptions().until(() -> rows() == 0);
    }

    @Test
    @DisplayName("the deadline ends a statement in a transaction")
    void theDeadlineEndsAStatementInATransaction() {
        assertThat(took(() -> tidepool.write(transaction -> {
                    transaction.update("insert into note values (1)");
                    network.hold();
                    return transaction.update("insert into note values (2)");
                })))
                .isLessThan(WITHOUT_DEADLINE);
    }

    @Test
    @DisplayName("R7 a rollback has a limit of 5 s, whatever the limit of statements")
    void aRollbackIsBoundedByItsOwnLimit() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> tidepool.write(transaction -> {
                    transaction.update("insert into note values (1)");
                    network.hold();
                    throw new IllegalStateException("the work's own");
                }))
                .hasMessage("the work's own");

        assertThat(since(start)).isLessThan(WITHOUT_DEADLINE);
    }

    @Test
    @DisplayName("R9 the deadline ends a COMMIT, whose outcome is unknown then")
    void theDeadlineEndsACommit() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> Deadline.within(
                        DEADLINE,
                        () -> tidepool.write(transaction -> {
                            int inserted = transaction.update("insert into note values (1)");
                            network.hold();
                            return inserted;
                        })))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.Unknown.class));

        assertThat(since(start)).isLessThan(WITHOUT_DEADLINE);
    }

    @Test
    @DisplayName("the deadline ends a statement of plain JDBC")
    void theDeadlineEndsAPlainJdbcStatement() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> Deadline.within(DEADLINE, this::plain)).isInstanceOf(SQLException.class);

        assertThat(since(start)).isLessThan(WITHOUT_DEADLINE);
    }

    @Test
    void anInnerDeadlineCanOnlyBeEarlierAndEndsWithItsWork() {
        var day = Duration.ofDays(1);
        Deadline.runWithin(Duration.ofMinutes(10), () -> {
            assertThat(Deadline.<Duration, RuntimeException>within(day, () -> Deadline.left(day)))
                    .isLessThanOrEqualTo(Duration.ofMinutes(10));
            assertThat(Deadline.<Duration, RuntimeException>within(Duration.ofMinutes(1), () -> Deadline.left(day)))
                    .isLessThanOrEqualTo(Duration.ofMinutes(1));
            assertThat(Deadline.left(day)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(10));
        });
        assertThat(Deadline.left(day)).isEqualTo(day);
    }

    @Test
    void aDeadlineThatHasPassedLeavesNothing() {
        Deadline.runWithin(
                Duration.ofSeconds(-1),
                () -> assertThat(Deadline.left(Duration.ofDays(1))).isZero());
    }

    private int plain() throws SQLException {
        try (var connection = tidepool.dataSource().getConnection();
                var statement = connection.prepareStatement("insert into note values (1)")) {
            network.hold();
            return statement.executeUpdate();
        }
    }

    private int rows() {
        return tidepool.list("select id from note", row -> 1).size();
    }

    private static Duration took(Runnable work) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> Deadline.runWithin(DEADLINE, work::run)).isInstanceOf(DatabaseException.class);
        return since(start);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
