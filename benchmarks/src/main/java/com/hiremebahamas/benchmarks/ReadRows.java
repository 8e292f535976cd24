package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much each reads from the database, how late the latest answers come, and what that leaves in memory.
record ReadRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, Pace pace, Wrk wrk, Path images) {

    private static final String CACHED = "from memory";
    private static final String PGBENCH = "pgbench";

    /// @param health of everybody, for the chart
    void add(Workspace work, Sheet health) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var running = Group.start(withDatabase(database))) {
            SameAnswers.check(
                    running.all(), List.of(Ask.user(1), Ask.user(500), Ask.user(Ask.USERS), Ask.JOBS.path(0)));
            var rates = pace.measure((sheet, seconds) -> round(database, running, sheet, seconds));
            rows.atLeast("one user by id : pgbench", site(rates, Ask.USER), rates.median(PGBENCH, Ask.USER), "/s", 0.4);
            rows.atLeast(
                    "newest 20 jobs, uncached : one user by id",
                    site(rates, Ask.JOBS),
                    site(rates, Ask.USER),
                    "/s",
                    0.6);
            if (peers != null) {
                against(peers, rates);
                draw(peers, rates, health);
            }
            new AloneRows(rows, contestants, peers, new Pace(pace.rounds(), 2), wrk).add(database, running);
            new TailRows(rows, running).add(pace.seconds());
            rows.limit("resident memory after load", running.first().residentMiB(), "MiB", 200);
        }
    }

    private void round(BenchDatabase database, Group running, Sheet sheet, int seconds) throws IOException {
        for (var one : running.all()) {
            for (var ask : List.of(Ask.USER, Ask.JOBS)) {
                sheet.add(one.name(), ask, wrk.crowd(one, ask, seconds, Ask.ANEW));
            }
        }
        sheet.add(CACHED, Ask.JOBS, wrk.crowd(running.first(), Ask.JOBS, seconds));
        sheet.add(PGBENCH, Ask.USER, database.usersASecond(BenchDatabase.POOL, seconds));
    }

    private void against(Peers peers, Sheet rates) {
        double user = site(rates, Ask.USER);
        double jobs = site(rates, Ask.JOBS);
        rows.atLeast("one user by id : FastAPI", user, rates.median(peers.fastApi(), Ask.USER), "/s", 12);
        rows.atLeast("one user by id : Spring Boot", user, rates.median(peers.spring(), Ask.USER), "/s", 1.5);
        rows.told("one user by id : FastAPI, uvloop", user, rates.median(peers.fastApiInC(), Ask.USER), "/s");
        rows.told("one user by id : Fastify", user, rates.median(peers.fastify(), Ask.USER), "/s");
        rows.atLeast("newest 20 jobs, uncached : FastAPI", jobs, rates.median(peers.fastApi(), Ask.JOBS), "/s", 10);
        rows.atLeast("newest 20 jobs, uncached : Spring Boot", jobs, rates.median(peers.spring(), Ask.JOBS), "/s", 2);
        rows.told("newest 20 jobs, uncached : FastAPI, uvloop", jobs, rates.median(peers.fastApiInC(), Ask.JOBS), "/s");
        rows.told("newest 20 jobs, uncached : Fastify", jobs, rates.median(peers.fastify(), Ask.JOBS), "/s");
        double cached = rates.median(CACHED, Ask.JOBS);
        rows.atLeast("newest 20 jobs, cached : FastAPI", cached, rates.median(peers.fastApi(), Ask.JOBS), "/s", 80);
    }

    private void draw(Peers peers, Sheet rates, Sheet health) throws IOException {
        double cached = rates.median(CACHED, Ask.JOBS);
        var lists = new Chart("The newest 20 jobs, answers a second", "");
        lists.ours("from memory", cached).ours("from the database", site(rates, Ask.JOBS));
        for (var peer : peers.all()) lists.other(peer.name(), rates.median(peer, Ask.JOBS));
        lists.write(images.resolve("lists.svg"));

        var costs = new Chart("What one answer costs of this machine", "µs");
        costs.other("a bare Jetty handler", 1e6 / health.median(contestants.jetty(), Ask.HEALTH));
        costs.ours("/health", 1e6 / site(health, Ask.HEALTH)).ours("20 jobs from memory", 1e6 / cached);
        costs.other("pgbench, one row", 1e6 / rates.median(PGBENCH, Ask.USER));
        costs.ours("a user by id", 1e6 / site(rates, Ask.USER)).ours("20 jobs", 1e6 / site(rates, Ask.JOBS));
        costs.write(images.resolve("costs.svg"));
    }

    private List<Contestant> withDatabase(BenchDatabase database) {
        var all = new ArrayList<>(List.of(contestants.site().with("", database.environment())));
        if (peers != null) {
            var environment = Peers.environment(database.pooledUrl());
            peers.all().forEach(peer -> all.add(peer.with("", environment)));
        }
        return all;
    }

    private double site(Sheet rates, Ask ask) {
        return rates.median(contestants.site(), ask);
    }
}
