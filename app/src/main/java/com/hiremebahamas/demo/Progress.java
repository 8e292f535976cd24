package com.hiremebahamas.demo;

import java.io.PrintStream;

/// The progress of a long operation: a bar on a terminal, otherwise a line for each tenth.
final class Progress {

    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final long total;
    private int reported = -1;

    Progress(PrintStream out, boolean terminal, String what, long total) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.total = Math.max(1, total);
    }

    void done(long count) {
        int steps = terminal ? WIDTH : 10;
        int step = (int) (count * steps / total);
        if (step == reported) return;
        reported = step;
        if (terminal) {
            out.print("\r" + what + " [" + "#".repeat(step) + " ".repeat(WIDTH - step) + "] " + count);
            if (step == WIDTH) out.println();
        } else if (step > 0) {
            out.println(what + ": " + count + " of " + total);
        }
        out.flush();
    }
}
