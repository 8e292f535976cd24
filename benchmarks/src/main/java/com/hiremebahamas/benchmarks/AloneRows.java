package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often each answers somebody who asks again when answered. Nothing can be gathered then and nobody waits for
/// anybody else, so this is the bare cost of an answer.
record AloneRows(
        Rows rows, Contestants contestants, @Nullable Peers peers, Pace pace, Wrk wrk) {

    private static final String PGBENCH = "pgbench";
    private static final List<Ask> ASKS = List.of(Ask.USER, Ask.JOBS);

    void add(BenchDatabase database, Group running) throws IOException {
        var rates = pace.measure((sheet, seconds) -> {
            for (var one : running.all()) {
                for (var ask : ASKS) sheet.add(one.name(), ask, wrk.alone(one, ask, seconds, Ask.ANEW));
            }
            sheet.add(PGBENCH, Ask.USER, database.usersASecond(1, seconds));
        });
        tell(rates, Ask.USER, PGBENCH);
        if (peers == null) return;
        for (var ask : ASKS) {
            for (var peer : List.of(peers.fastApi(), peers.fastify(), peers.spring())) tell(rates, ask, peer.name());
        }
    }

    private void tell(Sheet rates, Ask ask, String who) {
        rows.told(
                ask.name() + ", one at a time : " + who,
                rates.median(contestants.site(), ask),
                rates.median(who, ask),
                "/s");
    }
}
