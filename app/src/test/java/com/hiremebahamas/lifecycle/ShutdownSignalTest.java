package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShutdownSignalTest {

    private final List<Integer> exits = new ArrayList<>();
    private final ShutdownSignal stop = new ShutdownSignal(exits::add);

    @Test
    @DisplayName("R15 the first signal asks")
    void theFirstSignalAsks() {
        stop.ask(15);

        stop.await();
        assertThat(exits).isEmpty();
    }

    @Test
    @DisplayName("R15 the second signal ends the process at once")
    void theSecondSignalEndsTheProcessAtOnce() {
        stop.ask(15);
        stop.ask(15);

        assertThat(exits).containsExactly(143);
    }

    @Test
    @DisplayName("R15 Ctrl-C after SIGTERM is as impatient")
    void controlCIsAsImpatient() {
        stop.ask(15);
        stop.ask(2);

        assertThat(exits).containsExactly(130);
    }

    @Test
    @DisplayName("R15 a signal before the signals are taken is a stop like any other")
    void aSignalBeforeTheSignalsAreTakenIsAStopLikeAnyOther() {
        stop.endBoot();

        assertThat(exits).containsExactly(0);
    }

    @Test
    @DisplayName("R15 what ends by itself keeps its exit code")
    void whatEndsByItselfKeepsItsExitCode() {
        stop.over();
        stop.endBoot();

        assertThat(exits).isEmpty();
    }
}
