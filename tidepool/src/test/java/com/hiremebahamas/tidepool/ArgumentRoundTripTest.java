package com.hiremebahamas.tidepool;

import static com.hiremebahamas.tidepool.ArgumentValue.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every class of arguments with its special values, in every position, over every way: bound, read and bound again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentRoundTripTest {

    /// More than a statement takes to become a named one, whose results are binary.
    private static final int RUNS = 7;

    private static final PoolSettings ONE = new PoolSettings(
            1, 0, Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /// A way to the server.
    enum Way {
        BEHIND_A_POOLER,
        DIRECT,
        /// Where the local time was 3 h, 30 min and 52 s behind until 1884.
        DIRECT_IN_ANOTHER_ZONE
    }

    /// What a row holds.
    private record Pair(@Nullable Object item, List<?> items) {

        @Override
        public String toString() {
            return shown(item) + " and " + shown(items);
        }
    }

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, 1);
    private final Tidepool pooled = Tidepool.of(DatabaseUrl.parse(pooler.url(database)), ONE);
    private final Tidepool direct = Tidepool.of(DatabaseUrl.parse(server.url(database)), ONE);

    @BeforeAll
    void tables() {
        ArgumentValue.all()
                .map(ArgumentValue::type)
                .distinct()
                .forEach(type ->
                        direct.update("create table " + table(type) + " (item " + type + ", items " + type + "[])"));
    }

    @AfterAll
    void close() {
        pooled.close();
        direct.close();
        pooler.close();
    }

    static Stream<Arguments> everyWay() {
        return Arrays.stream(Way.values()).flatMap(way -> ArgumentValue.all().map(value -> Arguments.of(way, value)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyWay")
    void everyPositionHoldsTheValueAndWhatIsReadIsBoundAgain(Way way, ArgumentValue<?> value) {
        in(way, transaction -> {
            insert(transaction, value.type(), value.value());
            var expected = new Pair(value.read(), Arrays.asList(value.read(), null, value.read()));
            for (int run = 0; run < RUNS; run++) {
                assertThat(read(transaction, value))
                        .hasSize(6)
                        .allSatisfy(read -> assertThat(read).hasToString(expected.toString()));
            }
            for (var read : read(transaction, value)) {
                transaction.update("insert into " + table(value.type()) + " values (?, ?)", read.item(), read.items());
            }
            assertThat(differentTexts(transaction, value.type())).isEqualTo(1);
            return null;
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyWay")
    void nullIsReadAsNullAndKeptAmongOthers(Way way, ArgumentValue<?> value) {
        in(way, transaction -> {
            insert(transaction, value.type(), null);
            var expected = new Pair(null, Arrays.asList(null, null, null));
            for (int run = 0; run < RUNS; run++) {
                assertThat(read(transaction, value))
                        .hasSize(6)
                        .allSatisfy(read -> assertThat(read).hasToString(expected.toString()));
            }
            return null;
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyWay")
    void theValueIsFoundByEqualityAndAny(Way way, ArgumentValue<?> value) {
        if (value.type().equals("json")) return; // has no equality
        in(way, transaction -> {
            insert(transaction, value.type(), value.value());
            var sql = "select count(*) as n from " + table(value.type()) + " where item = ? and item = any(?)";
            for (int run = 0; run < RUNS; run++) {
                assertThat(transaction.one(sql, row -> row.getInt("n"), value.read(), List.of(value.read())))
                        .contains(6);
            }
            return null;
        });
    }

    /// Six rows: a value alone, in a collection and in an array with its type; by a statement, a batch and COPY.
    private static void insert(Transaction transaction, String type, @Nullable Object item) {
        transaction.update("delete from " + table(type));
        var items = Arrays.asList(item, null, item);
        var rows = List.of(Arrays.asList(item, items), Arrays.asList(item, new SqlArray(type, items)));
        var sql = "insert into " + table(type) + " values (?, ?)";
        for (var row : rows) transaction.update(sql, row.toArray());
        transaction.batch(sql, rows);
        transaction.copy(table(type), rows);
    }

    private static List<Pair> read(Transaction transaction, ArgumentValue<?> value) {
        return transaction.list(
                "select item, items from " + table(value.type()),
                row -> new Pair(Column.valueOrNull(row, "item", value.of()), Column.list(row, "items", value.of())));
    }

    /// Of the server, which compares -0.0 and 0.0, or 1.0 and 1.00, as equal.
    private static int differentTexts(Transaction transaction, String type) {
        return transaction
                .one(
                        "select count(distinct (item::text, items::text)) as n from " + table(type),
                        row -> row.getInt("n"))
                .orElseThrow();
    }

    private void in(Way way, Transaction.Work<@Nullable Void> work) {
        var tidepool = way == Way.BEHIND_A_POOLER ? pooled : direct;
        tidepool.<@Nullable Void>write(transaction -> {
            if (way == Way.DIRECT_IN_ANOTHER_ZONE) transaction.update("set local timezone to 'America/St_Johns'");
            work.run(transaction);
            assertThat(namedStatements(transaction) > 0).isEqualTo(tidepool.equals(direct));
            return null;
        });
    }

    private static int namedStatements(Transaction transaction) {
        var sql = "select count(*) as n from pg_prepared_statements where statement like 'select%of_%'";
        return transaction.one(sql, row -> row.getInt("n")).orElseThrow();
    }

    private static String table(String type) {
        return "of_" + type.replace(' ', '_');
    }
}
