package com.hiremebahamas.tidepool;

import java.time.Duration;

/// The moment by which the caller wants its answer, carried by a scoped value down to the socket.
///
/// Connection wait, statement limit and socket limit all take what is left of it. Code outside any deadline is
/// bounded by [PoolSettings] alone. Deadlines nest: an inner one can only be earlier.
public final class Deadline {

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    /// Runs the work with at most this much time. Blocks as long as the work does.
    public static <T, X extends Throwable> T within(Duration limit, ScopedValue.CallableOp<T, X> work) throws X {
        long at = System.nanoTime() + limit.toNanos();
        if (CURRENT.isBound() && CURRENT.get().at - at < 0) return work.call();
        return ScopedValue.where(CURRENT, new Deadline(at)).call(work);
    }

    /// What is left of the current deadline, at most `limit`; zero when it has passed.
    public static Duration left(Duration limit) {
        if (!CURRENT.isBound()) return limit;
        var left = Duration.ofNanos(Math.max(0, CURRENT.get().at - System.nanoTime()));
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
