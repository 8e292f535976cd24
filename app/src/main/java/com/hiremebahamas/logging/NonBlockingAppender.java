package com.hiremebahamas.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.hiremebahamas.config.Settings;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Writes INFO and below to one stream and WARN and above to another, in order, on a thread of its own.
///
/// The caller formats its line and never waits for a stream. When a stream is not read, lines wait in a queue of
/// bounded size; those beyond it are dropped, and their count is logged when the stream is read again. Logback's own
/// `AsyncAppender` bounds the number of events, not their bytes, and does not count what it drops.
final class NonBlockingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /// Some 6000 lines of the access log, and a fiftieth of the heap.
    static final int MAX_QUEUED_BYTES = 2 * 1024 * 1024;

    /// What a queued line takes in the heap beside its characters: string, record and queue node.
    private static final int LINE_OVERHEAD_BYTES = 80;

    /// As much as a pipe takes at once on Linux.
    private static final int BUFFER_BYTES = 64 * 1024;

    private record Line(String text, boolean isError) {

        /// As if each character took two bytes, which it does beyond Latin-1.
        int size() {
            return 2 * text.length() + LINE_OVERHEAD_BYTES;
        }
    }

    private final BlockingQueue<Line> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger unwrittenBytes = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final OutputStream out;
    private final OutputStream err;
    private volatile LogFormat format = LogFormat.of(Settings.Log.Format.TEXT);

    NonBlockingAppender(OutputStream out, OutputStream err) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.err = new BufferedOutputStream(err, BUFFER_BYTES);
    }

    static NonBlockingAppender toStandardStreams() {
        return new NonBlockingAppender(
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    void setFormat(LogFormat format) {
        this.format = format;
    }

    @Override
    public void start() {
        super.start();
        Thread.ofPlatform().daemon().name("log").start(this::writeQueue);
    }

    @Override
    protected void append(ILoggingEvent event) {
        var line = line(event);
        if (unwrittenBytes.addAndGet(line.size()) <= MAX_QUEUED_BYTES) {
            queue.add(line);
        } else {
            unwrittenBytes.addAndGet(-line.size());
            dropped.incrementAndGet();
        }
    }

    /// Waits until all lines are written, but not longer than this for a stream that is not read.
    ///
    /// @return whether all lines are written
    boolean flush(long timeoutMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (unwrittenBytes.get() > 0 && System.nanoTime() - end < 0) LockSupport.parkNanos(100_000);
        return unwrittenBytes.get() == 0;
    }

    private Line line(ILoggingEvent event) {
        return new Line(format.line(event), event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    private void writeQueue() {
        try {
            while (true) write(queue.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Line line) {
        var stream = line.isError() ? err : out;
        try {
            stream.write(line.text().getBytes(StandardCharsets.UTF_8));
            var next = queue.peek();
            // The two streams may be one terminal: what is written to one must be there before the next line.
            if (next == null || next.isError() != line.isError()) stream.flush();
            logDropped();
        } catch (IOException e) {
            // the reader has closed the stream, and there is no other place to log that
        }
        unwrittenBytes.addAndGet(-line.size());
    }

    private void logDropped() throws IOException {
        int count = dropped.getAndSet(0);
        if (count == 0) return;
        var logger = ((LoggerContext) getContext()).getLogger("HireMeBahamas");
        var message = count + " log lines were dropped because nobody read the log";
        var event = new LoggingEvent("", logger, Level.WARN, message, null, null);
        err.write(format.line(event).getBytes(StandardCharsets.UTF_8));
        err.flush();
    }
}
