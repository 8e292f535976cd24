package com.hiremebahamas.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of results: each figure, what it is compared with, and its bound.
final class Rows {

    private final List<String> lines =
            new ArrayList<>(List.of("| figure | ours | compared with | ratio | bound |", "|---|---:|---:|---:|---:|"));

    /// Adds a ratio that must not exceed its bound.
    void atMost(String figure, double ours, double other, String unit, double bound) {
        add(figure, number(ours, unit), number(other, unit), ours / other, ours / other <= bound, "≤ " + bound);
    }

    /// Adds a ratio that must reach its bound.
    void atLeast(String figure, double ours, double other, String unit, double bound) {
        add(figure, number(ours, unit), number(other, unit), ours / other, ours / other >= bound, "≥ " + bound);
    }

    /// Adds a ratio without a bound; there is none to 0.
    void compare(String figure, double ours, double other, String unit) {
        var ratio = other == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / other);
        lines.add("| %s | %s | %s | %s | |".formatted(figure, number(ours, unit), number(other, unit), ratio));
    }

    /// Adds a figure that is compared with nothing.
    void report(String figure, double ours, String unit) {
        lines.add("| %s | %s | | | |".formatted(figure, number(ours, unit)));
    }

    /// Adds an absolute figure with a limit.
    void limit(String figure, double ours, String unit, double limit) {
        lines.add("| %s | %s | | | %s %s |"
                .formatted(figure, number(ours, unit), "≤ " + number(limit, unit), mark(ours <= limit)));
    }

    private void add(String figure, String ours, String other, double ratio, boolean kept, String bound) {
        var line = String.format(
                Locale.ROOT, "| %s | %s | %s | %.2f | %s %s |", figure, ours, other, ratio, bound, mark(kept));
        lines.add(line);
        IO.println(line);
    }

    private static String mark(boolean kept) {
        return kept ? "kept" : "**missed**";
    }

    private static String number(double value, String unit) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%,.0f %s", value, unit)
                .strip();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
