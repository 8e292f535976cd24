package com.hiremebahamas.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Figures of several rounds, each by whose it is and what was asked.
final class Sheet {

    private record Cell(String who, String what) {}

    private final Map<Cell, List<Double>> figures = new HashMap<>();

    void add(String who, Ask ask, double figure) {
        figures.computeIfAbsent(new Cell(who, ask.name()), _ -> new ArrayList<>())
                .add(figure);
    }

    double median(String who, Ask ask) {
        return Figures.median(Objects.requireNonNull(figures.get(new Cell(who, ask.name())), who));
    }

    double median(Contestant contestant, Ask ask) {
        return median(contestant.name(), ask);
    }

    double most(Contestant contestant, Ask ask) {
        return Collections.max(Objects.requireNonNull(figures.get(new Cell(contestant.name(), ask.name()))));
    }
}
