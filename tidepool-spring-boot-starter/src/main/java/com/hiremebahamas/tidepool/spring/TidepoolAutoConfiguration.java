package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.TidepoolListener;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/// A [Tidepool] for the application's database, and its `DataSource`, on which Spring's `JdbcClient`, transactions and
/// JPA are built. Making them connects to nothing. A bean of the application's own stands in for either.
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(TidepoolProperties.class)
public final class TidepoolAutoConfiguration {

    @Bean
    @Conditional(OnPostgresql.class)
    @ConditionalOnMissingBean({Tidepool.class, DataSource.class})
    DatabaseUrls databaseUrls(ObjectProvider<JdbcConnectionDetails> details, Environment environment) {
        return DatabaseUrls.of(details.getIfAvailable(), environment);
    }

    @Bean
    @ConditionalOnBean(DatabaseUrls.class)
    ListenerBeans listenerBeans(ObjectProvider<TidepoolListener> beans) {
        return new ListenerBeans(beans);
    }

    /// Closed with the application, after the requests and transactions that run have ended.
    @Bean
    @ConditionalOnBean(DatabaseUrls.class)
    Tidepool tidepool(DatabaseUrls urls, TidepoolProperties properties, ListenerBeans listeners) {
        return Tidepool.of(urls.url(), properties.settings(), new TidepoolListener.All(listeners));
    }

    @Bean
    @ConditionalOnSingleCandidate(Tidepool.class)
    @ConditionalOnMissingBean(DataSource.class)
    DataSource dataSource(Tidepool tidepool) {
        return tidepool.dataSource();
    }
}
