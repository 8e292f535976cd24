package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Tasks from the commit of their cause to their end.
class TaskRunnerTest {

    private final TestDatabase database = TestDatabase.empty();
    private final TestTasks tasks = new TestTasks(database.tidepool(), new TestTime());
    private final List<Task> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        tasks.close();
        database.close();
    }

    @Test
    @DisplayName("R27 a task runs once, after its cause is committed, and is then gone")
    void aTaskRunsOnceAfterItsCauseIsCommitted() {
        tasks.start(ran::add);

        database.tidepool().useTransaction(transaction -> {
            tasks.queue().submit(transaction, TestTasks.KIND, Map.of("account", "7", "word", "it's, {\"ok\"} ñ"));
            assertThat(ran).isEmpty();
        });
        tasks.pass(Duration.ofDays(2));

        assertThat(ran).singleElement().satisfies(task -> {
            assertThat(task.arguments()).isEqualTo(Map.of("account", "7", "word", "it's, {\"ok\"} ñ"));
            assertThat(task.kind()).isEqualTo(TestTasks.KIND);
            assertThat(task.attempt()).isEqualTo(1);
            assertThat(task).hasToString("Task " + task.id() + " (note.write)");
        });
        assertThat(tasks.list()).isEmpty();
    }

    @Test
    @DisplayName("R27 a task of a cause that is rolled back is never run")
    void aTaskOfARolledBackCauseIsNeverRun() {
        tasks.start(ran::add);

        assertThatThrownBy(() -> database.tidepool().useTransaction(transaction -> {
                    tasks.queue().submit(transaction, TestTasks.KIND, Map.of());
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        tasks.pass(Duration.ofDays(2));

        assertThat(ran).isEmpty();
        assertThat(tasks.list()).isEmpty();
    }

    @Test
    void aTaskRunsNotBeforeItsTime() {
        tasks.start(ran::add);
        tasks.submit(tasks.time().instant().plus(Duration.ofHours(3)));
        tasks.submit(tasks.time().instant().plus(Duration.ofHours(1)));

        tasks.pass(Duration.ofMinutes(59));
        assertThat(ran).isEmpty();
        tasks.pass(Duration.ofMinutes(2));
        assertThat(ran).hasSize(1);
        tasks.pass(Duration.ofHours(2));
        assertThat(ran).hasSize(2);
    }

    @Test
    @DisplayName("R27 a task whose process ended before it ran is run by another, once that has reached the database")
    void aTaskWhoseProcessEndedIsRunByAnother() {
        tasks.submit();
        var runner = tasks.start(ran::add);
        tasks.pass(Duration.ofDays(1));
        assertThat(ran).as("no polling").isEmpty();

        runner.databaseReached();
        tasks.awaitIdle();
        assertThat(ran).as("the first requests come first").isEmpty();
        tasks.pass(TaskRunner.AFTER_REACHING);

        assertThat(ran).hasSize(1);
    }

    @Test
    @DisplayName("R27 a task whose instance died while it ran is taken over after its lease, not before")
    void aTaskIsTakenOverAfterItsLease() {
        tasks.submit();
        leaseAndDie();
        var runner = tasks.start(ran::add);
        runner.databaseReached();

        tasks.pass(TaskExecution.LEASE.minusSeconds(1));
        assertThat(ran).isEmpty();
        tasks.pass(Duration.ofSeconds(1));

        assertThat(ran).extracting(Task::attempt).containsExactly(2);
        assertThat(tasks.list()).isEmpty();
    }

    @Test
    void aTaskThatEndsItsProcessEachTimeIsGivenUpAfterADay() {
        tasks.submit();
        for (int attempt = 0; attempt <= TaskExecution.MAX_INTERRUPTIONS; attempt++) {
            tasks.time().advance(Duration.ofHours(3));
            leaseAndDie();
        }
        tasks.time().advance(Duration.ofHours(3));
        tasks.start(ran::add).databaseReached();

        tasks.pass(Duration.ofDays(1));

        assertThat(ran).isEmpty();
        assertThat(tasks.list())
                .extracting(TaskStore.Entry::state, TaskStore.Entry::lastError)
                .containsExactly(tuple(TaskStore.State.GIVEN_UP, "The process ended during each attempt"));
    }

    @Test
    void atMostFourTasksRunAtOnceAndAllAreRun() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var four = new CountDownLatch(TaskRunner.MAX_RUNNING);
        for (int i = 0; i < 20; i++) tasks.submit();
        var runner = tasks.start(task -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            four.countDown();
            four.await();
            ran.add(task);
            now.decrementAndGet();
        });

        runner.runDue();

        assertThat(most).hasValue(TaskRunner.MAX_RUNNING);
        assertThat(ran).extracting(Task::id).doesNotHaveDuplicates().hasSize(20);
        assertThat(runner.counts()).isEqualTo(new TaskCounts(20, 0, 0, 0, 0));
    }

    @Test
    void noTransactionIsOpenWhileAHandlerRuns() {
        var open = new CopyOnWriteArrayList<Integer>();
        tasks.start(_ -> open.add(database.tidepool().poolStats().active()));
        tasks.submit();
        tasks.awaitIdle();

        assertThat(open).containsExactly(0);
    }

    @Test
    void aHandlerThatHangsIsInterruptedAndTriedAgain() throws Exception {
        var interrupted = new CountDownLatch(1);
        var runner = tasks.start(Duration.ofMillis(200), List.of(), TestTasks.handler(TestTasks.KIND, task -> {
            ran.add(task);
            if (task.attempt() > 1) return;
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }));
        tasks.submit();
        tasks.pass(Duration.ofMinutes(1));

        interrupted.await();
        assertThat(ran).extracting(Task::attempt).containsExactly(1, 2);
        assertThat(runner.counts()).isEqualTo(new TaskCounts(1, 1, 0, 0, 0));
    }

    @Test
    @DisplayName("R27 closing lets a running task end and begins no other")
    void closingLetsARunningTaskEnd() {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var runner = tasks.start(task -> {
            begun.countDown();
            goOn.await();
            ran.add(task);
        });
        tasks.submit();
        await().until(() -> begun.getCount() == 0);
        var closing = Thread.ofVirtual().start(runner::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        tasks.submit();
        goOn.countDown();

        await().until(() -> !closing.isAlive());
        assertThat(ran).hasSize(1);
        assertThat(tasks.list()).extracting(TaskStore.Entry::attempt).containsExactly(0);
    }

    @Test
    @DisplayName("R27 closing interrupts a task that does not end, which is due again at once")
    void closingInterruptsATaskThatDoesNotEnd() {
        var begun = new CountDownLatch(1);
        var runner = tasks.start(_ -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        tasks.submit();
        await().until(() -> begun.getCount() == 0);

        runner.close();

        assertThat(tasks.list()).singleElement().satisfies(task -> {
            assertThat(task.state()).isEqualTo(TaskStore.State.WAITING);
            assertThat(task.at()).isEqualTo(tasks.time().instant());
        });
        tasks.start(ran::add).runDue();
        assertThat(ran).hasSize(1);
    }

    @Test
    void aKindWithoutAHandlerIsRefused() {
        tasks.start(ran::add);

        assertThatThrownBy(() -> database.tidepool()
                        .useTransaction(transaction -> tasks.queue().submit(transaction, "nobody.runs", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody.runs");
    }

    /// As when a newer version submits it while the older one still runs.
    @Test
    void tasksOfAnotherVersionAreLeftToIt() {
        database.tidepool().useTransaction(transaction -> tasks.queue().submit(transaction, "newer.kind", Map.of()));
        tasks.submit();
        var runner = tasks.start(ran::add);

        runner.runDue();

        assertThat(ran).extracting(Task::kind).containsExactly(TestTasks.KIND);
        assertThat(tasks.list())
                .extracting(TaskStore.Entry::kind, TaskStore.Entry::attempt)
                .containsExactly(tuple("newer.kind", 0));
    }

    @Test
    void whatIsWantedDailyIsSubmittedOnceByAllInstances() {
        var daily = TestTasks.handler("rows.expire", ran::add);
        for (int instance = 0; instance < 3; instance++) {
            tasks.start(TestTasks.LIMIT, List.of("rows.expire"), daily).runDue();
        }
        assertThat(ran).hasSize(1);

        tasks.time().advance(Duration.ofHours(23));
        tasks.start(TestTasks.LIMIT, List.of("rows.expire"), daily).runDue();
        assertThat(ran).hasSize(1);

        tasks.time().advance(Duration.ofHours(1));
        tasks.start(TestTasks.LIMIT, List.of("rows.expire"), daily).runDue();
        assertThat(ran).hasSize(2);
    }

    private void leaseAndDie() {
        Instant now = tasks.time().instant();
        assertThat(tasks.queue().store().lease(List.of(TestTasks.KIND), now, now.plus(TaskExecution.LEASE)))
                .isPresent();
    }
}
