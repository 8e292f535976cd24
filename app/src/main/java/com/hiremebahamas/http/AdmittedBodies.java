package com.hiremebahamas.http;

import java.util.HashMap;
import java.util.Map;

/// The memory of the bodies that are whole, until their requests are processed, bounded in all.
///
/// Nothing of it can be revoked, so what does not fit is refused. Two rules leave room for others: large bodies
/// together get half, because nearly every form is small; and once half is taken no client gets more than a
/// quarter. Safe on any thread; no method blocks.
final class AdmittedBodies {

    /// In bytes of the heap: of a body of 16 kB, in which the longest job fits when it is in plain letters.
    static final long LARGE = 64 * 1024;

    private final long maxBytes;
    private final Map<String, Long> byClient = new HashMap<>();
    private long reserved;
    private long reservedByLarge;

    AdmittedBodies(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Whether there is room for these bytes; then they are to be [released][#release].
    synchronized boolean reserve(String client, long bytes) {
        long own = byClient.getOrDefault(client, 0L) + bytes;
        long large = reservedByLarge + (bytes > LARGE ? bytes : 0);
        boolean scarce = reserved + bytes > maxBytes / 2;
        boolean fits = reserved + bytes <= maxBytes && large <= maxBytes / 2;
        if (!fits || (scarce && own > maxBytes / 4)) return false;
        reserved += bytes;
        reservedByLarge = large;
        byClient.put(client, own);
        return true;
    }

    synchronized void release(String client, long bytes) {
        reserved -= bytes;
        if (bytes > LARGE) reservedByLarge -= bytes;
        byClient.computeIfPresent(client, (_, own) -> own == bytes ? null : own - bytes);
    }
}
