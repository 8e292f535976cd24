package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DueTimesTest {

    private final TestTime time = new TestTime();
    private final List<Instant> fired = new ArrayList<>();
    private final DueTimes dueTimes = new DueTimes(time, time, () -> fired.add(time.instant()));

    @Test
    void eachTimeFiresOnce() {
        var soon = time.instant().plusSeconds(30);
        var later = soon.plusSeconds(30);
        for (var each : List.of(later, soon, soon, later)) dueTimes.add(each);

        time.advance(Duration.ofDays(1));

        assertThat(fired).containsExactly(soon, later);
    }

    @Test
    void theirNumberIsBounded() {
        var scheduled = new AtomicInteger();
        var many = new DueTimes((_, _) -> scheduled.incrementAndGet(), time, () -> {});

        for (int i = 1; i <= 10_000; i++) many.add(time.instant().plusSeconds(i));

        assertThat(scheduled).hasValue(DueTimes.MAX);
    }

    @Test
    void closedNoneFires() {
        dueTimes.add(time.instant().plusSeconds(30));

        dueTimes.close();
        dueTimes.add(time.instant().plusSeconds(40));
        time.advance(Duration.ofDays(1));

        assertThat(fired).isEmpty();
    }
}
