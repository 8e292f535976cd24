package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Parts of a transaction that may fail without failing the whole.
class SavepointTest {

    private static final String INSERT = "insert into note values (?)";

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(server.url(database)), OneConnection.SETTINGS);

    @BeforeEach
    void createTable() {
        tidepool.update("create table note (word text primary key)");
    }

    @AfterEach
    void close() {
        tidepool.close();
    }

    @Test
    @DisplayName("T50 what a part did is undone when it fails, and the rest is committed")
    void aPartThatFailsIsUndoneAndTheRestIsCommitted() {
        tidepool.useTransaction(transaction -> {
            transaction.update(INSERT, "before");
            assertThatThrownBy(() -> transaction.useSavepoint(part -> {
                        part.update(INSERT, "part");
                        part.update(INSERT, "before");
                    }))
                    .isInstanceOf(DatabaseException.class);
            transaction.update(INSERT, "after");
        });

        assertThat(words()).containsExactly("after", "before");
    }

    @Test
    void aPartThatReturnsIsCommittedWithTheRest() {
        int length = tidepool.write(transaction -> {
            var word = transaction.savepoint(
                    part -> part.one("insert into note values (?) returning word", row -> row.getString(1), "part")
                            .orElseThrow());
            return word.length();
        });

        assertThat(length).isEqualTo(4);
        assertThat(words()).containsExactly("part");
    }

    @Test
    void aPartIsUndoneWhateverItThrows() {
        tidepool.useTransaction(transaction -> {
            assertThatThrownBy(() -> transaction.useSavepoint(part -> {
                        part.update(INSERT, "part");
                        throw new ArithmeticException("of the part");
                    }))
                    .isInstanceOf(ArithmeticException.class);
            transaction.update(INSERT, "after");
        });

        assertThat(words()).containsExactly("after");
    }

    @Test
    @DisplayName("T50 a part that catches the failure of a statement and returns is reported as failed, and undone")
    void aPartThatSwallowsAFailureIsReported() {
        tidepool.useTransaction(transaction -> {
            transaction.update(INSERT, "before");
            assertThatThrownBy(() -> transaction.useSavepoint(part -> {
                        part.update(INSERT, "part");
                        assertThatThrownBy(() -> part.update(INSERT, "before")).isInstanceOf(DatabaseException.class);
                    }))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("What was done since the savepoint was undone");
        });

        assertThat(words()).containsExactly("before");
    }

    @Test
    void partsHavePartsOfTheirOwn() {
        tidepool.useTransaction(transaction -> transaction.useSavepoint(part -> {
            part.update(INSERT, "outer");
            assertThatThrownBy(() -> part.useSavepoint(inner -> {
                        inner.update(INSERT, "inner");
                        inner.update(INSERT, "outer");
                    }))
                    .isInstanceOf(DatabaseException.class);
            part.update(INSERT, "after");
        }));

        assertThat(words()).containsExactly("after", "outer");
    }

    @Test
    void aFailureBeforeThePartStillFailsTheWhole() {
        assertThatThrownBy(() -> tidepool.useTransaction(transaction -> {
                    transaction.update(INSERT, "before");
                    assertThatThrownBy(() ->
                                    transaction.list("select word from note", row -> row.getString("no such column")))
                            .isInstanceOf(DatabaseException.class);
                    transaction.useSavepoint(part -> part.update(INSERT, "part"));
                }))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Nothing was committed");

        assertThat(words()).isEmpty();
    }

    @Test
    void aPartThatAnInterruptEndsIsUndoneAndTheConnectionIsKept() {
        tidepool.useTransaction(transaction -> {
            transaction.update(INSERT, "before");
            assertThatThrownBy(() -> transaction.useSavepoint(part -> {
                        part.update(INSERT, "part");
                        Thread.currentThread().interrupt();
                        part.update(INSERT, "more");
                    }))
                    .isInstanceOf(DatabaseException.class);
            assertThat(Thread.interrupted()).isTrue();
        });

        assertThat(words()).containsExactly("before");
    }

    @Test
    @DisplayName("T50 when the connection is lost within a part nothing is committed, even if that is caught")
    void aConnectionThatIsLostWithinAPartFailsTheWhole() {
        try (var proxy = FaultProxy.to(server.port());
                var through =
                        Tidepool.of(DatabaseUrl.parse(proxy.through(server.url(database))), OneConnection.SETTINGS)) {
            assertThatThrownBy(() -> through.useTransaction(transaction -> {
                        transaction.update(INSERT, "before");
                        assertThatThrownBy(() -> transaction.useSavepoint(part -> {
                                    proxy.cutAll();
                                    part.update(INSERT, "part");
                                }))
                                .isInstanceOf(DatabaseException.class);
                    }))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.Undone.class));
        }
        assertThat(words()).isEmpty();
    }

    private List<String> words() {
        return tidepool.list("select word from note order by word", row -> row.getString(1));
    }
}
