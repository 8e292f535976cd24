package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.DatabaseFailure.Misconfigured;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Until when no connection is opened, after one or more attempts in a row have failed.
///
/// What the server or the network must mend is tried again soon. What a person must change, such as a password,
/// is tried rarely: it stays wrong until then, and servers write a line of log for each attempt, or lock the
/// account.
///
/// @param failure  of the last attempt
/// @param since    when the first attempt failed
/// @param until    the ticker's nanoseconds from which the next one may start
/// @param nextTry  the same moment, for people
/// @param attempts failed in a row for the same kind of reason
record Backoff(DatabaseFailure failure, Instant since, long until, Instant nextTry, int attempts) {

    private static final Duration LONGEST = Duration.ofSeconds(4);

    private static final Duration FIRST_MISCONFIGURED = Duration.ofSeconds(10);

    private static final Duration LONGEST_MISCONFIGURED = Duration.ofMinutes(5);

    /// @param before  of the attempt before; null when that succeeded
    /// @param first   the window after a first failure that is no misconfiguration; each further one
    ///                doubles it
    static Backoff after(DatabaseFailure failure, @Nullable Backoff before, Duration first, TimeSource time) {
        var now = time.clock().instant();
        var last = before != null && isMisconfigured(before.failure) == isMisconfigured(failure) ? before : null;
        int attempts = last == null ? 1 : last.attempts + 1;
        var window = time.jittered(
                isMisconfigured(failure)
                        ? doubled(FIRST_MISCONFIGURED, attempts, LONGEST_MISCONFIGURED)
                        : doubled(first, attempts, LONGEST));
        return new Backoff(
                failure,
                before == null ? now : before.since,
                time.ticker().nanos() + window.toNanos(),
                now.plus(window),
                attempts);
    }

    boolean isOver(TimeSource time) {
        return time.ticker().nanos() - until >= 0;
    }

    Duration left(TimeSource time) {
        return Duration.ofNanos(Math.max(0, until - time.ticker().nanos()));
    }

    /// Whether another attempt has failed for the same reason; a misconfiguration is logged once.
    boolean isKnown(DatabaseFailure other) {
        return isMisconfigured(other) && failure.equals(other);
    }

    boolean isMisconfigured() {
        return isMisconfigured(failure);
    }

    private static boolean isMisconfigured(DatabaseFailure failure) {
        return failure instanceof Misconfigured;
    }

    /// The shift stays small: 16 doublings pass every limit.
    private static Duration doubled(Duration first, int attempts, Duration longest) {
        var window = first.multipliedBy(1L << Math.min(attempts - 1, 16));
        return window.compareTo(longest) < 0 ? window : longest;
    }
}
