package com.hiremebahamas.http;

import com.hiremebahamas.http.connections.MemoryBudget;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// What a client still sends of a body that is too large, before it is answered. The kernel resets a connection
/// that is closed with unread bytes, and the client may then never see the response (RFC 9112, 9.6).
final class UnreadBody {

    /// Four times the longest body that is accepted.
    private static final long MAX_BYTES = 1 << 20;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /// A client that sends nothing for so long waits for the response.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private UnreadBody() {}

    /// Reads and drops it; blocks for some seconds at most, and no longer than its memory is granted.
    ///
    /// @param arrived released when `memory` is revoked
    static void discard(Request request, MemoryBudget.Reservation memory, Semaphore arrived) {
        long end = System.nanoTime() + LONGEST.toNanos();
        long discarded = 0;
        while (discarded < MAX_BYTES && System.nanoTime() - end < 0 && memory.revoked() == null) {
            var chunk = request.read();
            if (chunk == null) {
                if (!awaitMore(request, arrived)) return;
            } else {
                if (Content.Chunk.isFailure(chunk)) return;
                discarded += chunk.remaining();
                memory.progress(chunk.remaining());
                chunk.release();
                if (chunk.isLast()) return;
            }
        }
    }

    private static boolean awaitMore(Request request, Semaphore arrived) {
        request.demand(arrived::release);
        try {
            return arrived.tryAcquire(LONGEST_PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
