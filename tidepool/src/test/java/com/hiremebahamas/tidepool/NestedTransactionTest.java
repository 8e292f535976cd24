package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A Tidepool that is used within the work of one of its own transactions. One connection only.
class NestedTransactionTest {

    private static final PoolSettings ONE = new PoolSettings(
            1, 0, Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /// A call by its name.
    record Call(String name, Consumer<Tidepool> made) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call("write", tidepool -> tidepool.write(_ -> 1)),
                new Call("read", tidepool -> tidepool.read(_ -> 1)),
                new Call("useTransaction", tidepool -> tidepool.useTransaction(_ -> {})),
                new Call("useReadOnlyTransaction", tidepool -> tidepool.useReadOnlyTransaction(_ -> {})),
                new Call("list", tidepool -> tidepool.list("select 1", _ -> 1)),
                new Call("one", tidepool -> tidepool.one("select 1", _ -> 1)),
                new Call("update", tidepool -> tidepool.update("create table inner_table ()")));
    }

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.url(server.createDatabase());
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(url), ONE);

    @AfterEach
    void close() {
        tidepool.close();
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("T44 within a transaction its Tidepool is refused at once, instead of waiting for a second connection")
    void withinATransactionItsTidepoolIsRefused(Call nested) {
        assertThatThrownBy(() -> tidepool.useTransaction(transaction -> {
                    transaction.update("create table outer_table ()");
                    nested.made.accept(tidepool);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use the Transaction");

        assertThat(tidepool.list("select 1 from pg_class where relname like '%er_table'", _ -> 1))
                .isEmpty();
    }

    @Test
    @DisplayName("T44 within a transaction its DataSources are refused at once, too")
    void withinATransactionItsDataSourcesAreRefused() {
        tidepool.useTransaction(_ -> {
            for (var source : List.of(tidepool.dataSource(), tidepool.sessionDataSource())) {
                assertThatThrownBy(source::getConnection)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("25001"))
                        .hasMessageContaining("use the Transaction");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("calls")
    void afterATransactionItsTidepoolIsUsedAgain(Call nested) {
        tidepool.useTransaction(_ -> {});

        nested.made.accept(tidepool);
    }

    @Test
    void anotherDatabaseMayBeUsedWithinATransaction() {
        try (var other = Tidepool.of(DatabaseUrl.parse(url), ONE)) {
            int found = tidepool.write(
                    _ -> other.one("select 7", row -> row.getInt(1)).orElseThrow());

            assertThat(found).isEqualTo(7);
        }
    }

    @Test
    void aTransactionThatClosesItsTidepoolDoesNotWaitForItself() {
        assertThatThrownBy(() -> tidepool.useTransaction(transaction -> {
                    transaction.list("select 1", _ -> 1);
                    Deadline.runWithin(Duration.ofSeconds(60), tidepool::close);
                    transaction.list("select 1", _ -> 1);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This Tidepool is closed");
    }
}
