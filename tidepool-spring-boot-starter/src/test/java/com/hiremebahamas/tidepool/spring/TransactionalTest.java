package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.spring.JdbcApplication.Refusal;
import com.hiremebahamas.tidepool.spring.JdbcApplication.Step;
import com.hiremebahamas.tidepool.spring.JdbcApplication.Work;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// `@Transactional` in an application with JDBC, behind a pooler in transaction mode.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionalTest {

    private final PostgresServer server = PostgresServer.shared();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server);
    private final RunningApplication application =
            RunningApplication.start(JdbcApplication.class, "--DATABASE_URL=" + pooler.url(server.createDatabase()));
    private final Work work = application.bean(Work.class);
    private final JdbcClient jdbc = application.bean(JdbcClient.class);

    @BeforeAll
    void createTable() {
        jdbc.sql("create table word (text text primary key)").update();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from word").update();
    }

    @AfterAll
    void close() {
        application.close();
        pooler.close();
    }

    @Test
    void requiredJoinsTheTransactionThatRuns() throws Refusal {
        work.required(() -> {
            add("outer");
            work.required(() -> add("inner"));
        });
        assertFails(() -> work.required(() -> {
            work.required(() -> add("lost"));
            throw new IllegalStateException();
        }));

        assertThat(words()).containsExactly("inner", "outer");
    }

    @Test
    void requiresNewCommitsByItself() {
        assertFails(() -> work.required(() -> {
            add("lost");
            work.requiresNew(() -> add("kept"));
            throw new IllegalStateException();
        }));

        assertThat(words()).containsExactly("kept");
    }

    @Test
    void nestedIsUndoneByItself() throws Refusal {
        work.required(() -> {
            add("kept");
            assertThatThrownBy(() -> work.nested(() -> {
                        add("lost");
                        add("kept");
                    }))
                    .isInstanceOf(DuplicateKeyException.class);
            work.nested(() -> add("kept too"));
        });

        assertThat(words()).containsExactly("kept", "kept too");
    }

    @Test
    void supportsJoinsATransactionOrGoesWithout() throws Refusal {
        work.supports(() -> assertThat(isInTransaction()).isFalse());
        assertFails(() -> work.required(() -> {
            work.supports(() -> add("lost"));
            throw new IllegalStateException();
        }));

        assertThat(words()).isEmpty();
    }

    @Test
    void notSupportedLeavesTheTransaction() {
        assertFails(() -> work.required(() -> {
            add("lost");
            work.notSupported(() -> {
                assertThat(isInTransaction()).isFalse();
                add("kept");
            });
            throw new IllegalStateException();
        }));

        assertThat(words()).containsExactly("kept");
    }

    @Test
    void mandatoryNeedsATransactionAndNeverRefusesOne() throws Refusal {
        assertThatThrownBy(() -> work.mandatory(() -> {})).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> work.required(() -> work.never(() -> {})))
                .isInstanceOf(IllegalTransactionStateException.class);

        work.required(() -> work.mandatory(() -> add("mandatory")));
        work.never(() -> add("never"));
        assertThat(words()).containsExactly("mandatory", "never");
    }

    static Stream<Arguments> levels() {
        return Stream.of(
                level("read uncommitted", work -> work::readUncommitted),
                level("read committed", work -> work::readCommitted),
                level("repeatable read", work -> work::repeatableRead),
                level("serializable", work -> work::serializable));
    }

    interface Transaction {
        String run(Supplier<String> work);
    }

    private static Arguments level(String name, Function<Work, Transaction> transaction) {
        return Arguments.of(name, transaction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("levels")
    void aTransactionHasTheLevelThatItAsksForAndTheNextHasItsOwn(String name, Function<Work, Transaction> transaction)
            throws Refusal {
        assertThat(transaction.apply(work).run(this::level)).isEqualTo(name);

        work.required(() -> assertThat(level()).isEqualTo("read committed"));
        assertThat(level()).isEqualTo("read committed");
    }

    @Test
    void ofTwoSerializableTransactionsThatCannotBothBeFirstOneFails() {
        assertThatThrownBy(() -> work.serializable(() -> {
                    count();
                    ThreadOf.its(() -> work.serializable(() -> addCount("second")));
                    return addCount("first");
                }))
                .isInstanceOf(ConcurrencyFailureException.class);

        assertThat(words()).containsExactly("second 0");
    }

    @Test
    void aReadOnlyTransactionRefusesToWriteAndTheNextOneWrites() throws Refusal {
        assertThatThrownBy(() -> work.readOnly(() -> add("lost")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("read-only");

        work.required(() -> add("kept"));
        assertThat(words()).containsExactly("kept");
    }

    @Test
    void aTransactionPastItsTimeoutIsUndoneAndItsConnectionGoesOn() {
        assertThatThrownBy(() -> work.withinASecond(() -> {
                    add("lost");
                    jdbc.sql("select pg_sleep(20)").query(String.class).optional();
                }))
                .isInstanceOf(QueryTimeoutException.class);

        assertThat(words()).isEmpty();
    }

    @Test
    void theRulesForRollingBackHold() {
        assertFails(() -> work.required(() -> addAndRefuse("committed after a checked exception")));
        assertFails(() -> work.rollingBackForRefusal(() -> addAndRefuse("lost")));
        assertFails(() -> work.committingAllTheSame(() -> {
            add("committed by rule");
            throw new IllegalStateException();
        }));

        assertThat(words()).containsExactly("committed after a checked exception", "committed by rule");
    }

    @Test
    void whatAPoolerCannotCarryIsRefusedWithItsRemedy() {
        assertThatThrownBy(() -> jdbc.sql("set search_path to x").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("use SET LOCAL");
    }

    private void addAndRefuse(String text) throws Refusal {
        add(text);
        throw new Refusal();
    }

    private void add(String text) {
        jdbc.sql("insert into word values (?)").param(text).update();
    }

    private String addCount(String text) {
        var counted = text + " " + count();
        add(counted);
        return counted;
    }

    private long count() {
        return jdbc.sql("select count(*) from word").query(Long.class).single();
    }

    private List<@Nullable String> words() {
        return jdbc.sql("select text from word order by text")
                .query(String.class)
                .list();
    }

    private String level() {
        return jdbc.sql("show transaction_isolation").query(String.class).single();
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    private static void assertFails(Step work) {
        assertThatThrownBy(work::run).isInstanceOfAny(IllegalStateException.class, Refusal.class);
    }
}
