package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AdmittedBodiesTest {

    private final AdmittedBodies bodies = new AdmittedBodies(800);

    @Test
    void oneClientMayHoldHalfWhileNobodyElseNeedsIt() {
        assertThat(bodies.reserve("a", 400)).isTrue();
        assertThat(bodies.reserve("a", 1)).isFalse();
    }

    @Test
    @DisplayName("R24 one client cannot take the room of the others")
    void oneClientCannotTakeTheRoomOfTheOthers() {
        while (bodies.reserve("greedy", 10)) {}

        for (int i = 0; i < 40; i++)
            assertThat(bodies.reserve("client " + i, 10)).isTrue();
    }

    @Test
    void onceHalfIsTakenAClientGetsAQuarter() {
        bodies.reserve("a", 400);

        assertThat(bodies.reserve("b", 200)).isTrue();
        assertThat(bodies.reserve("b", 1)).isFalse();
        assertThat(bodies.reserve("c", 200)).isTrue();
    }

    @Test
    void nothingGoesBeyondTheBound() {
        for (var client : List.of("a", "b", "c", "d"))
            assertThat(bodies.reserve(client, 200)).isTrue();

        assertThat(bodies.reserve("e", 1)).isFalse();
        bodies.release("a", 200);
        assertThat(bodies.reserve("e", 1)).isTrue();
    }

    @Test
    @DisplayName("R24 large bodies leave half to small ones")
    void largeBodiesLeaveHalfToSmallOnes() {
        long large = AdmittedBodies.LARGE + 1;
        var many = new AdmittedBodies(16 * large);
        int admitted = 0;
        for (int i = 0; i < 100; i++) if (many.reserve("client " + i, large)) admitted++;

        assertThat(admitted).isEqualTo(8);
        assertThat(many.reserve("small", AdmittedBodies.LARGE)).isTrue();
        many.release("client 0", large);
        assertThat(many.reserve("another", large)).isTrue();
        assertThat(many.reserve("one more", large)).isFalse();
    }

    @Test
    void whatIsReleasedIsFreeForTheSameClientToo() {
        bodies.reserve("a", 150);
        bodies.reserve("a", 40);
        bodies.release("a", 40);
        bodies.reserve("b", 200);
        bodies.reserve("c", 100);

        assertThat(bodies.reserve("a", 50)).isTrue();
        assertThat(bodies.reserve("a", 1)).isFalse();
    }
}
