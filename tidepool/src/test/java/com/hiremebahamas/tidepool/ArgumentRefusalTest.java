package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What cannot be an argument is refused in every position, and nothing is stored in its place.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("JavaUtilDate") // one of what is refused
class ArgumentRefusalTest {

    private static final LocalDateTime BEFORE_ALL = LocalDateTime.of(-4713, 11, 23, 23, 59, 59);
    private static final LocalDateTime AFTER_ALL = LocalDateTime.of(294277, 1, 1, 0, 0);

    /// A way of an argument into a table `of_` its type.
    enum Position {
        ALONE,
        COLLECTION,
        TYPED_ARRAY,
        BATCH,
        COPY,
        COLLECTION_IN_COPY,
        TYPED_ARRAY_IN_COPY;

        void insert(Transaction transaction, String type, Object value) {
            var into = "of_" + type;
            var typed = new SqlArray(type, List.of(value));
            switch (this) {
                case ALONE -> transaction.update("insert into " + into + " values (?)", value);
                case COLLECTION -> transaction.update("insert into " + into + " (items) values (?)", List.of(value));
                case TYPED_ARRAY -> transaction.update("insert into " + into + " select unnest(?)", typed);
                case BATCH -> transaction.batch("insert into " + into + " values (?)", List.of(List.of(value)));
                case COPY -> transaction.copy(into + " (item)", List.of(List.of(value)));
                case COLLECTION_IN_COPY -> transaction.copy(into + " (items)", List.of(List.of(List.of(value))));
                case TYPED_ARRAY_IN_COPY -> transaction.copy(into + " (items)", List.of(List.of(typed)));
            }
        }

