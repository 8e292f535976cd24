package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A slice of an application in a test of its own has the same `DataSource`.
@JdbcTest(properties = "tidepool.pool-size=1")
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@ContextConfiguration(classes = JdbcApplication.class)
class JdbcSliceTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        var server = PostgresServer.shared();
        var url = server.url(server.createDatabase());
        properties.add("spring.datasource.url", () -> url);
    }

    @Test
    void itIsServedByTidepool(
            @Autowired Tidepool tidepool, @Autowired DataSource database, @Autowired JdbcClient jdbc) {
        assertThat(jdbc.sql("select 1").query(Integer.class).single()).isEqualTo(1);

        assertThat(database).isSameAs(tidepool.dataSource());
        assertThat(tidepool.poolStats().maxSize()).isEqualTo(6);
    }
}
