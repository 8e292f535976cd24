package com.hiremebahamas.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/// A real Redis on a free port, that can be killed, suspended and started again.
public final class TestRedis implements AutoCloseable {

    private final int port = freePort();
    private final List<String> settings;
    private Process process;

    /// @param settings lines of its configuration, such as `maxmemory 1mb`
    public TestRedis(String... settings) {
        this.settings = List.of(settings);
        this.process = run();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /// At once, as the kernel would.
    public void kill() {
        process.destroyForcibly();
        waitFor(process);
    }

    /// On the same port, with nothing in it.
    public void start() {
        process = run();
    }

    /// It keeps its connections and answers nothing.
    public void suspend() {
        signal("-STOP");
    }

    /// It answers again, first what waited.
    public void resume() {
        signal("-CONT");
    }

    /// Changes one setting while it runs.
    public void configure(String name, String value) {
        run(redis -> redis.configSet(name, value));
    }

    /// Runs commands on a connection of their own, and returns their result.
    public <T> T run(Function<RedisCommands<String, byte[]>, T> commands) {
        var client = RedisClient.create(url());
        try (var connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            return commands.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ZERO);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Process run() {
        try {
            var command = new ArrayList<String>();
            command.add(Executable.FILE.toString());
            command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
            for (var setting : settings) {
                int space = setting.indexOf(' ');
                command.addAll(List.of("--" + setting.substring(0, space), setting.substring(space + 1)));
            }
            var started = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = started.inputReader();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("Ready to accept connections")) return started;
            }
            throw new IllegalStateException("Redis did not start");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        try {
            waitFor(new ProcessBuilder("kill", signal, Long.toString(process.pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) throw new IllegalStateException("It does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The server's binary out of the test library, unpacked once a JVM.
    private static final class Executable {
        static final Path FILE = unpack();

        private static Path unpack() {
            try {
                return ExecutableProvider.newJarResourceProvider().get().toPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
