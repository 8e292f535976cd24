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

/// People who sign in without a pause, with the wrong password, until closed: as many as the site checks passwords.
///
/// Each tries from an address of its own, as a proxy in front would report it: one alone may try thirty times in a
/// quarter of an hour.
final class SignIns implements AutoCloseable {

    /// More than the one or two passwords that are checked at once, fewer than the 32 that may wait: the site is never
    /// without one to check, and refuses none.
    private static final int AT_ONCE = 8;

    private final URI login;
    private final List<String> emails;
    private final AtomicInteger asked;
    private final AtomicInteger answered = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Void>> trying = new ArrayList<>();
    private volatile boolean over;

    /// @param asked counts them, so that nobody comes twice
    SignIns(Contestant.Running site, List<String> emails, AtomicInteger asked) {
        this.login = URI.create(site.url("/api/auth/login"));
        this.emails = emails;
        this.asked = asked;
        for (int i = 0; i < AT_ONCE; i++) trying.add(people.submit(this::tryAgainAndAgain));
    }

    /// How many were told that the password is wrong, which takes a hash to know.
    int answered() {
        return answered.get();
    }

    private Void tryAgainAndAgain() throws IOException, InterruptedException {
        while (!over) {
            int status = client.send(attempt(asked.getAndIncrement()), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 401) answered.incrementAndGet();
        }
        return null;
    }

    /// From 198.18.0.0/15, which RFC 2544 keeps for measuring.
    private HttpRequest attempt(int number) {
        var json = "{\"email\":\"%s\",\"password\":\"not the password\"}".formatted(emails.get(number % emails.size()));
        var address = "198.%d.%d.%d".formatted(18 + (number >> 16), (number >> 8) & 255, number & 255);
        return HttpRequest.newBuilder(login)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    /// @throws IllegalStateException when one of them had no answer
    @Override
    public void close() {
        over = true;
        people.close();
        client.close();
        trying.forEach(Future::resultNow);
    }
}
