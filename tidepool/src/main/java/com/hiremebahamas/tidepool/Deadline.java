package com.hiremebahamas.tidepool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The moment by which the caller needs its answer, carried by a scoped value down to the socket.
///
/// Connection wait, statement limit and socket limit all take what is left of it. Code outside any deadline is
/// bounded by [PoolSettings] alone. Deadlines nest: an inner one can only be earlier. A deadline holds on the
/// calling thread, and on threads that inherit its scoped values; it interrupts nothing.
public final class Deadline {

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    /// As good as none, and far from where nanoseconds overflow.
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    /// Work without a result.
    ///
    /// @param <X> the checked exceptions it throws
    @FunctionalInterface
    public interface Action<X extends Throwable> {
        /// Does the work, on the calling thread.
        void run() throws X;
    }

    /// Runs the work with at most this much time. Blocks as long as the work does.
    ///
    /// @param limit zero or negative when no time is left: then every call of the database in the work fails at
    ///              once
    /// @return what the work returned, null included
    /// @throws X what the work threw
    public static <T extends @Nullable Object, X extends Throwable> T within(
            Duration limit, ScopedValue.CallableOp<T, X> work) throws X {
        var bounded = limit.isNegative() ? Duration.ZERO : limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
        long at = System.nanoTime() + bounded.toNanos();
        if (CURRENT.isBound() && CURRENT.get().at - at < 0) return work.call();
        return ScopedValue.where(CURRENT, new Deadline(at)).call(work);
    }

    /// [#within] for work without a result.
    ///
    /// @throws X what the work threw
    public static <X extends Throwable> void runWithin(Duration limit, Action<X> work) throws X {
        Deadline.<@Nullable Void, X>within(limit, () -> {
            work.run();
            return null;
        });
    }

    /// What is left of the current deadline: at most `limit`, which it also is outside any deadline; zero when the
    /// deadline has passed. Does not block.
    public static Duration left(Duration limit) {
        if (!CURRENT.isBound()) return limit;
        var left = Duration.ofNanos(Math.max(0, CURRENT.get().at - System.nanoTime()));
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
