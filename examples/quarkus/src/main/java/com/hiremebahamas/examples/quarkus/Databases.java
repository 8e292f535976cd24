package com.hiremebahamas.examples.quarkus;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The library as beans, for what asks for a `Tidepool` or for a `DataSource`.
@ApplicationScoped
public class Databases {

    @Produces
    @Singleton
    Tidepool tidepool(@ConfigProperty(name = "database.url", defaultValue = "none") String url) {
        return Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT);
    }

    void close(@Disposes Tidepool tidepool) {
        tidepool.close();
    }

    @Produces
    @Singleton
    DataSource dataSource(Tidepool tidepool) {
        return tidepool.dataSource();
    }
}
