package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Statements without an answer. The limit of a statement is ten minutes here, so that it ends none of them.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatementWatchTest {

    private static final PoolSettings SETTINGS = new PoolSettings(
            3, 0, Duration.ofMinutes(10), Duration.ofSeconds(300), Duration.ofSeconds(2), Duration.ofMinutes(10));

    @Test
    @DisplayName(
            "T49 a read that a pooler keeps waiting for a dead database ends as Unreachable, long before its limit")
    void aReadBehindAPoolerWithoutItsDatabaseEnds() {
        try (var server = PostgresServer.start();
                var pooler = PgBouncer.inFrontOf(server);
                var tidepool = Tidepool.of(DatabaseUrl.parse(pooler.url("postgres")), SETTINGS)) {
            tidepool.list("select 1", _ -> 1);

            server.stop();

            assertThat(failure(() -> tidepool.list("select 1", _ -> 1)))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.Unreachable.class,
                            e -> assertThat(e.message()).startsWith("No answer came within the connect timeout"));
            assertThat(failure(() -> tidepool.list("select 1", _ -> 1)))
                    .isInstanceOf(DatabaseFailure.Unreachable.class);
        }
    }

    @Test
    @DisplayName("T49 when the network is silent, a transaction that has not been committed ends too, and is undone")
    void aTransactionOverASilentNetworkEnds() {
        var server = PostgresServer.shared();
        try (var network = FaultProxy.to(server.port());
                var tidepool = Tidepool.of(
                        DatabaseUrl.parse(network.through(server.url(server.createDatabase()))), SETTINGS)) {
            tidepool.update("create table note (word text)");

            var failure = failure(() -> tidepool.useTransaction(transaction -> {
                transaction.update("insert into note values ('lost')");
                network.hold();
                transaction.list("select 1", _ -> 1);
            }));

            // It ran again, and found the database unreachable.
            assertThat(failure).isInstanceOf(DatabaseFailure.Unreachable.class);
            network.release();
        }
    }

    @Test
    @DisplayName("T49 a statement that runs long is left alone while the database can be reached")
    void aStatementThatRunsLongIsLeftAlone() throws Exception {
        var server = PostgresServer.shared();
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), SETTINGS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> tidepool.one("select pg_sleep(7), 42 as n", row -> row.getInt("n")));

            assertThat(slow.get()).contains(42);
        }
    }

    private static DatabaseFailure failure(ThrowingCallable call) {
        return catchThrowableOfType(DatabaseException.class, call).failure();
    }
}
