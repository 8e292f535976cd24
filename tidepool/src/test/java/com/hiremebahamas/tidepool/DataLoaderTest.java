package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataLoaderTest {

    private record Note(int id, String text, Thread reader) {}

    private record Call<T>(FutureTask<T> task, Thread thread) {
        T answer() throws ExecutionException, InterruptedException {
            return task.get();
        }
    }

    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final List<Set<Integer>> reads = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile String text = "before";
    private final DataLoader<Integer, Note> notes = DataLoader.byKey(this::read, Note::id);

    @AfterEach
    void releaseQueries() {
        release.countDown();
    }

    @Test
    void aSingleCallerReadsAtOnceOnItsOwnThread() {
        release.countDown();

        assertThat(notes.load(1)).contains(new Note(1, "before", Thread.currentThread()));
        assertThat(notes.load(-1)).isEmpty();
        assertThat(reads).containsExactly(Set.of(1), Set.of(-1));
        assertThat(notes.queues()).isZero();
    }

    @Test
    void waitingCallersAreReadByOneQuery() throws Exception {
        var first = occupy();
        var waiting = new ArrayList<Call<Optional<Note>>>();
        for (int i = 10; i < 60; i++) waiting.add(waiting(i));
        waiting.add(waiting(10));
        waiting.add(waiting(-1));

        release.countDown();

        for (int i = 10; i < 60; i++)
            assertThat(waiting.get(i - 10).answer()).map(Note::id).contains(i);
        assertThat(waiting.get(51).answer()).isEmpty();
        for (var one : first) assertThat(one.answer()).isPresent();
        assertThat(reads).hasSize(3);
        assertThat(reads.get(2)).hasSize(51).contains(-1, 10, 59);
        await().until(() -> notes.queues() == 0);
    }

    @Test
    void noResultIsOlderThanItsCall() throws Exception {
        occupy();
        text = "after";
        var call = waiting(1);

        release.countDown();

        assertThat(call.answer()).map(Note::text).contains("after");
    }

    @Test
    void aFailedQueryFailsTheCallersOfItsBatchOnly() throws Exception {
        occupy();
        text = "broken";
        var one = waiting(1);
        var other = waiting(2);

        release.countDown();

        for (var call : List.of(one, other)) {
            assertThatThrownBy(call::answer)
                    .cause()
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.Unreachable.class));
        }
        text = "mended";
        assertThat(notes.load(1)).map(Note::text).contains("mended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistaken", "not to be linked"})
    void anExceptionOfTheQueryIsNoDatabaseFailureAndEndsNoOtherQuery(String mistake) throws Exception {
        occupy();
        text = mistake;
        var call = waiting(1);

        release.countDown();

        assertThatThrownBy(call::answer).cause().isExactlyInstanceOf(IllegalStateException.class);
        await().until(() -> notes.queues() == 0);
    }

    @Test
    void aCallerWhoseDeadlinePassesLeavesAndTheOthersAreAnswered() throws Exception {
        occupy();
        var patient = waiting(1);

        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(20), () -> notes.load(2)))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.TimedOut.class));

        release.countDown();
        assertThat(patient.answer()).isPresent();
    }

    @Test
    void aBatchHasUntilTheLatestDeadlineOfItsCallers() throws Exception {
        occupy();
        var hurried = call(() -> Deadline.within(Duration.ofSeconds(30), () -> notes.load(1)));
        var patient = call(() -> Deadline.within(Duration.ofSeconds(100), () -> notes.load(2)));
        var last = call(() -> Deadline.within(Duration.ofSeconds(30), () -> notes.load(3)));
        text = "left";

        release.countDown();

        assertThat(Integer.parseInt(patient.answer().orElseThrow().text())).isBetween(31, 100);
        assertThat(hurried.answer()).isPresent();
        assertThat(last.answer()).isPresent();
    }

    @Test
    void anInterruptedCallerLeavesWithItsInterruptFlagSet() throws Exception {
        occupy();
        var caller = call(() -> {
            try {
                return notes.load(1).isPresent();
            } catch (DatabaseException e) {
                return Thread.currentThread().isInterrupted();
            }
        });

        caller.thread().interrupt();

        assertThat(caller.answer()).isTrue();
        assertThat(reads).hasSize(2);
    }

    @Test
    void equalKeysAreReadOnceAndOthersDoNotWaitForThem() throws Exception {
        var queries = new AtomicInteger();
        var lengths = DataLoader.sameQuery((String word) -> {
            queries.incrementAndGet();
            if (word.equals("slow")) awaited();
            return word.length();
        });
        for (int i = 0; i < 20; i++) call(() -> lengths.load("slow"));

        assertThat(lengths.load("quick")).contains(5);
        assertThat(queries).hasValue(3);
        release.countDown();
        await().until(() -> lengths.queues() == 0);
        assertThat(queries).hasValue(4);
    }

    /// As many running queries as may run at once, so that the next call has to wait.
    private List<Call<Optional<Note>>> occupy() {
        return List.of(waiting(1), waiting(2));
    }

    private Call<Optional<Note>> waiting(int id) {
        return call(() -> notes.load(id));
    }

    /// Returns when the call waits.
    private <T> Call<T> call(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = Thread.ofPlatform().daemon().start(task);
        await().until(() -> WAITING.contains(thread.getState()));
        return new Call<>(task, thread);
    }

    private List<Note> read(Set<Integer> ids) {
        reads.add(Set.copyOf(ids));
        var then = reads.size() <= 2 ? "first" : text;
        awaited();
        return switch (then) {
            case "broken" -> throw new DatabaseException(new DatabaseFailure.Unreachable("It is away"), null);
            case "mistaken" -> throw new IllegalArgumentException("Not so");
            case "not to be linked" -> throw new LinkageError("Not there");
            case "left" ->
                rows(ids, Long.toString(Deadline.left(Duration.ofDays(1)).toSeconds()));
            case "first" -> rows(ids, "before");
            default -> rows(ids, then);
        };
    }

    private static List<Note> rows(Set<Integer> ids, String text) {
        return ids.stream()
                .filter(id -> id > 0)
                .map(id -> new Note(id, text, Thread.currentThread()))
                .toList();
    }

    private void awaited() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
