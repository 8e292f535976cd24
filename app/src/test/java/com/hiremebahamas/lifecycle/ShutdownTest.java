package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    @Test
    @DisplayName("R15 a component that fails to close does not stop the next from closing")
    void aComponentThatFailsToCloseDoesNotStopTheNext() {
        List<String> closed = new ArrayList<>();

        Shutdown.closeInOrder(
                () -> closed.add("redis"),
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> closed.add("pool"));

        assertThat(closed).containsExactly("redis", "pool");
    }
}
