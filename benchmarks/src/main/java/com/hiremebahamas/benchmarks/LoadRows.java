package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How much each answers, how late the latest answers come, and what that leaves in memory.
final class LoadRows {

    /// Well below what the slowest of the peers can do.
    static final int PER_SECOND = 100;

    private static final String USER = "/api/users/500";
    private static final String JOBS = "/api/jobs?limit=20";

    /// Whoever brings credentials is answered anew; these are looked at by nothing on the way.
    static final String[] ANEW = {"Authorization: Bearer"};

    /// At most.
    private static final int WARM_SECONDS = 15;

    private final Rows rows;
    private final Contestants contestants;
    private final @Nullable Peers peers;
    private final int seconds;
    private final int rounds;
    private final Path images;
    private final Map<String, List<Double>> rates = new HashMap<>();

    LoadRows(Rows rows, Contestants contestants, @Nullable Peers peers, int seconds, int rounds, Path images) {
        this.rows = rows;
        this.contestants = contestants;
        this.peers = peers;
        this.seconds = seconds;
        this.rounds = rounds;
        this.images = images;
    }

    void health() throws IOException {
        var all = new ArrayList<>(List.of(contestants.site(), contestants.jetty()));
        if (peers != null) all.addAll(peers.all());
        try (var running = Group.start(all)) {
            for (int round = 0; round <= rounds; round++) {
                for (var one : running.all()) rate(one, "/health", round);
            }
        }
        rows.atLeast("/health : a bare Jetty handler", site("/health"), of(contestants.jetty(), "/health"), "/s", 0.7);
        if (peers != null) {
            rows.atLeast("/health : FastAPI", site("/health"), of(peers.fastApi(), "/health"), "/s", 15);
            rows.told("/health : FastAPI, uvloop", site("/health"), of(peers.fastApiInC(), "/health"), "/s");
            rows.told("/health : Fastify", site("/health"), of(peers.fastify(), "/health"), "/s");
            rows.told("/health : Spring Boot", site("/health"), of(peers.spring(), "/health"), "/s");
        }
    }

    void reads(Workspace work) throws IOException {
        var pgbench = new ArrayList<Double>();
        var cached = new ArrayList<Double>();
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var running = Group.start(withDatabase(database))) {
            if (peers != null) SameAnswers.check(running.all(), List.of(USER, JOBS));
            for (int round = 0; round <= rounds; round++) {
                for (var one : running.all()) {
                    rate(one, USER, round);
                    rate(one, JOBS, round);
                }
                double hits = Shell.wrk(running.first().url(JOBS), lasting(round));
                double floor =
                        Shell.pgbench(database.pgbench(), database.pooledUrl(), database.userQuery(), lasting(round));
                if (round > 0) {
                    cached.add(hits);
                    pgbench.add(floor);
                }
            }
            rows.atLeast("one user by id : pgbench", site(USER), Figures.median(pgbench), "/s", 0.4);
            rows.atLeast("newest 20 jobs, uncached : one user by id", site(JOBS), site(USER), "/s", 0.6);
            if (peers != null) {
                against(peers, Figures.median(cached));
                draw(peers, Figures.median(cached), Figures.median(pgbench));
            }
            tails(running);
            rows.limit("resident memory after load", running.first().residentMiB(), "MiB", 200);
        }
    }

    private void against(Peers peers, double cached) {
        rows.atLeast("one user by id : FastAPI", site(USER), of(peers.fastApi(), USER), "/s", 12);
        rows.atLeast("one user by id : Spring Boot", site(USER), of(peers.spring(), USER), "/s", 1.5);
        rows.told("one user by id : FastAPI, uvloop", site(USER), of(peers.fastApiInC(), USER), "/s");
        rows.told("one user by id : Fastify", site(USER), of(peers.fastify(), USER), "/s");
        rows.atLeast("newest 20 jobs, uncached : FastAPI", site(JOBS), of(peers.fastApi(), JOBS), "/s", 10);
        rows.atLeast("newest 20 jobs, uncached : Spring Boot", site(JOBS), of(peers.spring(), JOBS), "/s", 2);
        rows.told("newest 20 jobs, uncached : FastAPI, uvloop", site(JOBS), of(peers.fastApiInC(), JOBS), "/s");
        rows.told("newest 20 jobs, uncached : Fastify", site(JOBS), of(peers.fastify(), JOBS), "/s");
        rows.atLeast("newest 20 jobs, cached : FastAPI", cached, of(peers.fastApi(), JOBS), "/s", 80);
    }

    private void draw(Peers peers, double cached, double pgbench) throws IOException {
        var lists = new Chart("The newest 20 jobs, answers a second", "");
        lists.ours("from memory", cached).ours("from the database", site(JOBS));
        for (var peer : peers.all()) lists.other(peer.name(), of(peer, JOBS));
        lists.write(images.resolve("lists.svg"));

        var costs = new Chart("What one answer costs of this machine", "µs");
        costs.other("a bare Jetty handler", 1e6 / of(contestants.jetty(), "/health"));
        costs.ours("/health", 1e6 / site("/health")).ours("20 jobs from memory", 1e6 / cached);
        costs.other("pgbench, one row", 1e6 / pgbench);
        costs.ours("a user by id", 1e6 / site(USER)).ours("20 jobs", 1e6 / site(JOBS));
        costs.write(images.resolve("costs.svg"));
    }

    private void tails(Group running) throws IOException {
        for (var path : List.of("/health", USER, JOBS)) {
            var ours = Probe.at(running.first().port(), path, PER_SECOND, seconds, ANEW);
            for (var one : running.others()) {
                var theirs = Probe.at(one.port(), path, PER_SECOND, seconds, ANEW);
                rows.told("p99 of " + path + " : " + one.name(), ours.p99(), theirs.p99(), "ms");
            }
        }
    }

    private List<Contestant> withDatabase(BenchDatabase database) {
        var all = new ArrayList<>(List.of(contestants.site().with("", database.environment())));
        if (peers != null) {
            var environment = Peers.environment(database.pooledUrl());
            peers.all().forEach(peer -> all.add(peer.with("", environment)));
        }
        return all;
    }

    /// The first round only warms up: until the compiler has done its work, a rate says how busy the compiler is.
    private void rate(Contestant.Running one, String path, int round) throws IOException {
        double rate = Shell.wrk(one.url(path), lasting(round), ANEW);
        if (round > 0) {
            rates.computeIfAbsent(one.name() + path, _ -> new ArrayList<>()).add(rate);
        }
    }

    private int lasting(int round) {
        return round == 0 ? Math.min(WARM_SECONDS, 2 * seconds) : seconds;
    }

    private double site(String path) {
        return of(contestants.site(), path);
    }

    private double of(Contestant contestant, String path) {
        return Figures.median(Objects.requireNonNull(rates.get(contestant.name() + path)));
    }
}
