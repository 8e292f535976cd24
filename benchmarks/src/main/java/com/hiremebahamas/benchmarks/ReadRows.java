package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads per second from the database, their tail latencies, and the resident memory after that load.
record ReadRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, Rounds rounds, Wrk wrk, Path images) {

    private static final String CACHED = "from memory";
    private static final String PGBENCH = "pgbench";

    /// @param health requests per second on `/health`, for the chart
    void add(Workspace work, Samples health) throws IOException {
        try (var database = new BenchDatabase(contestants.launcher(), work.folder());
                var running = RunningContestants.start(contestants.withDatabase(peers, database))) {
            SameResponses.check(
                    running.all(),
                    List.of(
                            Workload.userPath(1),
                            Workload.JOB.path(0),
                            Workload.JOB.path(1),
                            Workload.JOB.path(2),
                            Workload.JOBS.path(0)));
            var rates = rounds.measure((samples, seconds) -> round(database, running, samples, seconds));
            rows.atLeast(
                    "one job by id : pgbench",
                    site(rates, Workload.JOB),
                    rates.median(PGBENCH, Workload.JOB),
                    "/s",
                    0.4);
            rows.atLeast(
                    "newest 20 jobs, uncached : one job by id",
                    site(rates, Workload.JOBS),
                    site(rates, Workload.JOB),
                    "/s",
                    0.6);
            if (peers != null) {
                addPeers(peers, rates);
                draw(peers, rates, health);
            }
            new SingleClientRows(rows, contestants, peers, new Rounds(rounds.count(), 2), wrk).add(database, running);
            new TailLatencyRows(rows, running).add(rounds.seconds());
            rows.limit("resident memory after load", running.first().residentMiB(), "MiB", 200);
        }
    }

    private void round(BenchDatabase database, RunningContestants running, Samples samples, int seconds)
            throws IOException {
        for (var one : running.all()) {
            for (var workload : List.of(Workload.JOB, Workload.JOBS)) {
                samples.add(one.name(), workload, wrk.concurrent(one, workload, seconds, workload.uncached()));
            }
        }
        samples.add(CACHED, Workload.JOBS, wrk.concurrent(running.first(), Workload.JOBS, seconds));
        samples.add(PGBENCH, Workload.JOB, database.jobsPerSecond(BenchDatabase.POOL, seconds));
    }

    private void addPeers(Peers peers, Samples rates) {
        double job = site(rates, Workload.JOB);
        double jobs = site(rates, Workload.JOBS);
        rows.atLeast("one job by id : FastAPI", job, rates.median(peers.fastApi(), Workload.JOB), "/s", 12);
        rows.atLeast("one job by id : Spring Boot", job, rates.median(peers.spring(), Workload.JOB), "/s", 1.5);
        rows.compare("one job by id : FastAPI, uvloop", job, rates.median(peers.fastApiUvloop(), Workload.JOB), "/s");
        rows.compare("one job by id : Fastify", job, rates.median(peers.fastify(), Workload.JOB), "/s");
        rows.atLeast(
                "newest 20 jobs, uncached : FastAPI", jobs, rates.median(peers.fastApi(), Workload.JOBS), "/s", 10);
        rows.atLeast(
                "newest 20 jobs, uncached : Spring Boot", jobs, rates.median(peers.spring(), Workload.JOBS), "/s", 2);
        rows.compare(
                "newest 20 jobs, uncached : FastAPI, uvloop",
                jobs,
                rates.median(peers.fastApiUvloop(), Workload.JOBS),
                "/s");
        rows.compare("newest 20 jobs, uncached : Fastify", jobs, rates.median(peers.fastify(), Workload.JOBS), "/s");
        double cached = rates.median(CACHED, Workload.JOBS);
        rows.atLeast(
                "newest 20 jobs, cached : FastAPI", cached, rates.median(peers.fastApi(), Workload.JOBS), "/s", 80);
    }

    private void draw(Peers peers, Samples rates, Samples health) throws IOException {
        double cached = rates.median(CACHED, Workload.JOBS);
        var lists = new Chart("The newest 20 jobs, answers a second", "");
        lists.ours("from memory", cached).ours("from the database", site(rates, Workload.JOBS));
        for (var peer : peers.all()) lists.other(peer.name(), rates.median(peer, Workload.JOBS));
        lists.write(images.resolve("lists.svg"));

        var costs = new Chart("What one answer costs of this machine", "µs");
        costs.other("a bare Jetty handler", 1e6 / health.median(contestants.jetty(), Workload.HEALTH));
        costs.ours("/health", 1e6 / site(health, Workload.HEALTH)).ours("20 jobs from memory", 1e6 / cached);
        costs.other("pgbench, one row", 1e6 / rates.median(PGBENCH, Workload.JOB));
        costs.ours("a job by id", 1e6 / site(rates, Workload.JOB)).ours("20 jobs", 1e6 / site(rates, Workload.JOBS));
        costs.write(images.resolve("costs.svg"));
    }

    private double site(Samples rates, Workload workload) {
        return rates.median(contestants.site(), workload);
    }
}
