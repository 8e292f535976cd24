package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.micrometer.MeterListener;
import com.hiremebahamas.tidepool.micrometer.TidepoolMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// The meters of the auto-configured Tidepool, where there is a registry. Reading them costs no I/O.
@AutoConfiguration(
        after = TidepoolAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, DatabaseUrls.class})
public final class TidepoolMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MeterListener tidepoolMeterListener(MeterRegistry registry, DatabaseUrls urls) {
        return new MeterListener(registry, urls.url());
    }

    @Bean
    @ConditionalOnMissingBean
    TidepoolMetrics tidepoolMetrics(Tidepool tidepool, DatabaseUrls urls) {
        return new TidepoolMetrics(tidepool, urls.url());
    }
}
