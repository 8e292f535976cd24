package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/// Flyway past the pooler, and never in the way of the boot: by the command, or once the application serves. What
/// `spring.flyway.*` says holds; with a `FlywayMigrationStrategy` of its own an application migrates as that says.
@AutoConfiguration(after = TidepoolAutoConfiguration.class, before = FlywayAutoConfiguration.class)
@ConditionalOnClass({Flyway.class, FlywayAutoConfiguration.class})
@ConditionalOnSingleCandidate(Tidepool.class)
@ConditionalOnBooleanProperty(name = "spring.flyway.enabled", matchIfMissing = true)
public final class TidepoolFlywayAutoConfiguration {

    private static final String LOCK = "org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension";

    /// For Flyway alone: whatever else asks for a `DataSource` gets the pool.
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    @ConditionalOnBean(DatabaseUrls.class)
    @ConditionalOnMissingBean(value = FlywayConnectionDetails.class, annotation = FlywayDataSource.class)
    @Conditional(NoUrlOfItsOwn.class)
    DataSource directDataSource(DatabaseUrls urls, TidepoolProperties properties, Environment environment) {
        return new DirectDataSource(withOwnUser(urls.direct(), environment), properties.connectTimeout());
    }

    /// Migrations often have a role of their own. Spring Boot reads it for a URL of Flyway's own only.
    private static DatabaseUrl withOwnUser(DatabaseUrl url, Environment environment) {
        var user = environment.getProperty("spring.flyway.user");
        if (!(url instanceof DatabaseUrl.Valid valid) || !StringUtils.hasText(user)) return url;
        return new DatabaseUrl.Valid(
                valid.hosts(),
                valid.database(),
                user,
                environment.getProperty("spring.flyway.password", ""),
                valid.properties(),
                valid.notes());
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy migrationAtBoot(TidepoolProperties properties) {
        return switch (properties.migration()) {
            case AT_BOOT -> Flyway::migrate;
            case COMMAND, AFTER_START -> _ -> {};
        };
    }

    @Bean
    @ConditionalOnMissingBean
    SchemaMigration schemaMigration(ObjectProvider<Flyway> flyway, Environment environment) {
        boolean isOpen = !environment.containsProperty("spring.flyway.postgresql.transactional-lock")
                && ClassUtils.isPresent(LOCK, TidepoolFlywayAutoConfiguration.class.getClassLoader());
        return new FlywayMigration(flyway, isOpen);
    }

    static final class NoUrlOfItsOwn extends NoneNestedConditions {

        NoUrlOfItsOwn() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("spring.flyway.url")
        static final class Url {}
    }
}
