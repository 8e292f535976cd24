package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    @Test
    @DisplayName("R15 a part that does not close does not keep the next from closing")
    void onePartThatFailsDoesNotStopTheNext() {
        List<String> closed = new ArrayList<>();

        Shutdown.inOrder(
                () -> closed.add("redis"),
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> closed.add("pool"));

        assertThat(closed).containsExactly("redis", "pool");
    }
}
