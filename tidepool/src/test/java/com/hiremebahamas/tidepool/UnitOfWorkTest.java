package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the log says of units of work and of the connections.
class UnitOfWorkTest {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Lines();
    private final Logger logger = Logger.getLogger(Tidepool.class.getName());
    private final FaultProxy network = FaultProxy.to(PostgresServer.shared().port());
    private final DatabaseUrl url = DatabaseUrl.parse(
            network.through(PostgresServer.shared().url(PostgresServer.shared().createDatabase())));
    private final Tidepool tidepool = Tidepool.of(url, PoolSettings.DEFAULT);

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void close() {
        tidepool.close();
        network.close();
        logger.removeHandler(handler);
    }

    @Test
    @DisplayName("R7 a statement or a transaction that the server refuses is logged once")
    void whatTheServerRefusesIsLoggedOnce() {
        assertThatThrownBy(() -> tidepool.update("insert into nowhere values (1)"))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> tidepool.useTransaction(work -> work.update("insert into nowhere values (1)")))
                .isInstanceOf(DatabaseException.class);

        assertThat(lines)
                .hasSize(2)
                .allMatch(line ->
                        line.startsWith("A unit of work was rolled back: Rejected[") && line.contains("nowhere"));
    }

    @Test
    @DisplayName("R7 work that throws is logged once, by the class of the exception")
    void workThatThrowsIsLoggedWithoutItsMessage() {
        assertThatThrownBy(() -> tidepool.useTransaction(_ -> {
                    throw new IllegalStateException("what a person typed");
                }))
                .hasMessage("what a person typed");

        assertThat(lines).containsExactly("A unit of work was rolled back: java.lang.IllegalStateException, at " + url);
    }

    @Test
    @DisplayName("R7 work that was tried three times is logged once")
    void workThatWasTriedThreeTimesIsLoggedOnce() {
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> tidepool.useTransaction(_ -> {
                    attempts.incrementAndGet();
                    throw new DatabaseException(new DatabaseFailure.Undone("for another's sake"), null);
                }))
                .isInstanceOf(DatabaseException.class);

        assertThat(attempts).hasValue(3);
        assertThat(lines)
                .containsExactly("A unit of work was rolled back: Undone[message=for another's sake], at " + url);
    }

    @Test
    @DisplayName("R7 a COMMIT whose answer was lost is not logged as rolled back")
    void aLostCommitIsNotLoggedAsRolledBack() {
        network.cutOnce(FaultProxy.Cut.AFTER, "COMMIT");

        assertThatThrownBy(() -> tidepool.useTransaction(work -> work.update("create table note (word text)")))
                .isInstanceOf(DatabaseException.class);

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("A unit of work failed, and may have been committed: Unknown[");
    }

    @Test
    void withoutAConnectionNoUnitOfWorkIsLogged() {
        try (var nobody = ClosedPort.open();
                var away = Tidepool.of(
                        DatabaseUrl.parse("postgresql://ann:secret@127.0.0.1:" + nobody.port() + "/site"),
                        PoolSettings.DEFAULT)) {
            assertThatThrownBy(() -> away.update("select 1")).isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> away.useTransaction(_ -> {})).isInstanceOf(DatabaseException.class);
        }

        assertThat(lines).noneMatch(line -> line.contains("unit of work"));
    }

    @Test
    @DisplayName("T55 of two databases each is named in the log")
    void ofTwoDatabasesEachIsNamedInTheLog() {
        var elsewhere = DatabaseUrl.parse(
                PostgresServer.shared().url(PostgresServer.shared().createDatabase()));
        try (var other = Tidepool.of(elsewhere, PoolSettings.DEFAULT)) {
            assertThatThrownBy(() -> tidepool.update("insert into here values (1)"))
                    .isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> other.update("insert into there values (1)"))
                    .isInstanceOf(DatabaseException.class);
        }

        assertThat(lines)
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).contains("here").endsWith(", at " + url),
                        line -> assertThat(line).contains("there").endsWith(", at " + elsewhere),
                        line -> assertThat(line)
                                .startsWith("Database connections closed")
                                .endsWith(", at " + elsewhere));
    }

    @Test
    void theConnectionsThatWereOpenAreCountedOnceWhenTheyAreClosed() {
        tidepool.one("select 1 as n", row -> row.getInt("n"));

        tidepool.close();
        tidepool.close();

        assertThat(lines).containsExactly("Database connections closed: 1, at " + url);
    }

    @Test
    void whereNoneWasEverOpenNothingIsSaidOfConnections() {
        tidepool.close();

        assertThat(lines).isEmpty();
    }

    private final class Lines extends Handler {

        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            lines.add(formatter.formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
