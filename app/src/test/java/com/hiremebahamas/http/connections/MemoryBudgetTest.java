package com.hiremebahamas.http.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.connections.MemoryBudget.Cause;
import com.hiremebahamas.http.connections.MemoryBudget.Reservation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {

    private static final int MAX = 800;

    private long now = Duration.ofDays(1).toNanos();
    private final Queue<Runnable> timer = new ArrayDeque<>();
    private final MemoryBudget budget = new MemoryBudget(MAX, () -> now, (task, _) -> timer.add(task));

    /// In the order in which they were revoked.
    private final List<String> revoked = new ArrayList<>();

    @Test
    void whatFitsIsGranted() {
        var one = reserve("a", "one");

        assertThat(one.add(500)).isTrue();
        assertThat(one.add(300)).isTrue();
        assertThat(budget.reserved()).isEqualTo(800);
        assertThat(revoked).isEmpty();
    }

    @Test
    void whatIsClosedIsFreeAgain() {
        var one = reserve("a", "one");
        one.add(800);
        one.close();
        one.close();

        assertThat(budget.reserved()).isZero();
        assertThat(reserve("b", "two").add(800)).isTrue();
        assertThat(revoked).isEmpty();
    }

    @Test
    void whatIsClosedGrowsNoMore() {
        var one = reserve("a", "one");
        one.close();

        assertThat(one.add(1)).isFalse();
        assertThat(budget.reserved()).isZero();
    }

    @Test
    void whatNeverFitsIsRefused() {
        assertThat(reserve("a", "large").add(MAX + 1)).isFalse();
        assertThat(budget.reserved()).isZero();
    }

    @Test
    void twoOfTheCostliestClientLeaveBeforeOneOfTheNext() {
        for (int i = 0; i < 4; i++) {
            reserve("greedy", "greedy " + i).add(100);
            later(1);
        }
        reserve("modest", "modest").add(250);
        later(10);
        reserve("fresh", "fresh").add(200);

        assertThat(revoked).containsExactly("greedy 0", "greedy 1");
    }

    @Test
    @DisplayName("R24 a client that stalls makes room for one that comes later")
    void aClientThatStallsMakesRoom() {
        reserve("stalled", "stalled").add(700);
        later(10);

        assertThat(reserve("fresh", "fresh").add(200)).isTrue();
        assertThat(revoked).containsExactly("stalled");
        assertThat(budget.reserved()).isEqualTo(200);
    }

    @Test
    @DisplayName("R24 of the client whose reservations cost most, the costliest is revoked")
    void theCostliestOfTheCostliestClientIsRevoked() {
        reserve("greedy", "small").add(200);
        reserve("greedy", "large").add(250);
        reserve("modest", "modest").add(300);
        later(10);
        reserve("fresh", "fresh").add(100);

        assertThat(revoked).containsExactly("large");
    }

    @Test
    void theCostIsBytesTimesTime() {
        reserve("old", "old").add(110);
        later(100);
        reserve("big", "big").add(600);
        later(10);
        reserve("fresh", "fresh").add(95);

        assertThat(revoked).containsExactly("old");
    }

    @Test
    @DisplayName("R24 a transfer that keeps the pace costs nothing, however long it takes")
    void aTransferInPaceCostsNothing() {
        var phone = reserve("phone", "phone");
        phone.add(600);
        for (int i = 0; i < 100; i++) {
            later(1);
            phone.progress(MemoryBudget.PACE);
        }
        reserve("stalled", "stalled").add(150);
        later(1);
        phone.progress(MemoryBudget.PACE);
        reserve("fresh", "fresh").add(100);

        assertThat(revoked).containsExactly("stalled");
    }

    @Test
    void aBurstIsNoTimeToStall() {
        var burst = reserve("burst", "burst");
        burst.add(400);
        burst.progress(1000L * MemoryBudget.PACE);
        later(2);
        reserve("other", "other").add(390);
        later(2);
        reserve("fresh", "fresh").add(100);

        assertThat(revoked).containsExactly("burst");
    }

    @Test
    void aPauseIsCaughtUp() {
        var paused = reserve("paused", "paused");
        paused.add(400);
        later(10);
        paused.progress(10L * MemoryBudget.PACE);
        reserve("other", "other").add(390);
        later(1);
        paused.progress(MemoryBudget.PACE);
        reserve("fresh", "fresh").add(100);

        assertThat(revoked).containsExactly("other");
    }

    /// Five thousand addresses, whose transfers send all at once and then nothing. Each second they bring half of
    /// the budget, or all of it.
    @ParameterizedTest
    @ValueSource(ints = {20, 10})
    @DisplayName("R24 one that moves slowly outlives a flood from many addresses")
    void oneThatMovesOutlivesAFloodFromManyAddresses(int everyMillis) {
        var phone = reserve("phone", "phone");
        for (int millis = 0; millis < 60_000; millis += everyMillis) {
            now += Duration.ofMillis(everyMillis).toNanos();
            if (millis % 500 == 0) {
                assertThat(phone.add(1)).isTrue();
                phone.progress(MemoryBudget.PACE);
            }
            var flood = reserve("address " + millis % 5000, "flood");
            if (flood.add(8)) flood.progress(12_000);
        }

        assertThat(revoked).hasSizeGreaterThan(1000).containsOnly("flood");
    }

    @Test
    void unknownClientsCountEachAlone() {
        for (int i = 0; i < 7; i++) reserve(null, "of a proxy " + i).add(50);
        reserve("client", "client").add(400);
        later(10);
        reserve("fresh", "fresh").add(60);

        assertThat(revoked).containsExactly("client");
    }

    @Test
    void aReservationThatWasRevokedGrowsNoMore() {
        var stalled = reserve("a", "stalled");
        stalled.add(700);
        later(1);
        reserve("b", "other").add(200);

        assertThat(stalled.revoked()).isEqualTo(Cause.NO_MEMORY);
        assertThat(stalled.add(1)).isFalse();
        stalled.close();
        assertThat(budget.reserved()).isEqualTo(200);
    }

    @Test
    @DisplayName("R24 an eighth is freed at once, so that a flood does not sort all reservations each time")
    void anEighthIsFreedAtOnce() {
        for (int i = 0; i < 80; i++) reserve("client " + i, "" + i).add(10);
        later(2);
        reserve("fresh", "fresh").add(10);

        assertThat(revoked).hasSize(11);
        assertThat(budget.reserved()).isEqualTo(700);
    }

    @Test
    @DisplayName("R24 a transfer below the least rate is revoked")
    void aTransferBelowTheLeastRateIsRevoked() {
        var slow = reserve("a", "slow");
        var steady = reserve("b", "steady");
        slow.add(1);
        steady.add(1);
        slow.progress(MemoryBudget.MIN_BYTES - 1);
        steady.progress(MemoryBudget.MIN_BYTES);
        now += MemoryBudget.WINDOW.toNanos();
        timer.remove().run();

        assertThat(revoked).containsExactly("slow");
        assertThat(slow.revoked()).isEqualTo(Cause.TOO_SLOW);
        now += MemoryBudget.WINDOW.toNanos();
        timer.remove().run();
        assertThat(revoked).containsExactly("slow", "steady");
    }

    @Test
    void aTransferHasAWholeWindow() {
        reserve("a", "early").add(1);
        later(29);
        reserve("b", "late").add(1);
        later(1);
        timer.remove().run();

        assertThat(revoked).containsExactly("early");
    }

    @Test
    void nothingIsScheduledWhenNothingIsReserved() {
        assertThat(timer).isEmpty();
        var one = reserve("a", "one");
        one.add(1);
        one.add(1);
        assertThat(timer).hasSize(1);
        one.close();
        timer.remove().run();

        assertThat(timer).isEmpty();
        reserve("b", "two").add(1);
        assertThat(timer).hasSize(1);
    }

    @Test
    @DisplayName("R24 whatever is reserved, grown, kept and closed: the sum is right and never above the bound")
    void theSumIsAlwaysRight() {
        var random = RandomGenerator.of("Xoshiro256PlusPlus");
        var open = new ArrayList<Reservation>();
        var bytes = new ArrayList<Long>();
        for (int i = 0; i < 20_000; i++) {
            int at = open.isEmpty() ? 0 : random.nextInt(open.size());
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    open.add(reserve("client " + random.nextInt(5), "x"));
                    bytes.add(0L);
                }
                case 2 -> {
                    if (open.isEmpty()) break;
                    long more = random.nextInt(200);
                    if (open.get(at).add(more)) bytes.set(at, bytes.get(at) + more);
                }
                case 3 -> later(random.nextInt(3));
                default -> {
                    if (open.isEmpty()) break;
                    open.remove(at).close();
                    bytes.remove(at);
                }
            }
            long sum = IntStream.range(0, open.size())
                    .filter(n -> open.get(n).revoked() == null)
                    .mapToLong(bytes::get)
                    .sum();
            assertThat(budget.reserved()).isEqualTo(sum).isLessThanOrEqualTo(MAX);
        }
    }

    /// Each is revoked by the other's thread, which calls back.
    @Test
    void twoThreadsThatRevokeEachOtherDoNotWaitForEachOther() throws InterruptedException {
        var done = new CountDownLatch(2);
        for (var client : List.of("a", "b")) {
            Thread.startVirtualThread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    try (var one = budget.reserve(client, _ -> budget.reserved())) {
                        one.add(500);
                    }
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(budget.reserved()).isZero();
    }

    private Reservation reserve(@Nullable String client, String name) {
        return budget.reserve(client, _ -> revoked.add(name));
    }

    private void later(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
