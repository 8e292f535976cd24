package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Traffic to the database from idle processes: a serverless database suspends, and costs nothing, only
/// without traffic and open connections.
final class IdleTrafficRows implements AutoCloseable {

    /// HikariCP checks every 30 s for connections that exceed the site's idle timeout of 30 s, so the last
    /// connection closes within 60 s.
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(70);

    private static final int SECONDS = 20;

    private final BenchDatabase database;
    private final List<ProxiedProcess> processes = new ArrayList<>();
    private long lastRequest;

    /// A process that reaches the database through a proxy of its own.
    private record ProxiedProcess(Contestant.Running running, CountingProxy proxy) {}

    private record Traffic(double bytes, double connections) {}

    private IdleTrafficRows(BenchDatabase database) {
        this.database = database;
    }

    /// Starts all contestants and sends requests to each; they become idle while the caller does something
    /// else.
    static IdleTrafficRows start(Contestants contestants, Peers peers, Workspace work, Wrk wrk) throws IOException {
        var rows = new IdleTrafficRows(new BenchDatabase(contestants.launcher(), work.folder()));
        rows.startAndLoad(contestants.site(), wrk);
        for (var peer : List.of(peers.fastApi(), peers.fastify(), peers.spring())) rows.startAndLoad(peer, wrk);
        rows.lastRequest = System.nanoTime();
        return rows;
    }

    private void startAndLoad(Contestant contestant, Wrk wrk) throws IOException {
        var url = database.pooledUrl();
        var proxy = new CountingProxy(URI.create(url).getPort());
        var running = contestant.with("", Peers.environment(proxy.through(url))).start();
        processes.add(new ProxiedProcess(running, proxy));
        BootTimes.awaitApplication(running);
        wrk.concurrent(running, Workload.JOB, 1, Workload.JOB.uncached());
        if (proxy.bytes() == 0) throw new IOException(running.name() + " did not use its proxy");
    }

    void add(Rows rows) {
        LockSupport.parkNanos(lastRequest + SETTLING_NANOS - System.nanoTime());
        var traffic = measure();
        rows.limit(
                "bytes to the database in 20 s while idle", traffic.getFirst().bytes(), "", 0);
        rows.limit("connections kept open then", traffic.getFirst().connections(), "", 0);
        for (int i = 1; i < processes.size(); i++) {
            var other = processes.get(i).running().name();
            rows.compare(
                    "bytes to the database in 20 s while idle : " + other,
                    traffic.getFirst().bytes(),
                    traffic.get(i).bytes(),
                    "");
            rows.compare(
                    "connections kept open then : " + other,
                    traffic.getFirst().connections(),
                    traffic.get(i).connections(),
                    "");
        }
    }

    private List<Traffic> measure() {
        var before = processes.stream().map(process -> process.proxy().bytes()).toList();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
        var traffic = new ArrayList<Traffic>();
        for (int i = 0; i < processes.size(); i++) {
            var proxy = processes.get(i).proxy();
            traffic.add(new Traffic((double) (proxy.bytes() - before.get(i)), proxy.open()));
        }
        return traffic;
    }

    @Override
    public void close() throws IOException {
        for (var process : processes) {
            process.running().close();
            process.proxy().close();
        }
        database.close();
    }
}
