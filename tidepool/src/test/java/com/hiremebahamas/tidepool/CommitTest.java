package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a COMMIT that the server refuses leaves behind: nothing. One connection only, so that the next caller gets
/// it.
class CommitTest {

    private static final PoolSettings ONE = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE);

    @AfterEach
    void close() {
        tidepool.close();
    }

    @Test
    @DisplayName("R7 T15 after a transaction that swallowed its failure, the next statement is committed")
    void afterASwallowedFailureTheNextStatementIsCommitted() {
        tidepool.update("create table note (word text unique)");
        tidepool.update("insert into note values ('x')");

        assertThatThrownBy(() -> tidepool.write(transaction -> {
                    try {
                        return transaction.update("insert into note values ('x')");
                    } catch (DatabaseException swallowed) {
                        return 0;
                    }
                }))
                .isInstanceOf(DatabaseException.class);
        tidepool.update("insert into note values ('kept')");

        assertThat(countedElsewhere("kept")).isEqualTo(1);
        assertThat(idleInTransaction()).isZero();
    }

    @Test
    @DisplayName("R7 T15 after a COMMIT refused by a deferred constraint, the next statement is committed")
    void afterARefusedCommitTheNextStatementIsCommitted() {
        tidepool.update("create table note (word text unique deferrable initially deferred)");
        tidepool.update("insert into note values ('x')");

        assertThatThrownBy(() -> tidepool.write(transaction -> transaction.update("insert into note values ('x')")))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.Rejected.class));
        tidepool.update("insert into note values ('kept')");

        assertThat(countedElsewhere("kept")).isEqualTo(1);
        assertThat(idleInTransaction()).isZero();
    }

    @Test
    void afterAReadOnlyTransactionTheNextOneOnItsConnectionMayWrite() {
        tidepool.update("create table note (word text)");
        tidepool.useReadOnlyTransaction(transaction -> transaction.list("select word from note", _ -> 1));
        assertThatThrownBy(() -> tidepool.useReadOnlyTransaction(_ -> {
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        tidepool.useTransaction(transaction -> transaction.update("insert into note values ('kept')"));

        assertThat(countedElsewhere("kept")).isEqualTo(1);
    }

    private int countedElsewhere(String word) {
        try (var other = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE)) {
            return other.list("select 1 from note where word = ?", row -> 1, word)
                    .size();
        }
    }

    private int idleInTransaction() {
        try (var other = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE)) {
            return other.list(
                            "select 1 from pg_stat_activity where datname = ? and state like 'idle in%'",
                            row -> 1, database)
                    .size();
        }
    }
}
