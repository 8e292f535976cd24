package com.hiremebahamas.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NassauTimeTest {

    @Test
    void theClockFollowsSummerTime() {
        assertThat(NassauTime.clock(Instant.parse("2026-01-15T17:05:00Z"))).isEqualTo("15 January 2026, 12:05 pm");
        assertThat(NassauTime.clock(Instant.parse("2026-07-15T16:05:00Z"))).isEqualTo("15 July 2026, 12:05 pm");
        assertThat(NassauTime.clock(Instant.parse("2026-03-01T03:00:00Z"))).isEqualTo("28 February 2026, 10:00 pm");
    }

    @Test
    void aDayIsInTheTimeZoneOfNassau() {
        assertThat(NassauTime.day(Instant.parse("2026-03-01T03:00:00Z"))).isEqualTo("28 February 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:30Z, just now",
        "2026-11-23T11:59:30Z, just now",
        "2026-11-23T11:58:30Z, 1 minute ago",
        "2026-11-23T09:00:00Z, 3 hours ago",
        "2026-11-22T12:00:00Z, 1 day ago",
        "2026-11-23T11:00:00.001Z, 59 minutes ago",
        "2026-11-22T12:00:00.001Z, 23 hours ago",
        "2026-09-24T12:00:00.001Z, 59 days ago",
        "2026-09-24T12:00:00Z, 2 months ago",
        "2026-08-23T12:00:00Z, 3 months ago"
    })
    void elapsedTimeIsInItsLargestUnit(Instant moment, String words) {
        assertThat(NassauTime.ago(moment, Instant.parse("2026-11-23T12:00:00Z")))
                .isEqualTo(words);
    }
}
