package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What each says to the database while nobody asks: a database in the cloud sleeps, and costs nothing, only when
/// nothing is said to it and no connection is open.
final class SilenceRows implements AutoCloseable {

    /// HikariCP looks every 30 s which connections have been idle for the 30 s that the site allows them, so the last
    /// can go after 60 s.
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(70);

    private static final int SECONDS = 20;

    private final BenchDatabase database;
    private final List<Talker> talkers = new ArrayList<>();
    private long lastAsked;

    /// Somebody who asks the database through a proxy of their own.
    private record Talker(Contestant.Running running, CountingProxy proxy) {}

    private record Said(double bytes, double connections) {}

    private SilenceRows(BenchDatabase database) {
        this.database = database;
    }

    /// Starts everybody and asks each; they fall silent while the caller does something else.
    static SilenceRows begin(Contestants contestants, Peers peers, Workspace work, Wrk wrk) throws IOException {
        var silence = new SilenceRows(new BenchDatabase(contestants.launcher(), work.folder()));
        silence.ask(contestants.site(), wrk);
        for (var peer : List.of(peers.fastApi(), peers.fastify(), peers.spring())) silence.ask(peer, wrk);
        silence.lastAsked = System.nanoTime();
        return silence;
    }

    private void ask(Contestant contestant, Wrk wrk) throws IOException {
        var url = database.pooledUrl();
        var proxy = new CountingProxy(URI.create(url).getPort());
        var running = contestant.with("", Peers.environment(proxy.through(url))).start();
        talkers.add(new Talker(running, proxy));
        Boots.awaitApplication(running);
        wrk.crowd(running, Ask.USER, 1, Ask.ANEW);
        if (proxy.bytes() == 0) throw new IOException(running.name() + " did not ask through its proxy");
    }

    void add(Rows rows) {
        LockSupport.parkNanos(lastAsked + SETTLING_NANOS - System.nanoTime());
        var said = listen();
        rows.limit("bytes to the database in 20 s while idle", said.getFirst().bytes(), "", 0);
        rows.limit("connections kept open then", said.getFirst().connections(), "", 0);
        for (int i = 1; i < talkers.size(); i++) {
            var who = talkers.get(i).running().name();
            rows.told(
                    "bytes to the database in 20 s while idle : " + who,
                    said.getFirst().bytes(),
                    said.get(i).bytes(),
                    "");
            rows.told(
                    "connections kept open then : " + who,
                    said.getFirst().connections(),
                    said.get(i).connections(),
                    "");
        }
    }

    private List<Said> listen() {
        var before = talkers.stream().map(talker -> talker.proxy().bytes()).toList();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
        var said = new ArrayList<Said>();
        for (int i = 0; i < talkers.size(); i++) {
            var proxy = talkers.get(i).proxy();
            said.add(new Said((double) (proxy.bytes() - before.get(i)), proxy.open()));
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        for (var talker : talkers) {
            talker.running().close();
            talker.proxy().close();
        }
        database.close();
    }
}
