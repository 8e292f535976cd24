package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A bar chart as SVG, for light and dark backgrounds.
final class Chart {

    private static final int WIDTH = 720;
    private static final int LABELS = 190;
    private static final int NUMBERS = 110;
    private static final int ROW = 30;
    private static final int HEAD = 44;

    private record Bar(String label, double value, boolean isOurs) {}

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    /// @param title what is compared
    Chart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /// Adds a bar of the site.
    Chart ours(String label, double value) {
        bars.add(new Bar(label, value, true));
        return this;
    }

    /// Adds a bar of another contestant.
    Chart other(String label, double value) {
        bars.add(new Bar(label, value, false));
        return this;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, svg());
    }

    private String svg() {
        var drawn = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
                <style>
                text { font: 14px system-ui, sans-serif; fill: #1c2b30 }
                .head { font-weight: 600 }
                .ours { fill: #0b7285 } .other { fill: #9fb3b8 }
                @media (prefers-color-scheme: dark) {
                text { fill: #e6eef0 } .ours { fill: #3bc9db } .other { fill: #5c7379 } }
                </style>
                <text class="head" x="0" y="20">%s</text>
                """, WIDTH, HEAD + ROW * bars.size(), title, title));
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        for (int i = 0; i < bars.size(); i++) drawn.append(row(bars.get(i), HEAD + i * ROW, most));
        return drawn.append("</svg>\n").toString();
    }

    private String row(Bar bar, int top, double most) {
        double width = Math.max(1, (WIDTH - LABELS - NUMBERS) * bar.value() / most);
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect class="%s" x="%d" y="%d" width="%.0f" height="20" rx="3"/>
                <text x="%.0f" y="%d">%s</text>
                """,
                LABELS - 10,
                top + 15,
                bar.label(),
                bar.isOurs() ? "ours" : "other",
                LABELS,
                top,
                width,
                LABELS + width + 8,
                top + 15,
                number(bar.value()));
    }

    private String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%,.0f %s", value, unit);
    }
}
