package com.hiremebahamas.benchmarks;

import java.util.Collection;

/// Statistics of measured values.
final class Statistics {

    private Statistics() {}

    static double median(Collection<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
