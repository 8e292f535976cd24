package com.hiremebahamas.limits;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// Whether an attempt is allowed.
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    /// Refused.
    ///
    /// @param retryAfter until one attempt is refilled
    record Refused(Duration retryAfter) implements Verdict {}

    static Verdict of(ConsumptionProbe probe) {
        return probe.isConsumed() ? new Allowed() : new Refused(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
