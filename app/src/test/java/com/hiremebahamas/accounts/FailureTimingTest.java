package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTimingTest {

    private Duration slept = Duration.ZERO;
    private final FailureTiming timing = new FailureTiming(time -> slept = time);

    @ParameterizedTest
    @CsvSource({"0, 2000", "1, 2000", "57, 2000", "338, 2000", "1999, 2000", "2000, 4000", "2001, 4000", "7500, 8000"})
    @DisplayName("a failure is answered a whole step after its password began to be hashed")
    void aFailureIsAnsweredAWholeStepAfterItsHash(long took, long answered) {
        timing.await(Duration.ofMillis(took));

        assertThat(Duration.ofMillis(took).plus(slept)).isEqualTo(Duration.ofMillis(answered));
    }

    @Test
    void theWaitEndsWithTheRequest() {
        Deadline.within(Duration.ofMillis(300), () -> {
            timing.await(Duration.ZERO);
            return true;
        });

        assertThat(slept).isBetween(Duration.ZERO, Duration.ofMillis(300));
    }
}
