package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.TidepoolListener;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger log = LoggerFactory.getLogger(TidepoolAutoConfiguration.class);

    @Bean
    @Conditional(OnPostgresql.class)
    @ConditionalOnMissingBean({Tidepool.class, DataSource.class})
    DatabaseUrls databaseUrls(ObjectProvider<JdbcConnectionDetails> details, Environment environment) {
        var urls = DatabaseUrls.of(details.getIfAvailable(), environment);
        log(urls.url());
        return urls;
    }

    /// What keeps the database from being used, before the first call says it; and what of the URL is left out.
    private static void log(DatabaseUrl url) {
        switch (url) {
            case DatabaseUrl.NotConfigured _ ->
                log.warn("No database is configured: set DATABASE_URL or spring.datasource.url");
            case DatabaseUrl.Invalid(var problem) -> log.warn("The URL of the database {}", problem);
            case DatabaseUrl.Valid valid -> valid.notes().forEach(note -> log.info("{}: {}", valid.target(), note));
        }
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
