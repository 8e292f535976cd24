package com.hiremebahamas.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// Two rates measured in turn.
final class Pairs {

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();

    /// Adds a round, unless it only warmed up.
    void add(double our, double other, boolean counts) {
        if (!counts) return;
        ours.add(our);
        others.add(other);
    }

    double ours() {
        return Figures.median(ours);
    }

    double others() {
        return Figures.median(others);
    }
}
