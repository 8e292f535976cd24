package com.hiremebahamas.benchmarks;

import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How soon each answers, and what that costs.
record BootRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, int rounds, Path images) {

    void add() throws IOException {
        try (var server = PostgresServer.start();
                var refused = ClosedPort.open();
                var blackHole = BlackHole.open();
                var mute = MuteServer.open()) {
            var site = contestants.site();
            var there = site.with(", database there", Map.of("DATABASE_URL", server.url(server.createDatabase())));
            var away = List.of(
                    site.with(", database refused", absentAt(refused.port())),
                    site.with(", database black-holed", absentAt(blackHole.port())),
                    site.with(", database mute", absentAt(mute.port())));
            var all = new ArrayList<>(List.of(contestants.jdk(), site));
            all.add(there);
            all.addAll(away);
            if (peers != null) all.addAll(peers.all());

            var boots = Boots.medians(all, rounds);
            var ours = of(boots, site);
            against("the JDK's HTTP server", ours, of(boots, contestants.jdk()), 2.2);
            cpu("the JDK's HTTP server", ours, of(boots, contestants.jdk()));
            for (var one : away) {
                rows.atMost(
                        "boot" + one.name().substring(site.name().length()) + " : there",
                        of(boots, one).millis(),
                        of(boots, there).millis(),
                        "ms",
                        1.05);
            }
            if (peers != null) {
                against("FastAPI", ours, of(boots, peers.fastApi()), 0.5);
                against("Fastify", ours, of(boots, peers.fastify()), 0.9);
                against("Spring Boot", ours, of(boots, peers.spring()), 0.25);
                cpu("FastAPI", ours, of(boots, peers.fastApi()));
                cpu("Fastify", ours, of(boots, peers.fastify()));
                var spring = of(boots, peers.spring());
                rows.atMost("CPU until then : Spring Boot", ours.cpuSeconds(), spring.cpuSeconds(), "s", 0.4);
                draw(boots, peers);
            }
        }
    }

    private void draw(Map<String, Boots.Boot> boots, Peers peers) throws IOException {
        var chart = new Chart("From the start of the process to the first answer", "ms");
        chart.other("the JDK's HTTP server", of(boots, contestants.jdk()).millis());
        chart.ours(contestants.site().name(), of(boots, contestants.site()).millis());
        for (var peer : peers.all()) chart.other(peer.name(), of(boots, peer).millis());
        chart.write(images.resolve("boots.svg"));
        double answered = of(boots, contestants.site()).millis();
        BootPhases.medians(contestants.site(), rounds).chart(answered).write(images.resolve("boot.svg"));
    }

    private void against(String who, Boots.Boot ours, Boots.Boot theirs, double bound) {
        rows.atMost("boot to the first 200 on /health : " + who, ours.millis(), theirs.millis(), "ms", bound);
    }

    private void cpu(String who, Boots.Boot ours, Boots.Boot theirs) {
        rows.told("CPU until then : " + who, ours.cpuSeconds(), theirs.cpuSeconds(), "s");
    }

    private static Boots.Boot of(Map<String, Boots.Boot> boots, Contestant contestant) {
        return Objects.requireNonNull(boots.get(contestant.name()), contestant.name());
    }

    private static Map<String, String> absentAt(int port) {
        return Map.of("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:" + port + "/absent?sslmode=disable");
    }
}
