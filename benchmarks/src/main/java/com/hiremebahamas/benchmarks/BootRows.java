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

    private static final String HEALTH = "boot to the first 200 on /health : ";

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
            all.addAll(contestants.otherBuilds());
            if (peers != null) all.addAll(peers.all());

            var boots = Boots.medians(all, rounds);
            var ours = of(boots, site);
            beside("the JDK's HTTP server", ours, of(boots, contestants.jdk()));
            cpu("the JDK's HTTP server", ours, of(boots, contestants.jdk()));
            for (var one : away) {
                rows.atMost(
                        "boot" + one.name().substring(site.name().length()) + " : there",
                        of(boots, one).millis(),
                        of(boots, there).millis(),
                        "ms",
                        1.05);
            }
            for (var build : contestants.otherBuilds()) {
                beside(build.name(), ours, of(boots, build));
                cpu(build.name(), ours, of(boots, build));
            }
            if (peers != null) {
                against("FastAPI", ours, of(boots, peers.fastApi()), 0.65);
                beside("Fastify", ours, of(boots, peers.fastify()));
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
        rows.atMost(HEALTH + who, ours.millis(), theirs.millis(), "ms", bound);
    }

    private void beside(String who, Boots.Boot ours, Boots.Boot theirs) {
        rows.told(HEALTH + who, ours.millis(), theirs.millis(), "ms");
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
