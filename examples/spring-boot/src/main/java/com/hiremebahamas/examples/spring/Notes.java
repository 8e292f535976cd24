package com.hiremebahamas.examples.spring;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// Boots whatever state the database is in. Spring finds the `DataSource` and brings `JdbcClient` and transactions.
@SpringBootApplication
public class Notes {

    public static void main(String[] arguments) {
        SpringApplication.run(Notes.class, arguments);
    }

    @Bean
    Tidepool tidepool(@Value("${DATABASE_URL:}") String url) {
        return Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT);
    }

    @Bean
    DataSource dataSource(Tidepool tidepool) {
        return tidepool.dataSource();
    }
}
