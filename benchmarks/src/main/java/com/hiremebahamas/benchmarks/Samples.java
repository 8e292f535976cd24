package com.hiremebahamas.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The values of several rounds, by contestant and figure; the figure of a workload has its name.
final class Samples {

    private record Key(String contestant, String figure) {}

    private final Map<Key, List<Double>> values = new HashMap<>();

    void add(String contestant, String figure, double value) {
        values.computeIfAbsent(new Key(contestant, figure), _ -> new ArrayList<>())
                .add(value);
    }

    void add(String contestant, Workload workload, double value) {
        add(contestant, workload.name(), value);
    }

    double median(String contestant, String figure) {
        return Statistics.median(of(contestant, figure));
    }

    double median(String contestant, Workload workload) {
        return median(contestant, workload.name());
    }

    double median(Contestant contestant, Workload workload) {
        return median(contestant.name(), workload);
    }

    double max(String contestant, String figure) {
        return Collections.max(of(contestant, figure));
    }

    private List<Double> of(String contestant, String figure) {
        return Objects.requireNonNull(values.get(new Key(contestant, figure)), contestant + ": " + figure);
    }
}
