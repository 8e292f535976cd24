package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.FaultProxy.Cut;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Actions that run once a transaction has committed. One connection only: an action that ran while the transaction
/// still held it could not use the database.
class AfterCommitTest {

    private static final String INSERT = "insert into note values (?)";

    private final PostgresServer server = PostgresServer.shared();
    private final FaultProxy network = FaultProxy.to(server.port());
    private final Tidepool tidepool = Tidepool.of(
            DatabaseUrl.parse(network.through(server.url(server.createDatabase()))), OneConnection.SETTINGS);
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void createTable() {
        tidepool.update("create table note (word text primary key)");
    }

    @AfterEach
    void close() {
        tidepool.close();
        network.close();
    }

    @Test
    @DisplayName("T56 actions run after COMMIT, in order, on the caller's thread, and may use the database")
    void actionsRunAfterCommitInOrder() {
        var caller = Thread.currentThread();

        int result = tidepool.write(transaction -> {
            transaction.afterCommit(() -> seen.add("first sees " + words()));
            transaction.afterCommit(() -> seen.add("second, same thread: " + (Thread.currentThread() == caller)));
            seen.add("the work ends");
            return transaction.update(INSERT, "word");
        });

        assertThat(result).isEqualTo(1);
        assertThat(seen).containsExactly("the work ends", "first sees [word]", "second, same thread: true");
    }

    @Test
    @DisplayName("T56 no action runs of a transaction that is rolled back")
    void noActionRunsAfterARollback() {
        fails(transaction -> {
            transaction.afterCommit(() -> seen.add("after commit"));
            throw new IllegalStateException("refused");
        });
        fails(transaction -> {
            transaction.afterCommit(() -> seen.add("after commit"));
            transaction.update("insert into nowhere values (1)");
        });
        fails(transaction -> {
            transaction.afterCommit(() -> seen.add("after commit"));
            assertThatThrownBy(() -> transaction.update("insert into nowhere values (1)"))
                    .isInstanceOf(DatabaseException.class);
        });

        assertThat(seen).isEmpty();
    }

    @Test
    void noActionRunsAfterACommitThatTheServerRefuses() {
        tidepool.update("alter table note add unique (word) deferrable initially deferred");
        tidepool.update("alter table note drop constraint note_pkey");

        fails(transaction -> {
            transaction.afterCommit(() -> seen.add("after commit"));
            transaction.update("insert into note values ('twice'), ('twice')");
        });

        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("T56 of an attempt that was undone and ran again, only the last one's actions run")
    void onlyTheActionsOfTheLastAttemptRun() {
        var attempts = new ArrayList<Integer>();
        network.cutOnce(Cut.AFTER, "insert into note");

        tidepool.useTransaction(transaction -> {
            attempts.add(attempts.size() + 1);
            int attempt = attempts.getLast();
            transaction.afterCommit(() -> seen.add("attempt " + attempt));
            transaction.update(INSERT, "word");
        });

        assertThat(attempts).containsExactly(1, 2);
        assertThat(seen).containsExactly("attempt 2");
    }

    @Test
    @DisplayName("R27 T56 when the outcome of COMMIT is unknown the actions run, and find out")
    void whenTheOutcomeIsUnknownTheActionsRun() {
        network.cutOnce(Cut.AFTER, "COMMIT");
        fails(transaction -> {
            transaction.afterCommit(() -> seen.add("applied: " + words()));
            transaction.update(INSERT, "applied");
        });
        network.cutOnce(Cut.BEFORE, "COMMIT");
        fails(transaction -> {
            transaction.afterCommit(() -> seen.add("not applied: " + words()));
            transaction.update(INSERT, "lost");
        });

        assertThat(seen).containsExactly("applied: [applied]", "not applied: [applied]");
    }

    /// The failure is of another transaction than the one that is rolled back.
    @Test
    void anUnknownOutcomeOfAnotherDatabaseRunsNoAction() {
        fails(transaction -> {
            transaction.afterCommit(() -> seen.add("after commit"));
            throw new DatabaseException(new DatabaseFailure.Unknown("of another database"), null);
        });

        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("T56 what an action throws does not reach the caller, and the next one runs")
    void whatAnActionThrowsDoesNotReachTheCaller() {
        int result = tidepool.write(transaction -> {
            transaction.afterCommit(() -> {
                throw new IllegalStateException("the action");
            });
            transaction.afterCommit(() -> {
                throw new AssertionError("the next action");
            });
            transaction.afterCommit(() -> seen.add("the last"));
            return transaction.update(INSERT, "word");
        });

        assertThat(result).isEqualTo(1);
        assertThat(seen).containsExactly("the last");
    }

    @Test
    @DisplayName("T56 the actions of a part that was rolled back to its savepoint do not run")
    void theActionsOfAPartThatWasRolledBackDoNotRun() {
        tidepool.useTransaction(transaction -> {
            transaction.afterCommit(() -> seen.add("before"));
            transaction.useSavepoint(part -> part.afterCommit(() -> seen.add("kept part")));
            assertThatThrownBy(() -> transaction.useSavepoint(part -> {
                        part.afterCommit(() -> seen.add("undone part"));
                        part.useSavepoint(inner -> inner.afterCommit(() -> seen.add("part of it")));
                        throw new IllegalStateException("the part");
                    }))
                    .hasMessage("the part");
            transaction.afterCommit(() -> seen.add("after"));
        });

        assertThat(seen).containsExactly("before", "kept part", "after");
    }

    @Test
    void aReadOnlyTransactionHasActionsToo() {
        tidepool.useReadOnlyTransaction(transaction -> transaction.afterCommit(() -> seen.add("after commit")));

        assertThat(seen).containsExactly("after commit");
    }

    @Test
    void anActionMayRunATransactionWithActionsOfItsOwn() {
        tidepool.useTransaction(transaction -> transaction.afterCommit(() -> tidepool.useTransaction(inner -> {
            inner.update(INSERT, "word");
            inner.afterCommit(() -> seen.add(words().toString()));
        })));

        assertThat(seen).containsExactly("[word]");
    }

    @Test
    void anEndedTransactionTakesNoAction() {
        var ended = tidepool.write(transaction -> transaction);

        assertThatThrownBy(() -> ended.afterCommit(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    private void fails(Consumer<Transaction> work) {
        assertThatThrownBy(() -> tidepool.useTransaction(work)).isInstanceOf(RuntimeException.class);
    }

    private List<String> words() {
        return tidepool.list("select word from note order by word", row -> row.getString(1));
    }
}
