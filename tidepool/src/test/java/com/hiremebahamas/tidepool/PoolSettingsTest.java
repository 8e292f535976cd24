package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolSettingsTest {

    static final Duration[] IMPOSSIBLE = {
        Duration.ZERO,
        Duration.ofMillis(-1),
        Duration.ofNanos(1),
        Duration.ofNanos(999_999),
        Duration.ofDays(24).plusNanos(1),
        Duration.ofSeconds(Long.MAX_VALUE),
        Duration.ofSeconds(Long.MIN_VALUE)
    };

    @ParameterizedTest
    @FieldSource("IMPOSSIBLE")
    void aLimitThatCannotBeCountedInMillisecondsIsRefusedByItsName(Duration limit) {
        for (int i = 0; i < 4; i++) {
            var limits = new Duration[4];
            Arrays.fill(limits, Duration.ofSeconds(1));
            limits[i] = limit;
            var name = Stream.of("acquireTimeout", "maxLifetime", "connectTimeout", "statementTimeout")
                    .toList()
                    .get(i);

            assertThatThrownBy(() -> new PoolSettings(1, 0, limits[0], limits[1], limits[2], limits[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(name + " must be from 1 ms to 24 days");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,1", "1,-1", "2147483647,1", "2147483647,2147483647", "9999,2", "-2147483648,-2147483648"})
    void aSizeThatMakesNoSenseIsRefused(int size, int overflow) {
        assertThatThrownBy(() -> settings(size, overflow, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_500, 24L * 24 * 3600 * 1000})
    void everyLimitThatIsAcceptedCanBeUsed(long millis) {
        try (var tidepool = new Tidepool(
                com.hiremebahamas.tidepool.url.DatabaseUrl.parse("postgresql://u:p@127.0.0.1:1/none"),
                settings(1, 0, Duration.ofMillis(millis)),
                TidepoolListener.NONE,
                TimeSource.SYSTEM)) {
            assertThatThrownBy(() -> Deadline.within(
                            Duration.ofSeconds(Long.MAX_VALUE), () -> tidepool.list("select 1", _ -> 1)))
                    .isInstanceOf(DatabaseException.class);
        }
    }

    @Test
    void theMostConnectionsAreCounted() {
        assertThat(settings(1, 9_999, Duration.ofSeconds(1)).maxSize()).isEqualTo(10_000);
    }

    private static PoolSettings settings(int size, int overflow, Duration limit) {
        return new PoolSettings(size, overflow, limit, limit, limit, limit);
    }
}
