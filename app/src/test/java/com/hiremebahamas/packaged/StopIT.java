package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the packaged program ends.
class StopIT {

    @Test
    @DisplayName("R15 SIGTERM ends an idle program with exit 0")
    void sigtermEndsAnIdleProgram() {
        try (var program = PackagedProgram.ready(Map.of())) {
            program.terminate();

            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    @DisplayName("R15 SIGTERM during the boot ends it as well")
    void sigtermDuringTheBootEndsIt() {
        try (var program = PackagedProgram.serving(Map.of())) {
            program.terminate();

            assertThat(program.exitCode()).isZero();
        }
    }

    /// Before the first line of `main` the JVM ends by itself, with 143. The log of the JVM tells how far it
    /// was.
    @RepeatedTest(20)
    @DisplayName("R15 SIGTERM ends it from the first line on")
    void sigtermEndsItFromTheFirstLineOn(@TempDir Path folder) throws IOException {
        var classes = folder.resolve("classes.log");
        var options = "-Xlog:class+init=info:file=" + classes + "::filecount=0";
        try (var program = PackagedProgram.start(Map.of("JAVA_OPTS", options))) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(100_000))
                    .until(() -> has(classes, "Main'"));
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(10_000_000));

            program.terminate();

            if (program.exitCode() != 0) assertThat(classes).content().doesNotContain("hiremebahamas/config/");
            assertThat(program.exitCode()).isIn(0, 143);
        }
    }

    private static boolean has(Path log, String text) throws IOException {
        return Files.exists(log) && Files.readString(log).contains("hiremebahamas/" + text);
    }

    @Test
    @DisplayName("R15 R19 SIGTERM under load loses no accepted request")
    void sigtermUnderLoadLosesNoAcceptedRequest() throws Exception {
        try (var server = PostgresServer.start()) {
            var url = server.url(server.createDatabase());
            try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", url))) {
                assertThat(migration.exitCode()).isZero();
            }
            // A busy machine may not run a client for longer than the default keep-alive.
            try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url, "KEEP_ALIVE", "600"));
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                var stop = new AtomicBoolean();
                var answered = new AtomicInteger();
                var tallies = IntStream.range(0, 50)
                        .mapToObj(_ -> clients.submit(() -> lostBy(program.port(), answered, stop)))
                        .toList();
                await().until(() -> answered.get() > 1000);

                program.terminate();

                assertThat(program.exitCode()).isZero();
                stop.set(true);
                assertThat(sum(tallies))
                        .as("requests that were accepted and not answered")
                        .isZero();
            }
        }
    }

    /// Asks again and again on fresh and kept connections; counts requests whose answer began and did not end,
    /// and those that were not answered though the server had accepted the connection.
    private static int lostBy(int port, AtomicInteger answered, AtomicBoolean stop) {
        int lost = 0;
        while (!stop.get()) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
                lost += lostOn(socket, answered);
            } catch (IOException e) {
                return lost; // refused: nobody listens any more, nothing was accepted
            }
        }
        return lost;
    }

    private static int lostOn(Socket socket, AtomicInteger answered) {
        int answers = 0;
        try {
            while (answers < 20) {
                ask(socket);
                var head = head(socket);
                socket.getInputStream().skipNBytes(length(head));
                answered.incrementAndGet();
                answers++;
                if (head.contains("connection: close")) return 0;
            }
            return 0;
        } catch (SocketException e) {
            // Reset before the first answer: it waited in the kernel when the listener closed, and was never accepted.
            return answers == 0 ? 0 : 1;
        } catch (IOException e) {
            return 1;
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /api/jobs HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) throw new EOFException("closed without an answer");
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static int length(String head) {
        var found = Pattern.compile("content-length: (\\d+)").matcher(head);
        if (!found.find()) throw new IllegalStateException("No length in " + head);
        return Integer.parseInt(found.group(1));
    }

    private static int sum(List<Future<Integer>> tallies) throws ExecutionException, InterruptedException {
        int sum = 0;
        for (var tally : tallies) sum += tally.get();
        return sum;
    }
}
