package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much each answers when there is nothing to do.
record HealthRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, Pace pace, Wrk wrk) {

    Sheet add() throws IOException {
        var all = new ArrayList<>(List.of(contestants.site(), contestants.jetty()));
        if (peers != null) all.addAll(peers.all());
        try (var running = Group.start(all)) {
            var rates = pace.measure((sheet, seconds) -> {
                for (var one : running.all()) {
                    sheet.add(one.name(), Ask.HEALTH, wrk.crowd(one, Ask.HEALTH, seconds, Ask.ANEW));
                }
            });
            tell(rates);
            return rates;
        }
    }

    private void tell(Sheet rates) {
        double ours = rates.median(contestants.site(), Ask.HEALTH);
        double jetty = rates.median(contestants.jetty(), Ask.HEALTH);
        rows.atLeast("/health : a bare Jetty handler", ours, jetty, "/s", 0.7);
        if (peers != null) {
            rows.atLeast("/health : FastAPI", ours, rates.median(peers.fastApi(), Ask.HEALTH), "/s", 15);
            for (var peer : peers.all().subList(1, peers.all().size())) {
                rows.told("/health : " + peer.name(), ours, rates.median(peer, Ask.HEALTH), "/s");
            }
        }
    }
}
