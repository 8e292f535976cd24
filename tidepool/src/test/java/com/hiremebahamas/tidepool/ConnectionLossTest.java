package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.FaultProxy.Cut;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.tidepool.url.Seed;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Connections that break, between the client and a real pooler in front of a real server.
class ConnectionLossTest {

    private static final PoolSettings SETTINGS = new PoolSettings(
            2, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /// HikariCP reads it when a pool is created; 500 when it is not set.
    private static final String VALIDATED_AFTER_MILLIS = "com.zaxxer.hikari.aliveBypassWindowMs";

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, 2);
    private final FaultProxy proxy = FaultProxy.to(pooler.port());
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(proxy.through(pooler.url(database))), SETTINGS);
    private final Tidepool witness = Tidepool.of(DatabaseUrl.parse(server.url(database)), SETTINGS);

    @BeforeEach
    void table() {
        witness.update("create table note (id int not null, part int not null, unique (id, part))");
    }

    @AfterEach
    void close() {
        System.clearProperty(VALIDATED_AFTER_MILLIS);
        tidepool.close();
        witness.close();
        proxy.close();
        pooler.close();
    }

    @Test
    @DisplayName("R4 T24 a connection cut while idle is never seen by a caller")
    void aConnectionCutWhileIdleIsNeverSeen() {
        for (int i = 0; i < 100; i++) {
            assertThat(rows()).isZero();
            proxy.cutAll();
        }
        assertThat(rows()).isZero();
    }

    @Test
    @DisplayName(
            "R4 T24 a connection cut while idle is not seen when HikariCP validates it first, as after half a second")
    void aConnectionCutWhileIdleIsNeverSeenWhenHikariValidatesIt() {
        System.setProperty(VALIDATED_AFTER_MILLIS, "0");
        for (int i = 0; i < 10; i++) {
            assertThat(rows()).isZero();
            proxy.cutAll();
        }
        assertThat(rows()).isZero();
    }

    @Test
    @DisplayName("R9 T25 a single statement whose answer was lost is unknown, and never sent again")
    void aStatementWhoseAnswerWasLostIsNeverSentAgain() {
        assertThat(rows()).isZero();
        proxy.cutOnce(Cut.AFTER, "insert into note");

        assertThat(failure(() -> tidepool.update("insert into note values (1, 1)")))
                .isInstanceOf(DatabaseFailure.Unknown.class);

        assertThat(sent("insert into note")).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    @DisplayName("R9 a transaction lost before its COMMIT runs again from the start")
    void aTransactionLostBeforeItsCommitRunsAgain() {
        assertThat(rows()).isZero();
        proxy.cutOnce(Cut.AFTER, "insert into note");

        tidepool.write(transaction -> transaction.update("insert into note values (1, 1)"));

        assertThat(sent("insert into note")).isEqualTo(2);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    @DisplayName("R9 T26 a COMMIT whose answer was lost is unknown, and an idempotency key makes the repeat safe")
    void aLostCommitIsUnknownAndAKeyMakesTheRepeatSafe() {
        Transaction.Work<Integer> keyed =
                transaction -> transaction.update("insert into note values (1, 1) on conflict do nothing");
        assertThat(rows()).isZero();
        proxy.cutOnce(Cut.AFTER, "COMMIT");

        assertThat(failure(() -> tidepool.write(keyed))).isInstanceOf(DatabaseFailure.Unknown.class);
        assertThat(sent("insert into note")).isEqualTo(1);
        tidepool.write(keyed);

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    @DisplayName("T27 a transaction is applied whole or not at all, and as reported, in 300 random cuts")
    void aTransactionIsAppliedWholeOrNotAtAll() {
        var random = new Random(Seed.VALUE);
        String[] places = {"/*first*/", "/*second*/", "COMMIT", "never"};
        for (int id = 0; id < 300; id++) {
            proxy.cutOnce(random.nextBoolean() ? Cut.BEFORE : Cut.AFTER, places[random.nextInt(places.length)]);
            var reported = writeTwo(id);

            int parts = parts(id);
            assertThat(parts)
                    .as("%s, id %d, reported %s", Seed.replay(), id, reported)
                    .isIn(0, 2);
            if (reported.equals("done")) assertThat(parts).as(Seed.replay()).isEqualTo(2);
            else if (!reported.equals("Unknown"))
                assertThat(parts).as(Seed.replay()).isZero();
        }
    }

    @Test
    void afterABrokenConnectionTheNextCallProbes() {
        assertThat(rows()).isZero();
        assertThat(tidepool.state()).isInstanceOf(DatabaseState.Ready.class);
        proxy.cutOnce(Cut.AFTER, "insert into note");

        failure(() -> tidepool.update("insert into note values (1, 1)"));

        assertThat(tidepool.state()).isEqualTo(new DatabaseState.Idle());
        assertThat(tidepool.poolStats().idle()).isZero();
        assertThat(rows()).isEqualTo(1);
        assertThat(tidepool.state()).isInstanceOf(DatabaseState.Ready.class);
    }

    private String writeTwo(int id) {
        try {
            tidepool.write(transaction -> transaction.update("/*first*/ insert into note values (?, 1)", id)
                    + transaction.update("/*second*/ insert into note values (?, 2)", id));
            return "done";
        } catch (DatabaseException e) {
            return e.failure().getClass().getSimpleName();
        }
    }

    private static DatabaseFailure failure(Runnable work) {
        try {
            work.run();
            throw new AssertionError("The connection was cut");
        } catch (DatabaseException e) {
            return e.failure();
        }
    }

    private int rows() {
        return tidepool.list("select id from note", row -> 1).size();
    }

    /// What another client sees once the server has ended what the cut left open.
    private int parts(int id) {
        return witness.write(transaction -> {
            transaction.update("lock table note in access exclusive mode");
            return transaction
                    .list("select part from note where id = ?", row -> 1, id)
                    .size();
        });
    }

    private long sent(String words) {
        return proxy.statements().stream().filter(sql -> sql.contains(words)).count();
    }
}
