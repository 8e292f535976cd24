package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.Tidepool;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.JdbcSettings;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/// JPA that boots without the database: Hibernate is given what it would ask the server for. What the
/// application sets itself stays.
@AutoConfiguration(after = TidepoolAutoConfiguration.class, before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({HibernateJpaAutoConfiguration.class, EntityManagerFactory.class})
@ConditionalOnSingleCandidate(Tidepool.class)
public final class TidepoolJpaAutoConfiguration {

    /// A dialect that the application names itself is used all the same.
    @Bean
    HibernatePropertiesCustomizer tidepoolHibernateProperties() {
        return properties -> {
            properties.putIfAbsent(JdbcSettings.ALLOW_METADATA_ON_BOOT, "false");
            properties.putIfAbsent(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL");
        };
    }

    /// Spring Boot would connect to find out whether the database is an embedded one, whose tables it makes.
    @Bean
    static BeanPostProcessor noTablesByDefault() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HibernateProperties properties && properties.getDdlAuto() == null)
                    properties.setDdlAuto("none");
                return bean;
            }
        };
    }
}
