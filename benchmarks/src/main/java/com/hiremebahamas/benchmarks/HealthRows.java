package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests per second on `/health`, where no handler does any work.
record HealthRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, Rounds rounds, Wrk wrk) {

    Samples add() throws IOException {
        var all = new ArrayList<>(List.of(contestants.site(), contestants.jetty()));
        if (peers != null) all.addAll(peers.all());
        try (var running = RunningContestants.start(all)) {
            var rates = rounds.measure((samples, seconds) -> {
                for (var one : running.all()) {
                    samples.add(
                            one.name(),
                            Workload.HEALTH,
                            wrk.concurrent(one, Workload.HEALTH, seconds, Workload.HEALTH.uncached()));
                }
            });
            addRows(rates);
            return rates;
        }
    }

    private void addRows(Samples rates) {
        double ours = rates.median(contestants.site(), Workload.HEALTH);
        double jetty = rates.median(contestants.jetty(), Workload.HEALTH);
        rows.atLeast("/health : a bare Jetty handler", ours, jetty, "/s", 0.7);
        if (peers != null) {
            rows.atLeast("/health : FastAPI", ours, rates.median(peers.fastApi(), Workload.HEALTH), "/s", 15);
            for (var peer : peers.all().subList(1, peers.all().size())) {
                rows.compare("/health : " + peer.name(), ours, rates.median(peer, Workload.HEALTH), "/s");
            }
        }
    }
}
