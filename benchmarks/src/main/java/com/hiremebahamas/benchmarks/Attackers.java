package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Runs attacks until it is killed, in a process of its own: `Attackers port share kind…`, where the share is
/// `alone` or `together`.
final class Attackers implements AutoCloseable {

    /// All at the same moment would measure how fast two cores open sockets.
    private static final int BEGIN_MILLIS = 10_000;

    private final Process process;

    private Attackers(Process process) {
        this.process = process;
    }

    /// @param token of [BenchAccount#ATTACKER]
    static Attackers start(int port, List<AttackKind> kinds, String token) throws IOException {
        var command = new ArrayList<>(Contestants.java("Attackers", "-Xmx2g"));
        command.add(Integer.toString(port));
        command.add(kinds.size() == 1 ? "alone" : "together");
        for (var kind : kinds) command.add(kind.name());
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ATTACKER_TOKEN", token);
        return new Attackers(builder.start());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        for (int i = 2; i < arguments.length; i++) {
            var kind = AttackKind.valueOf(arguments[i]);
            int count = arguments[1].equals("alone") ? kind.alone() : kind.together();
            for (int n = 0; n < count; n++) Thread.ofVirtual().start(() -> begin(kind, port));
        }
        Thread.currentThread().join();
    }

    private static void begin(AttackKind kind, int port) {
        pause(0, BEGIN_MILLIS);
        repeat(kind, port);
    }

    /// An attacker who is sent away comes again within some seconds: all of them at once would take the
    /// cores that the server is on.
    private static void repeat(AttackKind kind, int port) {
        while (!Thread.currentThread().isInterrupted()) {
            try (var connection = new AttackConnection(port)) {
                kind.attack(connection);
            } catch (IOException e) {
                // closed by the server
            }
            pause(2_000, 8_000);
        }
    }

    private static void pause(int least, int most) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(least, most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
