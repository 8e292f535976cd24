package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// Requests that come at a steady rate whatever becomes of those before, each on a connection of its own, as from as
/// many phones.
final class Flood {

    private final List<Answer> answers;
    private final double seconds;

    /// What came of one request. A status of 0 is a connection that broke.
    private record Answer(int status, double millis) {}

    private Flood(List<Answer> answers, double seconds) {
        this.answers = answers;
        this.seconds = seconds;
    }

    static Flood at(Contestant.Running running, String path, int perSecond, int seconds) {
        var request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer\r\n"
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var coming = new ArrayList<Future<Answer>>();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < perSecond * seconds; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                coming.add(threads.submit(() -> once(running.port(), request, due)));
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        return new Flood(coming.stream().map(Future::resultNow).toList(), took);
    }

    private static Answer once(int port, byte[] request, long due) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request);
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Answer(
                    answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer, 9, 12, 10) : 0,
                    (System.nanoTime() - due) / 1e6);
        } catch (IOException e) {
            return new Answer(0, (System.nanoTime() - due) / 1e6);
        }
    }

    /// How many were answered 200 a second, until the last was answered.
    double served() {
        return count(200) / seconds;
    }

    int count(int status) {
        return (int)
                answers.stream().filter(answer -> answer.status() == status).count();
    }

    /// Milliseconds that all but one in a hundred of the answers of this kind took; 0 when there was none.
    double p99(int status) {
        var sorted = answers.stream()
                .filter(answer -> answer.status() == status)
                .map(Answer::millis)
                .sorted()
                .toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100));
    }
}
