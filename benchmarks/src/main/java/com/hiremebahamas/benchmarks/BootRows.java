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

/// The time and the CPU from the start of a process to the first 200 on `/health`, with the database there and away.
record BootRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, int rounds, Path images) {

    private static final String JDK = "the JDK's HTTP server";
    private static final String HEALTH = "boot to the first 200 on /health : ";
    private static final String CPU = "CPU until then : ";

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
            var boots = BootTimes.medians(all(there, away), rounds);
            addBaseline(boots);
            addAway(boots, there, away);
            for (var build : contestants.otherBuilds()) compare(boots, build);
            if (peers != null) {
                addPeers(boots, peers);
                draw(boots, peers);
            }
        }
    }

    private List<Contestant> all(Contestant there, List<Contestant> away) {
        var all = new ArrayList<>(List.of(contestants.jdk(), contestants.site(), there));
        all.addAll(away);
        all.addAll(contestants.otherBuilds());
        if (peers != null) all.addAll(peers.all());
        return all;
    }

    private void addBaseline(Map<String, BootTimes.Boot> boots) {
        var ours = of(boots, contestants.site());
        var jdk = of(boots, contestants.jdk());
        rows.compare(HEALTH + JDK, ours.millis(), jdk.millis(), "ms");
        rows.compare(CPU + JDK, ours.cpuSeconds(), jdk.cpuSeconds(), "s");
    }

    private void addAway(Map<String, BootTimes.Boot> boots, Contestant there, List<Contestant> away) {
        int prefix = contestants.site().name().length();
        for (var contestant : away) {
            var figure = "boot" + contestant.name().substring(prefix) + " : there";
            rows.atMost(figure, of(boots, contestant).millis(), of(boots, there).millis(), "ms", 1.05);
        }
    }

    private void addPeers(Map<String, BootTimes.Boot> boots, Peers peers) {
        var ours = of(boots, contestants.site());
        var fastApi = of(boots, peers.fastApi());
        var spring = of(boots, peers.spring());
        rows.atMost(HEALTH + "FastAPI", ours.millis(), fastApi.millis(), "ms", 0.65);
        rows.compare(CPU + "FastAPI", ours.cpuSeconds(), fastApi.cpuSeconds(), "s");
        compare(boots, peers.fastify());
        rows.atMost(HEALTH + "Spring Boot", ours.millis(), spring.millis(), "ms", 0.25);
        rows.atMost(CPU + "Spring Boot", ours.cpuSeconds(), spring.cpuSeconds(), "s", 0.4);
    }

    private void compare(Map<String, BootTimes.Boot> boots, Contestant other) {
        var ours = of(boots, contestants.site());
        var theirs = of(boots, other);
        rows.compare(HEALTH + other.name(), ours.millis(), theirs.millis(), "ms");
        rows.compare(CPU + other.name(), ours.cpuSeconds(), theirs.cpuSeconds(), "s");
    }

    private void draw(Map<String, BootTimes.Boot> boots, Peers peers) throws IOException {
        double ours = of(boots, contestants.site()).millis();
        var chart = new Chart("From the start of the process to the first answer", "ms");
        chart.other(JDK, of(boots, contestants.jdk()).millis());
        chart.ours(contestants.site().name(), ours);
        for (var peer : peers.all()) chart.other(peer.name(), of(boots, peer).millis());
        chart.write(images.resolve("boots.svg"));
        BootPhases.medians(contestants.site(), rounds).chart(ours).write(images.resolve("boot.svg"));
    }

    private static BootTimes.Boot of(Map<String, BootTimes.Boot> boots, Contestant contestant) {
        return Objects.requireNonNull(boots.get(contestant.name()), contestant.name());
    }

    private static Map<String, String> absentAt(int port) {
        return Map.of("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:" + port + "/absent?sslmode=disable");
    }
}
