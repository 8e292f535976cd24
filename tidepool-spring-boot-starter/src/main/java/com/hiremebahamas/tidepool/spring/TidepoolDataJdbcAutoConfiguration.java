package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.Tidepool;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;

/// Spring Data JDBC that boots without the database, which it would ask what it is.
@AutoConfiguration(after = TidepoolAutoConfiguration.class, before = DataJdbcRepositoriesAutoConfiguration.class)
@ConditionalOnClass({DataJdbcRepositoriesAutoConfiguration.class, JdbcPostgresDialect.class})
@ConditionalOnSingleCandidate(Tidepool.class)
public final class TidepoolDataJdbcAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    JdbcDialect jdbcDialect() {
        return JdbcPostgresDialect.INSTANCE;
    }
}
