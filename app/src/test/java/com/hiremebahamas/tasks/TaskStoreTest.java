package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Leases, and what an instance may record that has lost its own.
class TaskStoreTest {

    private static final List<String> KINDS = List.of("note.write");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LEASE_END = NOW.plusSeconds(300);

    private final TestDatabase database = TestDatabase.empty();
    private final TaskStore store = new TaskStore(database.tidepool());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @DisplayName("R27 an instance that has lost its lease neither postpones nor gives up the task of another one")
    void anInstanceThatHasLostItsLeaseChangesNothing() {
        insert();
        var late = store.lease(KINDS, NOW, LEASE_END).orElseThrow();
        var current = store.lease(KINDS, LEASE_END, LEASE_END.plusSeconds(300)).orElseThrow();
        assertThat(current.interrupted()).isTrue();

        store.postpone(late.task(), NOW, "late");
        store.giveUp(late.task(), NOW, "late");

        assertThat(store.list(10))
                .containsExactly(new TaskStore.Entry(
                        current.task().id(), "note.write", TaskStore.State.RUNNING, 2, LEASE_END.plusSeconds(300), ""));
    }

    @Test
    void theEffectOfALateInstanceCounts() {
        insert();
        var late = store.lease(KINDS, NOW, LEASE_END).orElseThrow();
        store.lease(KINDS, LEASE_END, LEASE_END.plusSeconds(300));

        store.delete(late.task().id());

        assertThat(store.list(10)).isEmpty();
    }

    @Test
    @DisplayName("R27 of many that want it at the same moment, one leases a task")
    void oneOfManyLeasesATask() throws Exception {
        for (int round = 0; round < 20; round++) {
            insert();
            var leases = Concurrently.run(8, _ -> store.lease(KINDS, NOW, LEASE_END));

            assertThat(leases.stream().flatMap(Optional::stream)).hasSize(1);
        }
    }

    @Test
    void whatIsDueFirstIsLeasedFirst() {
        store.insert(database.tidepool(), "note.write", Map.of(), NOW, NOW.minusSeconds(1), NOW);
        store.insert(database.tidepool(), "note.write", Map.of(), NOW, NOW.minusSeconds(2), NOW);

        var first = store.lease(KINDS, NOW, LEASE_END).orElseThrow();
        var second = store.lease(KINDS, NOW, LEASE_END).orElseThrow();

        assertThat(first.task().id()).isEqualTo(2);
        assertThat(first.more()).isTrue();
        assertThat(second.task().id()).isEqualTo(1);
        assertThat(second.more()).isFalse();
        assertThat(store.nextDue(KINDS)).contains(LEASE_END);
    }

    private void insert() {
        store.insert(database.tidepool(), "note.write", Map.of(), NOW, NOW, NOW.plusSeconds(86_400));
    }
}
