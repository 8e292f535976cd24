package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.eclipse.jetty.http.DateGenerator;
import org.junit.jupiter.api.Test;

class HttpDateTest {

    @Test
    void everyDayIsWrittenAsTheServerWritesIt() {
        long last = Instant.parse("2099-12-31T00:00:00Z").getEpochSecond();
        long step = Duration.ofDays(1).plusSeconds(1).toSeconds();

        assertThat(LongStream.iterate(0, second -> second < last, second -> second + step))
                .allSatisfy(
                        second -> assertThat(HttpDate.of(second)).isEqualTo(DateGenerator.formatDate(second * 1000)));
    }
}
