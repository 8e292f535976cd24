package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobJsonTest {

    @Test
    @DisplayName("R24 a number of a JSON document with a huge exponent is not written out")
    void aHugeExponentIsNotWrittenOut() {
        assertThat(JobJson.text(new BigDecimal("1e999999999"))).hasSizeLessThan(30);
        assertThat(JobJson.text(new BigDecimal("1e-999999999"))).hasSizeLessThan(30);
        assertThat(JobJson.text(new BigDecimal("4.8e2"))).isEqualTo("480");
        assertThat(JobJson.text(null)).isEmpty();
    }
}
