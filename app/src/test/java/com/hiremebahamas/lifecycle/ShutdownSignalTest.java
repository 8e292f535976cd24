package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShutdownSignalTest {

    private final List<Integer> exits = new ArrayList<>();
    private final ShutdownSignal signal = new ShutdownSignal(exits::add);

    @Test
    @DisplayName("R15 the first signal starts the shutdown")
    void theFirstSignalStartsTheShutdown() {
        signal.received(15);

        signal.await();
        assertThat(exits).isEmpty();
    }

    @Test
    @DisplayName("R15 the second signal ends the process at once")
    void theSecondSignalEndsTheProcessAtOnce() {
        signal.received(15);
        signal.received(15);

        assertThat(exits).containsExactly(143);
    }

    @Test
    @DisplayName("R15 Ctrl-C after SIGTERM ends it at once, too")
    void controlCAfterSigtermEndsItAtOnce() {
        signal.received(15);
        signal.received(2);

        assertThat(exits).containsExactly(130);
    }

    @Test
    @DisplayName("R15 a signal before they are handled is a shutdown like any other")
    void aSignalBeforeTheyAreHandledIsAShutdownLikeAnyOther() {
        signal.endBoot();

        assertThat(exits).containsExactly(0);
    }

    @Test
    @DisplayName("R15 a process that ends by itself keeps its exit code")
    void aProcessThatEndsByItselfKeepsItsExitCode() {
        signal.processEnds();
        signal.endBoot();

        assertThat(exits).isEmpty();
    }
}
