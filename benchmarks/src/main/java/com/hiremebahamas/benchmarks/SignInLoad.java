package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Closed-loop load of sign-ins with a wrong password, until closed.
///
/// Each attempt has a client address of its own, as a proxy would report it: the site allows 30 attempts from one
/// address in 15 minutes.
final class SignInLoad implements AutoCloseable {

    /// More than the one or two hashes that run at once, fewer than the 32 that may wait: the site always has a
    /// password to check, and rejects none.
    private static final int CLIENTS = 8;

    private final URI login;
    private final List<String> emails;
    private final AtomicInteger attempts;
    private final AtomicInteger answered = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Void>> running = new ArrayList<>();
    private volatile boolean closed;

    /// @param attempts counts attempts across loads, so that no client address repeats
    SignInLoad(Contestant.Running site, List<String> emails, AtomicInteger attempts) {
        this.login = URI.create(site.url("/api/auth/login"));
        this.emails = emails;
        this.attempts = attempts;
        for (int i = 0; i < CLIENTS; i++) running.add(clients.submit(this::signInUntilClosed));
    }

    /// Attempts answered 401, each after one hash.
    int answered() {
        return answered.get();
    }

    private Void signInUntilClosed() throws IOException, InterruptedException {
        while (!closed) {
            int status = client.send(attempt(attempts.getAndIncrement()), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 401) answered.incrementAndGet();
        }
        return null;
    }

    /// Its client address is from 198.18.0.0/15, which RFC 2544 reserves for benchmarks.
    private HttpRequest attempt(int number) {
        var json = "{\"email\":\"%s\",\"password\":\"not the password\"}".formatted(emails.get(number % emails.size()));
        var address = "198.%s.%s.%s".formatted(18 + (number >> 16), (number >> 8) & 255, number & 255);
        return HttpRequest.newBuilder(login)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    /// @throws IllegalStateException when an attempt got no response
    @Override
    public void close() {
        closed = true;
        clients.close();
        client.close();
        running.forEach(Future::resultNow);
    }
}
