package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Tidepool costs in threads: waiting callers use no processor time, and no thread is leaked.
class ThreadsTest {

    private static final int CALLERS = 10_000;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private static final PoolSettings EIGHT = new PoolSettings(
            8, 0, Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(30));

    private static final PoolSettings SHORT_CONNECT_TIMEOUT = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    @DisplayName(
            "T41 10,000 virtual threads on 8 connections are answered, pin no carrier thread, use no processor waiting")
    void tenThousandCallersOnEightConnectionsAreAnswered(@TempDir Path folder) throws Exception {
        var server = PostgresServer.shared();
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), EIGHT);
                var recording = new Recording()) {
            recording.enable(PINNED).withoutThreshold().withStackTrace();
            recording.start();
            // The JDK pins a thread that loads a class or waits for its initializer: only at the first use, here.
            answer(100, tidepool);
            var start = Instant.now();

            answer(CALLERS, tidepool);

            assertThat(pinnedInTidepool(recording, start, folder)).isEmpty();
        }
    }

    /// So many callers wait for eight connections in use, without using the processor, and are answered then.
    private void answer(int callers, Tidepool tidepool) throws Exception {
        var release = new CountDownLatch(1);
        try {
            var holders = submit(8, () -> tidepool.read(_ -> released(release)));
            await().until(() -> tidepool.poolStats().active() == 8);
            var answers =
                    submit(callers, () -> tidepool.list("select 1", row -> 1).size());
            await().until(() -> tidepool.poolStats().waiting() == callers);

            // Callers that spin would never leave the processor idle; the compiler's threads end by themselves.
            await().until(() -> processorTimeOf(Duration.ofSeconds(2)).toMillis() < 1_000);
            release.countDown();

            for (var holder : holders) assertThat(holder.get()).isEqualTo(1);
            for (var answer : answers) assertThat(answer.get()).isEqualTo(1);
        } finally {
            release.countDown();
        }
    }

    @Test
    @DisplayName("T21 after a hundred tries of a server that accepts and stays mute no thread of them is left")
    void afterAHundredTriesNoThreadIsLeft() throws Exception {
        try (var mute = MuteServer.open()) {
            var url = "postgresql://ann:pw@127.0.0.1:" + mute.port() + "/site?sslmode=disable";
            var tidepools = IntStream.range(0, 100)
                    .mapToObj(_ -> Tidepool.of(DatabaseUrl.parse(url), SHORT_CONNECT_TIMEOUT))
                    .toList();
            var failures = tidepools.stream()
                    .map(tidepool -> threads.submit(failing(tidepool)))
                    .toList();
            // The driver gives each attempt with a limit a thread of its own.
            await().until(() -> named("PostgreSQL JDBC driver connection") > 0);
            for (var failure : failures) assertThat(failure.get()).isInstanceOf(DatabaseFailure.Unreachable.class);

            await().until(() -> named("PostgreSQL JDBC driver connection") == 0);
            tidepools.forEach(Tidepool::close);
            await().until(() -> named("tidepool") == 0);
        }
    }

    private static Callable<DatabaseFailure> failing(Tidepool tidepool) {
        return () -> {
            try {
                tidepool.list("select 1", row -> 1);
                throw new AssertionError("The server says nothing");
            } catch (DatabaseException e) {
                return e.failure();
            }
        };
    }

    private static long named(String beginning) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(beginning))
                .count();
    }

    private List<Future<Integer>> submit(int times, Callable<Integer> work) {
        return IntStream.range(0, times).mapToObj(_ -> threads.submit(work)).toList();
    }

    private static int released(CountDownLatch release) {
        try {
            release.await();
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Duration processorTimeOf(Duration pause) {
        var before = processorTime();
        await().pollDelay(pause).until(() -> true);
        return processorTime().minus(before);
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    /// The stacks of pinned threads that have a frame of Tidepool; the JDK's own are not its business.
    private static List<List<String>> pinnedInTidepool(Recording recording, Instant start, Path folder)
            throws IOException {
        recording.stop();
        var file = folder.resolve("pinned.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(PINNED))
                .filter(event -> event.getStartTime().isAfter(start))
                .map(ThreadsTest::frames)
                .filter(frames -> frames.stream().anyMatch(frame -> frame.startsWith("com.hiremebahamas.tidepool.")))
                .toList();
    }

    private static List<String> frames(RecordedEvent event) {
        return event.getStackTrace().getFrames().stream()
                .map(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .toList();
    }
}
