package com.hiremebahamas.tidepool;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Collections as arguments: every element type, every mixture with null, every way into the database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArrayArgumentTest {

    /// @param type   of an element, as PostgreSQL calls it
    /// @param values two different ones
    record Element(String type, List<?> values) {}

    record Content(String name, Element element, List<? extends @Nullable Object> items) {
        @Override
        public String toString() {
            return element.type() + " from "
                    + element.values().getFirst().getClass().getSimpleName() + ": " + name;
        }
    }

    private static final List<Element> ELEMENTS = List.of(
            new Element("text", List.of("", "tab\t \"quoted\" back\\slash {braces}, NULL 🏝")),
            new Element("text", List.of(TimeUnit.DAYS, TimeUnit.HOURS)),
            new Element("boolean", List.of(true, false)),
            new Element("smallint", List.of((short) 1, Short.MIN_VALUE)),
            new Element("integer", List.of(1, Integer.MIN_VALUE)),
            new Element("bigint", List.of(1L, Long.MIN_VALUE)),
            new Element("real", List.of(0.1f, Float.MAX_VALUE)),
            new Element("double precision", List.of(0.1, Double.NEGATIVE_INFINITY)),
            new Element("numeric", List.of(new BigDecimal("12.50"), new BigDecimal("1E+3"))),
            new Element("numeric", List.of(BigInteger.ONE, BigInteger.TWO.pow(100))),
            new Element("uuid", List.of(new UUID(1, 2), new UUID(3, 4))),
            new Element("date", List.of(LocalDate.of(2026, 7, 10), LocalDate.EPOCH)),
            new Element("time", List.of(LocalTime.NOON, LocalTime.of(1, 2, 3, 4_000))),
            new Element("timestamp", List.of(LocalDateTime.of(2026, 7, 10, 12, 0), LocalDateTime.of(1, 2, 3, 4, 5))),
            new Element("timestamptz", List.of(Instant.EPOCH, Instant.parse("2026-07-10T12:00:00.000250Z"))),
            new Element(
                    "timestamptz",
                    List.of(OffsetDateTime.parse("2026-07-10T12:00-04:00"), OffsetDateTime.parse("0009-01-01T00:00Z"))),
            new Element("bytea", List.of(new byte[] {1, 0, -1}, new byte[0])),
            new Element("jsonb", List.of(new JsonDocument("{\"a\": [1, \"two\\n\"]}"), new JsonDocument("null"))));

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), PoolSettings.DEFAULT);

    @BeforeAll
    void tables() {
        for (var type : types()) {
            tidepool.update("create table " + table(type) + " (way text, items " + type + "[])");
            tidepool.update("create table one_" + table(type) + " (item " + type + ")");
        }
    }

    @AfterAll
    void close() {
        tidepool.close();
    }

    static Stream<Content> contents() {
        return ELEMENTS.stream().flatMap(element -> {
            var one = element.values().getFirst();
            var other = element.values().getLast();
            return Stream.of(
                    new Content("empty", element, List.of()),
                    new Content("one", element, List.of(one)),
                    new Content("several", element, List.of(one, other, one)),
                    new Content("null first", element, Arrays.asList(null, one)),
                    new Content("null last", element, Arrays.asList(one, other, null)),
                    new Content("only null", element, Collections.nCopies(2, null)));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void aCollectionBecomesAnArrayOfTheColumnsType(Content content) {
        var into = table(content.element().type());
        var several = content.element().values();
        tidepool.update("delete from " + into);

        tidepool.update("insert into " + into + " values ('statement', ?)", content.items());
        tidepool.write(transaction -> {
            var insert = "insert into " + into + " values (?, ?)";
            return transaction.update(insert, "transaction", content.items())
                    + transaction.batch(
                            insert,
                            List.of(
                                    List.of("other", several),
                                    List.of("batch", content.items()),
                                    List.of("other", several)))
                    + transaction.copy(into, List.of(List.of("copy", content.items())));
        });

        assertThat(waysOf(content)).containsExactly("batch", "copy", "statement", "transaction");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void aCollectionIsSearchedByAny(Content content) {
        var into = "one_" + table(content.element().type());
        tidepool.update("delete from " + into);
        for (var value : content.element().values()) tidepool.update("insert into " + into + " values (?)", value);

        var found = tidepool.list("select 1 from " + into + " where item = any(?)", _ -> 1, content.items());

        assertThat(found).hasSize((int)
                content.items().stream().filter(Objects::nonNull).distinct().count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void anArrayWithItsTypeNeedsNoContext(Content content) {
        var items = new SqlArray(content.element().type(), content.items());

        assertThat(tidepool.list("select 1 from unnest(?) as item", _ -> 1, items))
                .hasSameSizeAs(content.items());
    }

    @Test
    void anEnumOfTheDatabasesOwnIsNamed() {
        tidepool.update("create type unit as enum ('DAYS', 'HOURS')");
        tidepool.update("create table span (units unit[])");
        var units = new SqlArray("unit", List.of(TimeUnit.DAYS, TimeUnit.HOURS));

        tidepool.update("insert into span values (?)", units);
        tidepool.write(transaction -> transaction.copy("span", List.of(List.of(units))));

        assertThat(tidepool.list("select units::text from span where 'HOURS' = any(?)", row -> row.getString(1), units))
                .containsExactly("{DAYS,HOURS}", "{DAYS,HOURS}");
    }

    static Stream<Named<List<?>>> refused() {
        return Stream.of(
                Named.of("of two classes", List.of(1, 2L)),
                Named.of("of two types of time", List.of(LocalDate.EPOCH, Instant.EPOCH)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void aCollectionOfTwoTypesIsRefusedWithTheRemedy(List<?> items) {
        assertThatThrownBy(() -> tidepool.list("select ?", _ -> 1, items))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new SqlArray(type, elements)");
        assertThat(tidepool.poolStats().active()).isZero();
    }

    static Stream<Object> nested() {
        return Stream.of(new SqlArray("int", List.of(List.of(1))), List.of(List.of(1)), List.of(List.of()));
    }

    @ParameterizedTest
    @MethodSource("nested")
    void anArrayInsideAnArrayIsRefused(Object nested) {
        assertThatThrownBy(() -> tidepool.list("select ?", _ -> 1, nested))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an array inside an array");
    }

    @Test
    void anElementTypeThatTheServerDoesNotKnowIsRejected() {
        assertThatThrownBy(() -> tidepool.list("select ?", _ -> 1, new SqlArray("nonsense", List.of(1))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.Rejected.class));
    }

    /// The rows that hold the same as an array of the elements one by one.
    private List<String> waysOf(Content content) {
        var type = content.element().type();
        var elements = IntStream.range(0, content.items().size())
                .mapToObj(_ -> "?::" + type)
                .collect(joining(", "));
        return tidepool.list(
                "select way from " + table(type) + " where way <> 'other' and items = array[" + elements + "]::" + type
                        + "[] order by way",
                row -> row.getString("way"),
                new ArrayList<>(content.items()).toArray());
    }

    private static List<String> types() {
        return ELEMENTS.stream().map(Element::type).distinct().toList();
    }

    private static String table(String type) {
        return "of_" + type.replace(' ', '_');
    }
}
