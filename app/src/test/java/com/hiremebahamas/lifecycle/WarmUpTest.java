package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final List<String> loaded = new ArrayList<>();
    private long now = System.nanoTime();
    private final long start = now;

    @Test
    @DisplayName("R11 nothing is loaded while a request is in flight, nor in the moment after it")
    void nothingIsLoadedWhileARequestIsInFlight() {
        warmUp(millis -> millis < 700 || (millis > 900 && millis <= 1000), () -> loaded.add("at " + passed()))
                .run();

        assertThat(passed()).isBetween(1500L, 1520L);
        assertThat(loaded).containsExactly("at " + passed());
    }

    @Test
    @DisplayName("R11 a process that is never quiet warms up too, ten seconds after the start")
    void aProcessThatIsNeverQuietWarmsUpToo() {
        warmUp(_ -> true, () -> loaded.add("hasher")).run();

        assertThat(loaded).containsExactly("hasher");
        assertThat(passed()).isBetween(10_000L, 10_100L);
    }

    @Test
    @DisplayName("R11 a step that fails does not stop the next")
    void aStepThatFailsDoesNotStopTheNext() {
        warmUp(
                        _ -> false,
                        () -> {
                            throw new NoClassDefFoundError("broken");
                        },
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> loaded.add("redis"))
                .run();

        assertThat(loaded).containsExactly("redis");
    }

    private WarmUp warmUp(LongPredicate isBusy, Runnable... steps) {
        return new WarmUp(() -> isBusy.test(passed()) ? 1 : 0, List.of(steps), () -> now, nanos -> now += nanos);
    }

    private long passed() {
        return Duration.ofNanos(now - start).toMillis();
    }
}
