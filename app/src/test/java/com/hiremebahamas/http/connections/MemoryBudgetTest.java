package com.hiremebahamas.http.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.connections.MemoryBudget.Cause;
import com.hiremebahamas.http.connections.MemoryBudget.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What is granted and freed. Which reservations are revoked is in `RevokedReservationsTest`.
class MemoryBudgetTest {

    private final TestBudget budget = new TestBudget();

    @Test
    void whatFitsIsGranted() {
        var one = budget.reserve("a", "one");

        assertThat(one.add(500)).isTrue();
        assertThat(one.add(300)).isTrue();
        assertThat(budget.reserved()).isEqualTo(800);
        assertThat(budget.revoked()).isEmpty();
    }

    @Test
    void whatIsClosedIsFreeAgain() {
        var one = budget.reserve("a", "one");
        one.add(800);
        one.close();
        one.close();

        assertThat(budget.reserved()).isZero();
        assertThat(budget.reserve("b", "two").add(800)).isTrue();
        assertThat(budget.revoked()).isEmpty();
    }

    @Test
    void whatIsClosedGrowsNoMore() {
        var one = budget.reserve("a", "one");
        one.close();

        assertThat(one.add(1)).isFalse();
        assertThat(budget.reserved()).isZero();
    }

    @Test
    void whatNeverFitsIsRefused() {
        assertThat(budget.reserve("a", "large").add(TestBudget.MAX + 1)).isFalse();
        assertThat(budget.reserved()).isZero();
    }

    @Test
    void aReservationThatWasRevokedGrowsNoMore() {
        var stalled = budget.reserve("a", "stalled");
        stalled.add(700);
        budget.later(1);
        budget.reserve("b", "other").add(200);

        assertThat(stalled.revoked()).isEqualTo(Cause.NO_MEMORY);
        assertThat(stalled.add(1)).isFalse();
        stalled.close();
        assertThat(budget.reserved()).isEqualTo(200);
    }

    @Test
    void nothingIsScheduledWhenNothingIsReserved() {
        assertThat(budget.timer()).isEmpty();
        var one = budget.reserve("a", "one");
        one.add(1);
        one.add(1);
        assertThat(budget.timer()).hasSize(1);
        one.close();
        budget.timer().remove().run();

        assertThat(budget.timer()).isEmpty();
        budget.reserve("b", "two").add(1);
        assertThat(budget.timer()).hasSize(1);
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
                    open.add(budget.reserve("client " + random.nextInt(5), "x"));
                    bytes.add(0L);
                }
                case 2 -> {
                    if (open.isEmpty()) break;
                    long more = random.nextInt(200);
                    if (open.get(at).add(more)) bytes.set(at, bytes.get(at) + more);
                }
                case 3 -> budget.later(random.nextInt(3));
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
            assertThat(budget.reserved()).isEqualTo(sum).isLessThanOrEqualTo(TestBudget.MAX);
        }
    }

    /// Each is revoked by the other's thread, which calls back.
    @Test
    void twoThreadsThatRevokeEachOtherDoNotWaitForEachOther() throws InterruptedException {
        var done = new CountDownLatch(2);
        for (var client : List.of("a", "b")) {
            Thread.startVirtualThread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    try (var one = budget.budget().reserve(client, _ -> budget.reserved())) {
                        one.add(500);
                    }
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(budget.reserved()).isZero();
    }
}
