package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/// Someone who reads mostly, and once in each cycle of requests signs in and posts a job.
final class HonestPerson {

    private final HonestConnection client;
    private final int cycle;
    private final int pauseMillis;
    private BenchAccount account;
    private int number;

    /// @param cycle in requests, at least 20 s long: one account may post 40 jobs an hour and sign in 60 times
    ///              in a quarter of one
    /// @param pauseMillis between two requests, on average
    HonestPerson(HonestConnection client, BenchAccount account, int cycle, int pauseMillis) {
        this.client = client;
        this.account = account;
        this.cycle = cycle;
        this.pauseMillis = pauseMillis;
        this.number = ThreadLocalRandom.current().nextInt(cycle);
    }

    int randomPause() {
        return ThreadLocalRandom.current().nextInt(pauseMillis / 2, pauseMillis * 3 / 2);
    }

    String nextRequest() {
        int place = number++ % cycle;
        if (place == 0) return AttackKind.json("/api/auth/login", account.credentials(), "");
        if (place == 2) return AttackKind.json("/api/jobs", BenchAccount.job("Five evenings."), account.token());
        var path = switch (number % 3) {
            case 0 -> "/jobs";
            case 1 -> "/jobs/" + ThreadLocalRandom.current().nextInt(1, 1_000);
            default -> number % 2 == 0 ? "/api/jobs?q=captain" : "/api/jobs?limit=100";
        };
        // The long list comes uncompressed: more than the buffers of the sockets hold.
        var encoding = path.endsWith("limit=100") ? "" : "Accept-Encoding: gzip\r\n";
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + encoding + "Connection: close\r\n\r\n";
    }

    /// Empty when the response was the right one.
    String send(String request) {
        try {
            var answer = client.exchange(request);
            if (answer.status() >= 400) return Integer.toString(answer.status());
            account = account.signedIn(answer.text());
            return "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
