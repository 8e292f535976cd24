package com.hiremebahamas.http.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.connections.MemoryBudget.Cause;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose reservations are revoked when the memory does not suffice, or when they are too slow.
class RevokedReservationsTest {

    private final TestBudget budget = new TestBudget();

    @Test
    void twoOfTheCostliestClientLeaveBeforeOneOfTheNext() {
        for (int i = 0; i < 4; i++) {
            budget.reserve("greedy", "greedy " + i).add(100);
            budget.later(1);
        }
        budget.reserve("modest", "modest").add(250);
        budget.later(10);
        budget.reserve("fresh", "fresh").add(200);

        assertThat(budget.revoked()).containsExactly("greedy 0", "greedy 1");
    }

    @Test
    @DisplayName("R24 a client that stalls makes room for one that comes later")
    void aClientThatStallsMakesRoom() {
        budget.reserve("stalled", "stalled").add(700);
        budget.later(10);

        assertThat(budget.reserve("fresh", "fresh").add(200)).isTrue();
        assertThat(budget.revoked()).containsExactly("stalled");
        assertThat(budget.reserved()).isEqualTo(200);
    }

    @Test
    @DisplayName("R24 of the client whose reservations cost most, the costliest is revoked")
    void theCostliestOfTheCostliestClientIsRevoked() {
        budget.reserve("greedy", "small").add(200);
        budget.reserve("greedy", "large").add(250);
        budget.reserve("modest", "modest").add(300);
        budget.later(10);
        budget.reserve("fresh", "fresh").add(100);

        assertThat(budget.revoked()).containsExactly("large");
    }

    @Test
    void theCostIsBytesTimesTime() {
        budget.reserve("old", "old").add(110);
        budget.later(100);
        budget.reserve("big", "big").add(600);
        budget.later(10);
        budget.reserve("fresh", "fresh").add(95);

        assertThat(budget.revoked()).containsExactly("old");
    }

    @Test
    @DisplayName("R24 a transfer that keeps the pace costs nothing, however long it takes")
    void aTransferInPaceCostsNothing() {
        var phone = budget.reserve("phone", "phone");
        phone.add(600);
        for (int i = 0; i < 100; i++) {
            budget.later(1);
            phone.progress(MemoryBudget.PACE);
        }
        budget.reserve("stalled", "stalled").add(150);
        budget.later(1);
        phone.progress(MemoryBudget.PACE);
        budget.reserve("fresh", "fresh").add(100);

        assertThat(budget.revoked()).containsExactly("stalled");
    }

    @Test
    void aBurstIsNoTimeToStall() {
        var burst = budget.reserve("burst", "burst");
        burst.add(400);
        burst.progress(1000L * MemoryBudget.PACE);
        budget.later(2);
        budget.reserve("other", "other").add(390);
        budget.later(2);
        budget.reserve("fresh", "fresh").add(100);

        assertThat(budget.revoked()).containsExactly("burst");
    }

    @Test
    void aPauseIsCaughtUp() {
        var paused = budget.reserve("paused", "paused");
        paused.add(400);
        budget.later(10);
        paused.progress(10L * MemoryBudget.PACE);
        budget.reserve("other", "other").add(390);
        budget.later(1);
        paused.progress(MemoryBudget.PACE);
        budget.reserve("fresh", "fresh").add(100);

        assertThat(budget.revoked()).containsExactly("other");
    }

    /// Five thousand addresses, whose transfers send all at once and then nothing. Each second they bring half of
    /// the budget, or all of it.
    @ParameterizedTest
    @ValueSource(ints = {20, 10})
    @DisplayName("R24 one that moves slowly outlives a flood from many addresses")
    void oneThatMovesOutlivesAFloodFromManyAddresses(int everyMillis) {
        var phone = budget.reserve("phone", "phone");
        for (int millis = 0; millis < 60_000; millis += everyMillis) {
            budget.later(Duration.ofMillis(everyMillis));
            if (millis % 500 == 0) {
                assertThat(phone.add(1)).isTrue();
                phone.progress(MemoryBudget.PACE);
            }
            var flood = budget.reserve("address " + millis % 5000, "flood");
            if (flood.add(8)) flood.progress(12_000);
        }

        assertThat(budget.revoked()).hasSizeGreaterThan(1000).containsOnly("flood");
    }

    @Test
    void unknownClientsCountEachAlone() {
        for (int i = 0; i < 7; i++) budget.reserve(null, "of a proxy " + i).add(50);
        budget.reserve("client", "client").add(400);
        budget.later(10);
        budget.reserve("fresh", "fresh").add(60);

        assertThat(budget.revoked()).containsExactly("client");
    }

    @Test
    @DisplayName("R24 an eighth is freed at once, so that a flood does not sort all reservations each time")
    void anEighthIsFreedAtOnce() {
        for (int i = 0; i < 80; i++) budget.reserve("client " + i, "" + i).add(10);
        budget.later(2);
        budget.reserve("fresh", "fresh").add(10);

        assertThat(budget.revoked()).hasSize(11);
        assertThat(budget.reserved()).isEqualTo(700);
    }

    @Test
    @DisplayName("R24 a transfer below the least rate is revoked")
    void aTransferBelowTheLeastRateIsRevoked() {
        var slow = budget.reserve("a", "slow");
        var steady = budget.reserve("b", "steady");
        slow.add(1);
        steady.add(1);
        slow.progress(MemoryBudget.MIN_BYTES - 1);
        steady.progress(MemoryBudget.MIN_BYTES);
        budget.later(MemoryBudget.WINDOW);
        budget.timer().remove().run();

        assertThat(budget.revoked()).containsExactly("slow");
        assertThat(slow.revoked()).isEqualTo(Cause.TOO_SLOW);
        budget.later(MemoryBudget.WINDOW);
        budget.timer().remove().run();
        assertThat(budget.revoked()).containsExactly("slow", "steady");
    }

    @Test
    void aTransferHasAWholeWindow() {
        budget.reserve("a", "early").add(1);
        budget.later(29);
        budget.reserve("b", "late").add(1);
        budget.later(1);
        budget.timer().remove().run();

        assertThat(budget.revoked()).containsExactly("early");
    }
}
