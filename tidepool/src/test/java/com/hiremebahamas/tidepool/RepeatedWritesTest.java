package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.FaultProxy.Cut;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.tidepool.url.Seed;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Counts what became of writes whose connections were cut before, in and after COMMIT, through a real pooler, when
/// everybody repeats what was not answered.
class RepeatedWritesTest {

    private static final PoolSettings SETTINGS = new PoolSettings(
            8, 0, Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(5));
    private static final int WRITERS = 8;
    private static final List<String> PLACES = List.of("/*key*/", "/*entry*/", "COMMIT");

    /// One write in so many meets a cut at a chosen place, and one in many more sees every connection cut.
    private static final int TRAP_IN = 10;

    private static final int CUT_ALL_IN = 200;

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, WRITERS);
    private final FaultProxy proxy = FaultProxy.to(pooler.port());
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(proxy.through(pooler.url(database))), SETTINGS);
    private final Tidepool witness = Tidepool.of(DatabaseUrl.parse(server.url(database)), SETTINGS);
    private final AtomicInteger repeated = new AtomicInteger();

    @BeforeEach
    void tables() {
        witness.update("create table key (id int primary key)");
        witness.update("create table entry (id int not null)");
    }

    @AfterEach
    void close() {
        tidepool.close();
        witness.close();
        proxy.close();
        pooler.close();
    }

    @Test
    @DisplayName("R9 T26 of 10,000 writes with a key, cut at random and repeated until answered, none is lost and "
            + "none applied twice")
    void withAKeyNothingIsLostAndNothingTwice() throws Exception {
        write(
                10_000,
                id -> tidepool.write(transaction -> {
                    if (transaction.update("/*key*/ insert into key values (?) on conflict do nothing", id) == 0)
                        return 0;
                    return transaction.update("/*entry*/ insert into entry values (?)", id);
                }));

        assertThat(entries()).as(Seed.replay()).isEqualTo(10_000);
        assertThat(twice()).as(Seed.replay()).isZero();
        assertThat(repeated.get()).as(Seed.replay()).isGreaterThan(200);
    }

    @Test
    @DisplayName("without the key the same writes are applied twice, so the count would have shown it")
    void withoutTheKeySomeAreAppliedTwice() throws Exception {
        write(
                1_000,
                id -> tidepool.write(transaction -> transaction.update("/*entry*/ insert into entry values (?)", id)));

        assertThat(twice()).as(Seed.replay()).isPositive();
    }

    private interface Write {
        void of(int id);
    }

    private void write(int count, Write write) throws Exception {
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                        var random = new SplittableRandom(Seed.VALUE + writer);
                        for (int id = writer; id < count; id += WRITERS) untilAnswered(write, id, random);
                    }))
                    .toList();
            for (var writer : writers) writer.get();
        }
        proxy.cutAll();
    }

    private void untilAnswered(Write write, int id, SplittableRandom random) {
        if (random.nextInt(TRAP_IN) == 0) {
            proxy.cutOnce(random.nextBoolean() ? Cut.BEFORE : Cut.AFTER, PLACES.get(random.nextInt(PLACES.size())));
        }
        if (random.nextInt(CUT_ALL_IN) == 0) proxy.cutAll();
        while (!answered(write, id)) repeated.incrementAndGet();
    }

    private static boolean answered(Write write, int id) {
        try {
            write.of(id);
            return true;
        } catch (DatabaseException e) {
            return switch (e.failure()) {
                case DatabaseFailure.Unreachable _,
                        DatabaseFailure.NotReady _,
                        DatabaseFailure.Undone _,
                        DatabaseFailure.Unknown _,
                        DatabaseFailure.TimedOut _ -> false;
                case DatabaseFailure.NotConfigured _, DatabaseFailure.Misconfigured _, DatabaseFailure.Rejected _ ->
                    throw e;
            };
        }
    }

    /// The lock waits until the server has ended what the cuts left open.
    private int entries() {
        return witness.write(transaction -> {
            transaction.update("lock table entry in access exclusive mode");
            return transaction
                    .one("select count(distinct id) from entry", row -> row.getInt(1))
                    .orElseThrow();
        });
    }

    private int twice() {
        return witness.one(
                        "select count(*) from (select 1 from entry group by id having count(*) > 1) as twice",
                        row -> row.getInt(1))
                .orElseThrow();
    }
}
