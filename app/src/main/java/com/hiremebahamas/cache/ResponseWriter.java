package com.hiremebahamas.cache;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Collects the addresses of new responses and writes them together, at most once in an interval.
///
/// Its thread exists only while there is something to write; what could not be written waits for the next
/// response, not for a timer, so an idle process does not look for Redis. Safe on any thread.
final class ResponseWriter implements AutoCloseable {

    /// For all that can lie in Redis; what is beyond it is not written.
    private static final int MAX_OFFERED = RedisResponses.MAX_RESPONSES;

    private final Duration interval;
    private final SharedResponses responses;
    private final Set<String> offered = new LinkedHashSet<>();
    private boolean begun;
    private boolean writing;
    private boolean closed;
    private long next = System.nanoTime();

    ResponseWriter(Duration interval, SharedResponses responses) {
        this.interval = interval;
        this.responses = responses;
    }

    /// Returns at once.
    ///
    /// @param isList whether it is one of the few addresses for which there is always room
    synchronized void offer(String address, boolean isList) {
        if (closed || (offered.size() >= MAX_OFFERED && !isList)) return;
        offered.add(address);
        startUnlessWriting();
    }

    /// Writes from now on; until then responses are only collected, because the first use of Redis loads its
    /// client beside the first requests.
    synchronized void begin() {
        begun = true;
        if (!offered.isEmpty()) startUnlessWriting();
    }

    private void startUnlessWriting() {
        if (!begun || writing) return;
        writing = true;
        SharedResponses.start(this::run);
    }

    private void run() {
        boolean written = false;
        try {
            written = writeOffered(take());
        } catch (InterruptedException _) {
            return;
        } finally {
            end(written);
        }
    }

    private boolean writeOffered(List<String> addresses) {
        if (addresses.isEmpty()) return false;
        boolean written = responses.write(addresses);
        if (!written) putBack(addresses);
        return written;
    }

    /// Blocks until the interval is over; empty when closed.
    private synchronized List<String> take() throws InterruptedException {
        for (long left = next - System.nanoTime(); left > 0 && !closed; left = next - System.nanoTime())
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        if (closed) return List.of();
        var taken = List.copyOf(offered);
        offered.clear();
        return taken;
    }

    private synchronized void putBack(List<String> addresses) {
        offered.addAll(addresses);
    }

    /// What was offered meanwhile is written after the next interval.
    private synchronized void end(boolean written) {
        next = System.nanoTime() + interval.toNanos();
        writing = written && !closed && !offered.isEmpty();
        if (writing) SharedResponses.start(this::run);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
