package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.TidepoolListener;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.FaultProxy.Cut;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tasks of several instances behind a pooler in transaction mode, over a network that fails.
class TaskFaultsTest {

    private static final PoolSettings SETTINGS = new PoolSettings(
            5, 5, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final TestDatabase database = TestDatabase.empty();
    private final String name = database.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
    private final PgBouncer pooler = PgBouncer.inFrontOf(PostgresServer.shared(), 10);
    private final FaultProxy network = FaultProxy.to(pooler.port());
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final TidepoolListener recorder = new TidepoolListener() {
        @Override
        public void statementExecuted(String sql, Duration took) {
            statements.add(sql.strip().lines().findFirst().orElse(""));
        }

        @Override
        public void acquireFailed(DatabaseFailure failure, Duration waited) {
            refused.incrementAndGet();
        }
    };
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(network.through(pooler.url(name))), SETTINGS, recorder);
    private final TestTasks tasks = new TestTasks(tidepool, new TestTime());

    @AfterEach
    void close() {
        tasks.close();
        tidepool.close();
        network.close();
        pooler.close();
        database.close();
    }

    @Test
    @DisplayName("R27 of two instances at once, no task is run by both, and none is left")
    void noTaskIsRunByTwoInstancesAtOnce() {
        var other = new TestTasks(tidepool, tasks.time());
        Set<Long> running = ConcurrentHashMap.newKeySet();
        var ran = new CopyOnWriteArrayList<Long>();
        var atOnce = new AtomicInteger();
        TestTasks.Effect effect = task -> {
            if (!running.add(task.id())) atOnce.incrementAndGet();
            ran.add(task.id());
            running.remove(task.id());
        };
        try (other) {
            tasks.start(effect);
            other.start(effect);
            for (int i = 0; i < 100; i++) {
                tasks.submit();
                other.submit();
            }
            tasks.awaitIdle();
            other.awaitIdle();
        }

        assertThat(atOnce).hasValue(0);
        assertThat(ran).hasSize(200).doesNotHaveDuplicates();
        assertThat(tasks.list()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of("tasks.insert", "COMMIT", "tasks.lease", "note_effect", "tasks.delete", "tasks.nextDue")
                .flatMap(text -> Stream.of(Arguments.of(Cut.BEFORE, text), Arguments.of(Cut.AFTER, text)));
    }

    @ParameterizedTest(name = "R27 the connection is cut {0} {1}: nothing is lost and nothing done twice")
    @MethodSource("faults")
    void aCutConnectionLosesNothing(Cut cut, String text) {
        database.tidepool().update("create table note_cause (id int)");
        database.tidepool().update("create table note_effect (id bigint primary key)");
        tasks.start(task -> tidepool.update("insert into note_effect values (?) on conflict do nothing", task.id()));
        network.cutOnce(cut, text);

        try {
            tidepool.useTransaction(transaction -> {
                transaction.update("insert into note_cause values (1)");
                tasks.queue().submit(transaction, TestTasks.KIND, Map.of());
            });
        } catch (DatabaseException _) {
            // Whether it was committed is looked at below.
        }
        tasks.pass(Duration.ofHours(2));

        assertThat(database.count("note_effect")).isEqualTo(database.count("note_cause"));
        assertThat(database.count("task")).isZero();
    }

    @ParameterizedTest(name = "R27 the connection is cut {0} {1}: the failure is not forgotten")
    @MethodSource("faultsOfAFailure")
    void aCutConnectionForgetsNoFailure(Cut cut, String text) {
        var attempts = new AtomicInteger();
        tasks.start(_ -> {
            if (attempts.incrementAndGet() < 3) throw new IllegalStateException();
        });
        network.cutOnce(cut, text);
        tasks.submit();
        tasks.pass(Duration.ofHours(2));

        assertThat(attempts).hasValue(3);
        assertThat(database.count("task")).isZero();
    }

    static Stream<Arguments> faultsOfAFailure() {
        return Stream.of(Arguments.of(Cut.BEFORE, "tasks.postpone"), Arguments.of(Cut.AFTER, "tasks.postpone"));
    }

    @Test
    @DisplayName("R27 an effect whose record was lost is recorded when the database is back, and not repeated")
    void anEffectWhoseRecordWasLostIsNotRepeated() {
        var ran = new AtomicInteger();
        tasks.start(_ -> {
            ran.incrementAndGet();
            pooler.stop();
        });
        tasks.submit();
        tasks.awaitIdle();
        assertThat(database.count("task")).isEqualTo(1);

        startPooler();
        tasks.pass(Duration.ofHours(2));

        assertThat(ran).hasValue(1);
        assertThat(database.count("task")).isZero();
    }

    @Test
    @DisplayName("R27 while the database is away the runner tries after growing pauses, and not in a loop")
    void whileTheDatabaseIsAwayTriesAreFew() {
        tasks.submit();
        var runner = tasks.start(_ -> {});
        pooler.stop();
        runner.databaseReached();
        tasks.pass(Duration.ofHours(4));
        assertThat(refused)
                .as("pauses of 30 s, of a minute, and so on up to an hour")
                .satisfies(n -> assertThat(n.get()).isBetween(9, 16));

        startPooler();
        tasks.pass(Duration.ofHours(1));
        assertThat(database.count("task")).isZero();
    }

    /// The circuit breaker goes by the real time.
    private void startPooler() {
        pooler.start();
        await().ignoreExceptions()
                .until(() -> tidepool.one("select 1", _ -> true).isPresent());
    }

    @Test
    void withoutItsTableOneLineIsLoggedAndNothingTriedAgain() {
        database.tidepool().update("drop table task");
        var runner = tasks.start(_ -> {});
        runner.databaseReached();
        tasks.pass(Duration.ofDays(1));

        assertThat(statements).hasSize(1);
        assertThatThrownBy(runner::runDue).isInstanceOf(DatabaseException.class);
    }

    @Test
    @DisplayName("R6 R27 over an idle day, after all kinds of tasks, the database is sent nothing")
    void anIdleDayIsSilent() {
        var daily = TestTasks.handler("rows.expire", _ -> {});
        var runner =
                tasks.start(TestTasks.LIMIT, List.of("rows.expire"), daily, TestTasks.handler(TestTasks.KIND, task -> {
                    if (task.attempt() == 1) throw new IllegalStateException();
                }));
        runner.databaseReached();
        for (int i = 0; i < 5; i++) tasks.submit();
        tasks.pass(Duration.ofHours(2));
        assertThat(tasks.list()).isEmpty();
        statements.clear();
        int before = network.statements().size();

        tasks.pass(Duration.ofDays(1));

        assertThat(statements).isEmpty();
        assertThat(network.statements()).hasSize(before);
    }

    @Test
    void aTaskCostsThreeStatementsBesideItsOwn() {
        tasks.start(_ -> {});
        tasks.submit();
        tasks.awaitIdle();

        assertThat(statements)
                .containsExactly(
                        "/* tasks.insert */",
                        "/* tasks.lease */",
                        "/* tasks.delete */ delete from task where id = ?",
                        "/* tasks.nextDue */");
    }
}
