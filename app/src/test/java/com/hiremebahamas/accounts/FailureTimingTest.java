package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTimingTest {

    private long nanos = Long.MAX_VALUE - 1_000_000; // the clock may overflow meanwhile
    private Duration slept = Duration.ZERO;
    private final FailureTiming timing = new FailureTiming(() -> nanos, time -> slept = time);

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 1000", "57, 1000", "338, 1000", "999, 1000", "1000, 2000", "1001, 2000", "3500, 4000"})
    @DisplayName("a failure is answered at the next whole second after it began")
    void aFailureIsAnsweredAtTheNextWholeSecond(long took, long answered) {
        long start = timing.start();
        nanos += Duration.ofMillis(took).toNanos();

        timing.await(start);

        assertThat(Duration.ofMillis(took).plus(slept)).isEqualTo(Duration.ofMillis(answered));
    }

    @Test
    void theWaitEndsWithTheRequest() {
        Deadline.within(Duration.ofMillis(300), () -> {
            timing.await(timing.start());
            return true;
        });

        assertThat(slept).isBetween(Duration.ZERO, Duration.ofMillis(300));
    }
}
