package com.hiremebahamas.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Loads after the boot what later requests need, one step after the other on a thread of its own, once the
/// process is quiet: the first requests after a deployment would share the processors with it.
///
/// A step that fails is logged, and does not stop the next.
public final class WarmUp {

    /// How long no request was in flight: a browser asks for the parts of a page within it.
    static final Duration QUIET = Duration.ofMillis(500);

    /// A process that is never quiet warms up nevertheless.
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration CHECK = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private final IntSupplier inFlight;
    private final List<Runnable> steps;
    private final LongSupplier nanos;
    private final LongConsumer pause;

    /// @param nanos a clock that only goes forward
    /// @param pause blocks for some nanoseconds
    WarmUp(IntSupplier inFlight, List<Runnable> steps, LongSupplier nanos, LongConsumer pause) {
        this.inFlight = inFlight;
        this.steps = steps;
        this.nanos = nanos;
        this.pause = pause;
    }

    /// Returns at once.
    ///
    /// @param inFlight how many requests are being processed
    public static void start(IntSupplier inFlight, Runnable... steps) {
        var warmUp = new WarmUp(inFlight, List.of(steps), System::nanoTime, LockSupport::parkNanos);
        Thread.ofPlatform().daemon().name("warm-up").start(warmUp::run);
    }

    void run() {
        awaitQuiet();
        steps.forEach(WarmUp::run);
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            log.warn("A part of the program was not loaded ahead; the first request that needs it tries again", e);
        }
    }

    private void awaitQuiet() {
        long start = nanos.getAsLong();
        long quietSince = start;
        for (long now = start; now - start < LONGEST_WAIT.toNanos(); now = nanos.getAsLong()) {
            if (inFlight.getAsInt() > 0) quietSince = now;
            else if (now - quietSince >= QUIET.toNanos()) return;
            pause.accept(CHECK.toNanos());
        }
    }
}
