package com.hiremebahamas.logging;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Writes lines in the order they came, on a thread of its own and many at a time.
///
/// Whoever logs never waits for whoever reads the log: when nobody reads and the queue is full, lines are dropped and
/// counted, and the count is told when there is room again.
final class LogWriter {

    /// About two megabytes of ordinary lines.
    private static final int MOST_LINES = 8192;

    private static final int BATCH_BYTES = 64 * 1024;

    private record Line(String text, boolean isTrouble) {}

    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(MOST_LINES);
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final OutputStream out;
    private final OutputStream err;

    LogWriter(OutputStream out, OutputStream err) {
        this.out = out;
        this.err = err;
    }

    /// To the process's own standard output and error.
    static LogWriter standard() {
        var writer = new LogWriter(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        Thread.ofPlatform().daemon().name("log").start(writer::run);
        return writer;
    }

    /// Never blocks.
    void write(String line, boolean isTrouble) {
        unwritten.incrementAndGet();
        if (lines.offer(new Line(line, isTrouble))) return;
        unwritten.decrementAndGet();
        dropped.incrementAndGet();
    }

    /// Waits until everything is written, but not for a reader that does not read.
    void flush(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (unwritten.get() > 0 && System.nanoTime() - end < 0) LockSupport.parkNanos(100_000);
    }

    void run() {
        try {
            var batch = new ByteArrayOutputStream();
            while (true) writeFrom(lines.take(), batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeFrom(Line first, ByteArrayOutputStream batch) {
        batch.reset();
        append(batch, first);
        int count = 1;
        for (var next = lines.peek(); next != null && next.isTrouble() == first.isTrouble(); next = lines.peek()) {
            if (batch.size() > BATCH_BYTES) break;
            append(batch, next);
            lines.remove();
            count++;
        }
        try {
            batch.writeTo(first.isTrouble() ? err : out);
            tellDropped();
        } catch (IOException e) {
            // nobody reads any more, and there is nowhere else to say so
        }
        unwritten.addAndGet(-count);
    }

    private static void append(ByteArrayOutputStream batch, Line line) {
        batch.writeBytes(line.text().getBytes(StandardCharsets.UTF_8));
    }

    private void tellDropped() throws IOException {
        int lost = dropped.getAndSet(0);
        if (lost == 0) return;
        var line = lost + " log lines were dropped because nobody read the log\n";
        err.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
