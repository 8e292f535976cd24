package com.hiremebahamas.limits;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// Whether something may be tried now.
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    /// Not now.
    ///
    /// @param retryAfter until the next try has a chance
    record Refused(Duration retryAfter) implements Verdict {}

    static Verdict of(ConsumptionProbe probe) {
        return probe.isConsumed() ? new Allowed() : new Refused(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
