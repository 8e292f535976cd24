package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What columns are read as, and what they are not. Both formats of results: named statements have binary ones.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColumnTest {

    private static final int RUNS = 7;

    private final PostgresServer server = PostgresServer.shared();
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), PoolSettings.DEFAULT);

    @AfterAll
    void close() {
        tidepool.close();
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                Arguments.of("'NaN'::numeric", BigDecimal.class),
                Arguments.of("'Infinity'::numeric", BigDecimal.class),
                Arguments.of("'-Infinity'::numeric", BigInteger.class),
                Arguments.of("1.5::numeric", BigInteger.class),
                Arguments.of("1.5::numeric", Integer.class),
                Arguments.of("2147483648", Integer.class),
                Arguments.of("70000", Short.class),
                Arguments.of("'canary'::text", Long.class),
                Arguments.of("'canary'::text", Double.class),
                Arguments.of("'canary'::text", UUID.class),
                Arguments.of("'canary'::text", TimeUnit.class),
                Arguments.of("'canary'::text", Instant.class),
                Arguments.of("'2026-07-10'::text", LocalDate.class),
                Arguments.of("'12:00'::time", Instant.class),
                Arguments.of("now()", LocalTime.class),
                Arguments.of("1", Boolean.class),
                Arguments.of("'\\x00'::bytea", UUID.class));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("mismatches")
    void aColumnOfAnotherTypeOrValueIsRejectedAloneAndInAnArray(String expression, Class<?> type) {
        for (int run = 0; run < RUNS; run++) {
            refused(() -> tidepool.list("select " + expression + " as x", row -> Column.value(row, "x", type)));
            refused(() -> tidepool.list("select array[" + expression + "] as x", row -> Column.list(row, "x", type)));
        }
    }

    @Test
    void onlyAnArrayOfValuesIsReadAsAList() {
        for (int run = 0; run < RUNS; run++) {
            for (var expression :
                    List.of("1", "'{a}'::text", "array[[1, 2], [3, 4]]", "array[['a', 'b']]", "null::int")) {
                refused(() ->
                        tidepool.list("select " + expression + " as x", row -> Column.list(row, "x", String.class)));
            }
        }
    }

    @Test
    void arraysOfTheDatabasesOwnTypesAndOfOtherBoundsAreRead() {
        tidepool.update("create type unit as enum ('DAYS', 'HOURS')");

        assertThat(tidepool.list(
                        "select array['HOURS', null]::unit[] as x", row -> Column.list(row, "x", TimeUnit.class)))
                .containsExactly(Arrays.asList(TimeUnit.HOURS, null));
        assertThat(tidepool.list("select '[0:1]={7,8}'::int[] as x", row -> Column.list(row, "x", Integer.class)))
                .containsExactly(List.of(7, 8));
    }

    @Test
    void everyNumberIsReadAsADouble() {
        for (var expression : List.of("7::int2", "7", "7::int8", "7::float4", "7::numeric")) {
            assertThat(tidepool.one("select " + expression + " as x", row -> Column.value(row, "x", Double.class)))
                    .contains(7.0);
        }
    }

    @Test
    void aColumnThatIsNullIsRefusedWhereItIsNeverNull() {
        assertThatThrownBy(() -> tidepool.list("select null::int as x", row -> Column.value(row, "x", Integer.class)))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasMessageContaining("The column x is null");
    }

    @Test
    void aClassThatNoArgumentIsOfIsRefused() {
        assertThatThrownBy(() -> tidepool.list("select 1 as x", row -> Column.value(row, "x", Duration.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.time.Duration");
    }

    /// The driver's code for it is the server's for a column that its table has not.
    @Test
    void aColumnThatTheResultHasNotIsNoWordOfTheServer() {
        for (var reader : List.<Sql.RowReader<?>>of(
                row -> row.getString("no_such"), row -> Column.value(row, "no_such", String.class))) {
            assertThatThrownBy(() -> tidepool.list("select 1 as x", reader))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.failure())
                                    .isInstanceOfSatisfying(
                                            DatabaseFailure.Rejected.class,
                                            rejected -> assertThat(rejected.sqlState())
                                                    .isEmpty()));
        }
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.Rejected.class));
    }
}