        boolean isOfElements() {
            return name().contains("COLLECTION") || name().contains("ARRAY");
        }
    }

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), PoolSettings.DEFAULT);

    @BeforeAll
    void tables() {
        for (var type : List.of("text", "jsonb", "numeric", "date", "timestamp", "timestamptz"))
            tidepool.update("create table of_" + type + " (item " + type + ", items " + type + "[])");
    }

    @AfterAll
    void close() {
        tidepool.close();
    }

    static Stream<Arguments> notStorable() {
        return everyPosition(Stream.of(
                Arguments.of("text", "canary\0"),
                Arguments.of("text", "canary\uD83C"),
                Arguments.of("text", "canary\uDFDD\uD83C"),
                Arguments.of("jsonb", new JsonDocument("\"canary\0\"")),
                Arguments.of("jsonb", new JsonDocument("\"canary\uD83C\"")),
                Arguments.of("numeric", new BigDecimal("1E-16384")),
                Arguments.of("text", 'c'),
                Arguments.of("text", (byte) 1),
                Arguments.of("text", new StringJoiner("canary")),
                Arguments.of("text", new Object[] {"canary"}),
                Arguments.of("text", new int[] {1}),
                Arguments.of("text", Map.of("canary", "canary")),
                Arguments.of("text", Optional.of("canary")),
                Arguments.of("text", Duration.ofHours(1)),
                Arguments.of("text", Period.ofDays(1)),
                Arguments.of("text", Year.of(2026)),
                Arguments.of("text", YearMonth.of(2026, 7)),
                Arguments.of("timestamptz", ZonedDateTime.of(BEFORE_ALL, ZoneOffset.UTC)),
                Arguments.of("timestamptz", OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC)),
                Arguments.of("timestamptz", new Date(0)),
                Arguments.of("timestamptz", new Timestamp(0)),
                Arguments.of("date", new java.sql.Date(0))));
    }

    @ParameterizedTest(name = "{1} of {0}, {2}")
    @MethodSource("notStorable")
    void theMistakeIsNamedByNumberAndClassAndNotByItsValue(String type, Object value, Position position) {
        assertThatThrownBy(() -> tidepool.useTransaction(transaction -> position.insert(transaction, type, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)(Argument 1|Value 1 of a row) \\([^)]+\\): .*")
                .message()
                .doesNotContain("canary")
                .contains(position.isOfElements() ? "" : value.getClass().getName());
        assertThat(stored(type)).isZero();
        assertThat(tidepool.poolStats().active()).isZero();
    }

    static Stream<Arguments> beyondTheLimits() {
        return everyPosition(Stream.of(
                Arguments.of("numeric", new BigDecimal("1E+200000")),
                Arguments.of("date", BEFORE_ALL.toLocalDate()),
                Arguments.of("date", LocalDate.of(5874898, 1, 1)),
                Arguments.of("date", LocalDate.MIN.plusDays(1)),
                Arguments.of("date", LocalDate.MAX.minusDays(1)),
                Arguments.of("timestamp", BEFORE_ALL),
                Arguments.of("timestamp", AFTER_ALL),
                Arguments.of("timestamp", LocalDateTime.MIN.plusNanos(1)),
                Arguments.of("timestamp", LocalDateTime.MAX.minusNanos(1)),
                Arguments.of("timestamptz", BEFORE_ALL.atOffset(ZoneOffset.UTC)),
                Arguments.of("timestamptz", AFTER_ALL.atOffset(ZoneOffset.UTC)),
                Arguments.of("timestamptz", BEFORE_ALL.toInstant(ZoneOffset.UTC)),
                Arguments.of("timestamptz", AFTER_ALL.toInstant(ZoneOffset.UTC)),
                Arguments.of("timestamptz", Instant.ofEpochSecond(Long.MAX_VALUE >> 10))));
    }

    @ParameterizedTest(name = "{1} of {0}, {2}")
    @MethodSource("beyondTheLimits")
    void whatIsBeyondTheLimitsOfPostgresIsRejectedByIt(String type, Object value, Position position) {
        var failure =
                catchThrowable(() -> tidepool.useTransaction(transaction -> position.insert(transaction, type, value)));

        assertThat(rejected(failure).sqlState()).startsWith("22");
        assertThat(stored(type)).isZero();
    }

    static Stream<Arguments> wrongCounts() {
        return Stream.of(Arguments.of(2, 1), Arguments.of(2, 3), Arguments.of(1, 0), Arguments.of(0, 1));
    }

    @ParameterizedTest(name = "{1} arguments for {0} placeholders")
    @MethodSource("wrongCounts")
    void tooFewAndTooManyArgumentsAreRefused(int placeholders, int passed) {
        var sql = "select 1 where true" + " and ?::int is null".repeat(placeholders);
        var arguments = IntStream.range(0, passed).boxed().toArray();
        List<Runnable> calls = List.of(
                () -> tidepool.list(sql, _ -> 1, arguments),
                () -> tidepool.one(sql, _ -> 1, arguments),
                () -> tidepool.update(sql, arguments),
                () -> tidepool.useTransaction(to -> to.each(sql, _ -> 1, _ -> {}, arguments)),
                () -> tidepool.useTransaction(to ->
                        to.batch(sql, List.of(Arrays.asList(new Integer[placeholders]), Arrays.asList(arguments)))));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("has " + placeholders + " placeholders (?), and " + passed + " arg"));
        assertThat(tidepool.poolStats().active()).isZero();
    }

    @Test
    void moreArgumentsThanTheProtocolCountsAreRefused() {
        var sql = "select 1 where 1 in (?" + ", ?".repeat(65_535) + ")";

        assertThatThrownBy(() -> tidepool.list(sql, _ -> 1, new @Nullable Object[65_536]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pass a collection as one array");
    }

    @Test
    void aQuestionMarkInATextOrACommentIsNoPlaceholder() {
        assertThat(tidepool.one("select '?' || ? /* ? */ as text -- ?", row -> row.getString("text"), "!"))
                .contains("?!");
    }

    @Test
    void aRowWithoutValuesIsRefusedByCopy() {
        assertThatThrownBy(() -> tidepool.useTransaction(to -> to.copy("of_text (item)", List.of(List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A row has no values");
    }

    @Test
    @SuppressWarnings("NullAway") // what Java makes of it
    void aLoneNullIsOneArgument() {
        assertThat(tidepool.one("select ?::text is null as missing", row -> row.getBoolean("missing"), (Object[]) null))
                .contains(true);
    }

    @Test
    void everyKindOfEmptyCollectionIsAnEmptyArray() {
        for (var empty : List.of(List.of(), Set.of(), EnumSet.noneOf(Month.class), new SqlArray("text", Set.of()))) {
            tidepool.useTransaction(to -> {
                to.update("delete from of_text");
                to.update("insert into of_text (items) values (?)", empty);
                to.batch("insert into of_text (items) values (?)", List.of(List.of(empty)));
                to.copy("of_text (items)", List.of(List.of(empty)));
            });

            assertThat(tidepool.list(
                            "delete from of_text returning items", row -> Column.list(row, "items", Month.class)))
                    .containsExactly(List.of(), List.of(), List.of());
        }
    }

    static Stream<Arguments> wrongElements() {
        return Stream.of(
                Arguments.of(new SqlArray("int", List.of("canary")), "22P02"),
                Arguments.of(new SqlArray("nonsense", List.of(1)), "42704"),
                Arguments.of(new SqlArray("non\"sense", List.of()), "42704"));
    }

    @ParameterizedTest
    @MethodSource("wrongElements")
    void aWrongElementTypeIsRejectedWithItsReason(SqlArray array, String state) {
        assertThat(rejected(catchThrowable(() -> tidepool.list("select ?", _ -> 1, array)))
                        .sqlState())
                .isEqualTo(state);
    }

    private static DatabaseFailure.Rejected rejected(@Nullable Throwable thrown) {
        if (thrown instanceof DatabaseException e && e.failure() instanceof DatabaseFailure.Rejected rejected)
            return rejected;
        throw new AssertionError("Not rejected", thrown);
    }

    private int stored(String type) {
        return tidepool.one("select count(*) as n from of_" + type, row -> row.getInt("n"))
                .orElseThrow();
    }

    private static Stream<Arguments> everyPosition(Stream<Arguments> values) {
        return values.flatMap(value ->
                Stream.of(Position.values()).map(position -> Arguments.of(value.get()[0], value.get()[1], position)));
    }
}
