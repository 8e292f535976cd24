package com.hiremebahamas.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of results: what was measured, against what, and the bound it has to keep.
final class Rows {

    private final List<String> lines =
            new ArrayList<>(List.of("| figure | ours | compared with | ratio | bound |", "|---|---:|---:|---:|---:|"));

    /// A ratio that must not exceed its bound.
    void atMost(String figure, double ours, double other, String unit, double bound) {
        add(figure, number(ours, unit), number(other, unit), ours / other, ours / other <= bound, "≤ " + bound);
    }

    /// A ratio that must reach its bound.
    void atLeast(String figure, double ours, double other, String unit, double bound) {
        add(figure, number(ours, unit), number(other, unit), ours / other, ours / other >= bound, "≥ " + bound);
    }

    /// A ratio that no bound is set to.
    void told(String figure, double ours, double other, String unit) {
        // Nothing is no multiple of nothing.
        var ratio = other == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / other);
        lines.add("| %s | %s | %s | %s | |".formatted(figure, number(ours, unit), number(other, unit), ratio));
    }

    /// A figure that nothing is compared with.
    void told(String figure, double ours, String unit) {
        lines.add("| %s | %s | | | |".formatted(figure, number(ours, unit)));
    }

    /// An absolute size with a limit.
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
