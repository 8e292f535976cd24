package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Mutual exclusion behind a pooler with fewer server connections than clients.
class LeaseLockTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration OVER = Duration.ZERO;

    private final PostgresServer server = PostgresServer.shared();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, 2);
    private final DatabaseUrl url = DatabaseUrl.parse(pooler.url(server.createDatabase()));
    private final Tidepool ann = Tidepool.of(url, PoolSettings.DEFAULT);
    private final Tidepool bo = Tidepool.of(url, PoolSettings.DEFAULT);
    private final LeaseLock annsLock = new LeaseLock(ann, "lease", "ann");
    private final LeaseLock bosLock = new LeaseLock(bo, "lease", "bo");

    @BeforeEach
    void table() {
        ann.update("create table lease "
                + "(name text primary key, holder text not null, term bigint not null, ends timestamptz not null)");
    }

    @AfterEach
    void close() {
        ann.close();
        bo.close();
        pooler.close();
    }

    @Test
    @DisplayName("T9 of two clients that want one lock in their transactions, one gets it, until it ends")
    void oneOfTwoGetsTheLockOfATransaction() {
        ann.useTransaction(mine -> {
            assertThat(mine.tryLock("digest")).isTrue();
            assertThat(bo.<Boolean>write(theirs -> theirs.tryLock("digest"))).isFalse();
            assertThat(bo.<Boolean>write(theirs -> theirs.tryLock("something else")))
                    .isTrue();
        });

        assertThat(bo.<Boolean>write(theirs -> theirs.tryLock("digest"))).isTrue();
    }

    @Test
    @DisplayName("T9 a lock is held by one transaction at a time")
    void aLockIsHeldByOneTransactionAtATime() throws Exception {
        var inside = new AtomicInteger();
        Callable<Integer> work = () -> ann.write(transaction -> {
            transaction.lock("digest");
            int together = inside.incrementAndGet();
            transaction.list("select pg_sleep(0.01)", _ -> 1);
            inside.decrementAndGet();
            return together;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(20, work)))
                assertThat(answer.get()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("T9 of fifty holders that take one lease at once, one gets it")
    void oneOfManyGetsALease() throws Exception {
        var numbers = new AtomicInteger();
        Callable<Boolean> take = () -> new LeaseLock(ann, "lease", "holder " + numbers.incrementAndGet())
                .take("digest", LONG)
                .isPresent();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int winners = 0;
            for (var answer : threads.invokeAll(Collections.nCopies(50, take))) if (answer.get()) winners++;
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void aLeaseIsHeldUntilItsEndAndThenAnothersWithAHigherTerm() {
        var first = annsLock.take("digest", LONG).orElseThrow();
        assertThat(bosLock.take("digest", LONG)).isEmpty();
        assertThat(annsLock.renew(first, OVER)).isTrue();

        var second = bosLock.take("digest", LONG).orElseThrow();

        assertThat(second.term()).isGreaterThan(first.term());
        assertThat(annsLock.renew(first, LONG)).isFalse();
        annsLock.release(first);
        assertThat(annsLock.take("digest", LONG)).isEmpty();
    }

    @Test
    void aLeaseThatIsOverCannotBeRenewed() {
        var held = annsLock.take("digest", OVER).orElseThrow();

        assertThat(annsLock.renew(held, LONG)).isFalse();
    }

    @Test
    void anEarlierTermOfTheSameHolderCanNeitherBeRenewedNorReleased() {
        var earlier = annsLock.take("digest", LONG).orElseThrow();
        var held = annsLock.take("digest", LONG).orElseThrow();

        assertThat(annsLock.renew(earlier, OVER)).isFalse();
        annsLock.release(earlier);

        assertThat(bosLock.take("digest", LONG)).isEmpty();
        assertThat(annsLock.renew(held, LONG)).isTrue();
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() {
        annsLock.release(annsLock.take("digest", LONG).orElseThrow());

        assertThat(bosLock.take("digest", LONG)).isPresent();
    }

    @Test
    void theHolderMayTakeItsLeaseAgain() {
        var first = annsLock.take("digest", LONG).orElseThrow();

        assertThat(annsLock.take("digest", LONG).orElseThrow().term()).isGreaterThan(first.term());
    }
}
