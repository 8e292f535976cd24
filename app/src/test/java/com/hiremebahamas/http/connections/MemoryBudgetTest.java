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
    void growingDoesNotCostTheTimeBefore() {
        var grown = reserve("grown", "grown");
        grown.add(1);
        later(100);
        grown.add(499);
        reserve("even", "even").add(250);
        later(1);
        reserve("fresh", "fresh").add(60);

        assertThat(revoked).containsExactly("grown");
        later(100);
        reserve("late", "late").add(700);
        assertThat(revoked).containsExactly("grown", "even", "fresh");
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
    @DisplayName("R24 what is being processed is kept, and a newcomer is refused instead")
    void whatIsBeingProcessedIsKept() {
        var kept = reserve("a", "kept");
        kept.add(800);
        assertThat(kept.keep()).isTrue();
        later(1000);

        assertThat(reserve("b", "newcomer").add(1)).isFalse();
        assertThat(budget.reserved()).isEqualTo(800);
        assertThat(revoked).isEmpty();
    }

    @Test
    void aReservationThatWasRevokedGrowsNoMore() {
        var stalled = reserve("a", "stalled");
        stalled.add(700);
        later(1);
        reserve("b", "other").add(200);

        assertThat(stalled.revoked()).isEqualTo(Cause.NO_MEMORY);
        assertThat(stalled.add(1)).isFalse();
        assertThat(stalled.keep()).isFalse();
        stalled.close();
        assertThat(budget.reserved()).isEqualTo(200);
    }

    @Test
    @DisplayName("R24 an eighth is freed at once, so that a flood does not sort all reservations each time")
    void anEighthIsFreedAtOnce() {
        for (int i = 0; i < 80; i++) reserve("client " + i, "" + i).add(10);
        later(1);
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
    void whatIsBeingProcessedHasNoLeastRate() {
        var kept = reserve("a", "kept");
        kept.add(1);
        kept.keep();
        now += MemoryBudget.WINDOW.toNanos();
        timer.remove().run();

        assertThat(revoked).isEmpty();
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
