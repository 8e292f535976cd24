package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Contestants that run at the same time, each idle while another is measured.
record RunningContestants(List<Contestant.Running> all) implements AutoCloseable {

    static RunningContestants start(List<Contestant> contestants) throws IOException {
        var running = new ArrayList<Contestant.Running>();
        try {
            for (var contestant : contestants) running.add(contestant.start());
            for (var one : running) BootTimes.awaitApplication(one);
            return new RunningContestants(running);
        } catch (IOException e) {
            running.forEach(Contestant.Running::close);
            throw e;
        }
    }

    Contestant.Running first() {
        return all.getFirst();
    }

    List<Contestant.Running> others() {
        return all.subList(1, all.size());
    }

    @Override
    public void close() {
        all.forEach(Contestant.Running::close);
    }
}
