package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private final TestTime time = new TestTime();
    private final List<Instant> rang = new ArrayList<>();
    private final Alarms alarms = new Alarms(time, time, () -> rang.add(time.instant()));

    @Test
    void eachTimeRingsOnce() {
        var soon = time.instant().plusSeconds(30);
        var later = soon.plusSeconds(30);
        for (var each : List.of(later, soon, soon, later)) alarms.set(each);

        time.advance(Duration.ofDays(1));

        assertThat(rang).containsExactly(soon, later);
    }

    @Test
    void theirNumberIsBounded() {
        var scheduled = new AtomicInteger();
        var many = new Alarms((_, _) -> scheduled.incrementAndGet(), time, () -> {});

        for (int i = 1; i <= 10_000; i++) many.set(time.instant().plusSeconds(i));

        assertThat(scheduled).hasValue(Alarms.MAX);
    }

    @Test
    void closedNoneRings() {
        alarms.set(time.instant().plusSeconds(30));

        alarms.close();
        alarms.set(time.instant().plusSeconds(40));
        time.advance(Duration.ofDays(1));

        assertThat(rang).isEmpty();
    }
}
