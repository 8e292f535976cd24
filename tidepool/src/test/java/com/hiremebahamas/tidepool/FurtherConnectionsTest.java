package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.FakePostgres;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Eight callers on three connections that work, while no further one can be opened.
class FurtherConnectionsTest {

    private static final int OPEN = 3;
    private static final int CALLERS = 8;
    private static final int CALLS = 200;

    private static final PoolSettings EIGHT = new PoolSettings(
            CALLERS,
            0,
            Duration.ofSeconds(60),
            Duration.ofSeconds(300),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60));

    private static final TimeSource STANDING =
            new TimeSource(InstantSource.fixed(Instant.EPOCH), () -> 0, ThreadLocalRandom::current, Thread::sleep);

    private final List<DatabaseFailure> opened = new CopyOnWriteArrayList<>();
    private final AtomicInteger failedConnects = new AtomicInteger();
    private final TidepoolListener listener = new TidepoolListener() {
        @Override
        public void breakerOpened(DatabaseFailure failure, Duration pause) {
            opened.add(failure);
        }

        @Override
        public void connectFailed(DatabaseFailure failure, Duration took) {
            failedConnects.incrementAndGet();
        }
    };

    @ParameterizedTest
    @CsvSource({
        "53300, sorry too many clients already",
        "08P01, no more connections allowed (max_client_conn)",
        "08P01, words of a pooler that nobody has seen before",
        "57P03, the database system is starting up",
        "XX000, MaxClientsInSessionMode: max clients reached",
        "28P01, password authentication failed for user \"site\"",
        "3D000, database \"jobs\" does not exist",
        "08P01, tenant or user not found"
    })
    @DisplayName("T42 every call is answered over the connections that work, and few attempts are made to open others")
    void everyCallIsAnsweredOverTheConnectionsThatWork(String state, String words) throws Exception {
        try (var server = FakePostgres.start();
                var tidepool = new Tidepool(DatabaseUrl.parse(server.url()), EIGHT, listener, STANDING)) {
            open(tidepool);
            server.refuse(state, words);

            callAll(tidepool);

            assertThat(opened).isEmpty();
            assertThat(tidepool.state()).isInstanceOfAny(DatabaseState.Degraded.class, DatabaseState.Ready.class);
            // The window of the first failed attempt never ends, because the time stands still.
            assertThat(failedConnects.get()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    @DisplayName("T42 every call is answered while a real server refuses further connections of the role")
    void everyCallIsAnsweredWhileTheRoleIsFull() throws Exception {
        var server = PostgresServer.shared();
        var database = server.createDatabase();
        server.execute("create role " + database + " login connection limit " + OPEN);
        var url = server.url(database).replaceFirst("//[^@]*@", "//" + database + "@");
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), EIGHT, listener)) {
            callAll(tidepool);

            assertThat(opened).isEmpty();
            assertThat(tidepool.poolStats().idle()).isLessThanOrEqualTo(OPEN);
        }
    }

    @Test
    @DisplayName("T42 when the connections that worked are gone, the next call probes, whatever was refused before")
    void whenNoConnectionIsLeftTheNextCallProbes() throws Exception {
        var server = PostgresServer.shared();
        var database = server.createDatabase();
        server.execute("create role " + database + " login connection limit 1");
        var url = server.url(database).replaceFirst("//[^@]*@", "//" + database + "@");
        try (var network = FaultProxy.to(server.port());
                var tidepool = new Tidepool(DatabaseUrl.parse(network.through(url)), EIGHT, listener, STANDING)) {
            callWhileTheOnlyConnectionIsInUse(tidepool);
            assertThat(tidepool.state()).isInstanceOf(DatabaseState.Degraded.class);

            network.cutAll();

            assertThat(tidepool.list("select 1", _ -> 1)).hasSize(1);
            assertThat(tidepool.state()).isInstanceOf(DatabaseState.Ready.class);
        }
    }

    private void callWhileTheOnlyConnectionIsInUse(Tidepool tidepool) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = new AtomicReference<@Nullable Future<?>>();
            tidepool.useReadOnlyTransaction(transaction -> {
                transaction.list("select 1", _ -> 1);
                second.set(threads.submit(() -> tidepool.list("select 1", _ -> 1)));
                Awaitility.await().until(() -> failedConnects.get() > 0);
            });
            requireNonNull(second.get()).get();
        }
    }

    /// Three connections at once.
    private static void open(Tidepool tidepool) throws Exception {
        var all = new CyclicBarrier(OPEN);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = new ArrayList<Future<?>>();
            for (int i = 0; i < OPEN; i++)
                reads.add(threads.submit(() -> tidepool.useReadOnlyTransaction(transaction -> {
                    transaction.list("select 1", _ -> 1);
                    await(all);
                })));
            for (var read : reads) read.get();
        }
    }

    private static void callAll(Tidepool tidepool) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLERS; i++)
                callers.add(threads.submit(() -> {
                    for (int call = 0; call < CALLS; call++) tidepool.list("select 1", _ -> 1);
                }));
            for (var caller : callers) caller.get();
        }
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
