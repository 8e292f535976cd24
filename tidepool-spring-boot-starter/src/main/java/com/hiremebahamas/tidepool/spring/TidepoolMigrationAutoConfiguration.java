package com.hiremebahamas.tidepool.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/// When the schema is migrated.
@AutoConfiguration(after = TidepoolFlywayAutoConfiguration.class)
public final class TidepoolMigrationAutoConfiguration {

    @Bean
    @ConditionalOnBooleanProperty("tidepool.migrate")
    MigrationCommand migrationCommand(ObjectProvider<SchemaMigration> migration) {
        return new MigrationCommand(migration, System::exit);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "tidepool.migrate", havingValue = false, matchIfMissing = true)
    @ConditionalOnProperty(name = "tidepool.migration", havingValue = "after-start")
    @ConditionalOnBean(SchemaMigration.class)
    MigrationAfterStart migrationAfterStart(SchemaMigration migration) {
        return new MigrationAfterStart(migration);
    }
}
