package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many rows at once, and every kind of value, through a real pooler.
class BulkTest {

    private enum Kind {
        FULL,
        PART
    }

    private static final Instant AT = Instant.parse("2026-07-10T12:00:00.250Z");
    private static final String HARD =
            "tab\t, line\n, return\r, back\\slash, \\N, \"quoted\", {braces}, island 🏝, NULL";

    private final PostgresServer server = PostgresServer.shared();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, 2);
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(pooler.url(server.createDatabase())), PoolSettings.DEFAULT);

    @SuppressWarnings("ArrayRecordComponent") // compared field by field
    private record Thing(
            long id,
            String text,
            Kind kind,
            BigDecimal price,
            boolean open,
            UUID key,
            byte[] raw,
            LocalDate day,
            Instant at,
            @Nullable Instant ended,
            List<String> words,
            List<Long> numbers,
            JsonDocument document) {

        static Thing read(ResultSet row) throws SQLException {
            return new Thing(
                    row.getLong("id"),
                    row.getString("text"),
                    Kind.valueOf(row.getString("kind")),
                    row.getBigDecimal("price"),
                    row.getBoolean("open"),
                    row.getObject("key", UUID.class),
                    row.getBytes("raw"),
                    row.getObject("day", LocalDate.class),
                    Column.instant(row, "at"),
                    Column.instantOrNull(row, "ended"),
                    Column.list(row, "words", String.class),
                    Column.list(row, "numbers", Long.class),
                    Column.json(row, "document"));
        }

        List<@Nullable Object> values() {
            return Arrays.asList(id, text, kind, price, open, key, raw, day, at, ended, words, numbers, document);
        }
    }

    @BeforeEach
    void table() {
        tidepool.update("""
                create table thing (
                    id bigint primary key, text text, kind text, price numeric, open boolean, key uuid, raw bytea,
                    day date, at timestamptz, ended timestamptz, words text[], numbers bigint[], document jsonb)
                """);
    }

    @AfterEach
    void close() {
        tidepool.close();
        pooler.close();
    }

    @Test
    void everyTypeOfValueRoundTrips() {
        var sent = thing(1);

        tidepool.update(
                "insert into thing values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sent.values().toArray());

        assertThat(read(1)).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void aCopyBringsTheSameValues() {
        var sent = thing(1);

        long rows = tidepool.write(transaction -> transaction.copy("thing", List.of(sent.values())));

        assertThat(rows).isEqualTo(1);
        assertThat(read(1)).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void aCopyReadsItsRowsAsItSendsThem() {
        var read = new AtomicInteger();
        Iterable<List<Object>> rows = () -> IntStream.range(0, 20_000)
                .mapToObj(i -> List.<Object>of(read.getAndIncrement(), "x".repeat(100)))
                .iterator();

        long sent = tidepool.write(transaction -> transaction.copy("thing (id, text)", rows));

        assertThat(sent).isEqualTo(20_000);
        assertThat(count()).isEqualTo(20_000);
    }

    @Test
    void aCopyWhoseSourceBreaksLeavesNothingAndTheConnectionUsable() {
        Iterable<List<Object>> rows = () -> IntStream.range(0, 5_000)
                .mapToObj(i -> {
                    if (i == 4_000) throw new IllegalStateException("The source broke");
                    return List.<Object>of(i, "x".repeat(100));
                })
                .iterator();

        assertThatThrownBy(() -> tidepool.write(transaction -> transaction.copy("thing (id, text)", rows)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The source broke");
        assertThat(count()).isZero();
    }

    @Test
    void aCopyOfAWrongRowIsRejectedAndLeavesNothing() {
        assertThatThrownBy(() -> tidepool.write(
                        transaction -> transaction.copy("thing (id)", List.of(List.of(1), List.of("no number")))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.Rejected.class));
        assertThat(count()).isZero();
    }

    @Test
    void aBatchCountsWhatItChangedInAll() {
        var rows = IntStream.range(0, 1_200).mapToObj(i -> List.of(i, "word")).toList();

        tidepool.write(transaction -> {
            assertThat(transaction.batch("insert into thing (id, text) values (?, ?)", rows))
                    .isEqualTo(1_200);
            assertThat(transaction.batch("update thing set text = 'new' where id < ?", List.of(List.of(700))))
                    .isEqualTo(700);
            return transaction.batch("delete from thing where id = ?", List.of());
        });

        assertThat(count()).isEqualTo(1_200);
    }

    @Test
    void aBatchThatIsRefusedNamesTheConstraintAndNoValue() {
        assertThatThrownBy(() -> tidepool.write(transaction -> transaction.batch(
                        "insert into thing (id, text) values (?, ?)",
                        List.of(List.of(1, "canary-7391"), List.of(1, "canary-7391")))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        DatabaseFailure.Rejected.class,
                                        rejected -> assertThat(rejected.constraint())
                                                .isEqualTo("thing_pkey")))
                .hasStackTraceContaining("thing_pkey")
                .message()
                .doesNotContain("canary-7391");
    }

    @Test
    void aLargeResultIsHandedOverRowByRowWithoutBeingHeld() {
        tidepool.write(transaction -> transaction.update(
                "insert into thing (id, text) select n, repeat('x', 1000) from generate_series(1, 5000) n"));
        var ids = new ArrayList<Long>();

        long rows = tidepool.read(transaction ->
                transaction.each("select id, text from thing order by id", row -> row.getLong("id"), ids::add));

        assertThat(rows).isEqualTo(5_000);
        assertThat(ids).startsWith(1L, 2L).endsWith(5_000L).hasSize(5_000);
    }

    /// Only the first few hundred rows were computed when the first is used, as the server's sequence shows.
    @Test
    void aLargeResultIsFetchedInPieces() {
        tidepool.update("create sequence made");
        var first = new AtomicInteger();

        tidepool.write(transaction -> transaction.each(
                "select nextval('made') as n from generate_series(1, 10000)", row -> row.getInt("n"), n -> {
                    if (n == 1) first.set(made(transaction));
                }));

        assertThat(first.get()).isBetween(1, 1_000);
    }

    @Test
    void theConsumerOfALargeResultMayThrow() {
        assertThatThrownBy(() -> tidepool.read(transaction ->
                        transaction.each("select n from generate_series(1, 5000) n", row -> row.getInt(1), _ -> {
                            throw new IllegalStateException("Enough");
                        })))
                .hasMessage("Enough");

        assertThat(count()).isZero();
    }

    private static int made(Transaction transaction) {
        return transaction
                .one("select last_value from made", row -> row.getInt(1))
                .orElseThrow();
    }

    private Thing read(long id) {
        return tidepool.one("select * from thing where id = ?", Thing::read, id).orElseThrow();
    }

    private long count() {
        return tidepool.one("select count(*) from thing", row -> row.getLong(1)).orElseThrow();
    }

    private static Thing thing(long id) {
        return new Thing(
                id,
                HARD,
                Kind.PART,
                new BigDecimal("12.50"),
                true,
                UUID.fromString("4f6a1a52-7d3c-4b3c-9d7c-0d1c6f1e2a3b"),
                HARD.getBytes(StandardCharsets.UTF_8),
                LocalDate.of(2026, 7, 10),
                AT,
                null,
                List.of(HARD, "", "plain"),
                List.of(1L, -2L),
                new JsonDocument("{\"a\": [1, \"two\\n\"]}"));
    }
}
