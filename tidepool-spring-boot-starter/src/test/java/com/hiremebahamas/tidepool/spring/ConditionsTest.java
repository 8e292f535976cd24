package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.DatabaseState;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.TidepoolListener;
import com.hiremebahamas.tidepool.micrometer.TidepoolMetrics;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.jdbc.core.simple.JdbcClient;

/// When the starter configures what, and when it leaves the application or Spring Boot its way.
class ConditionsTest {

    private static final String URL = "DATABASE_URL=postgresql://ann:pw@db.example.com/site";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceHealthContributorAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    FlywayAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    TidepoolAutoConfiguration.class,
                    TidepoolDataJdbcAutoConfiguration.class,
                    TidepoolFlywayAutoConfiguration.class,
                    TidepoolHealthAutoConfiguration.class,
                    TidepoolJpaAutoConfiguration.class,
                    TidepoolMetricsAutoConfiguration.class,
                    TidepoolMigrationAutoConfiguration.class));

    private static void assertTidepool(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed().hasSingleBean(Tidepool.class).hasSingleBean(JdbcClient.class);
        assertThat(context.getBean(DataSource.class)).isNotInstanceOf(HikariDataSource.class);
        assertThat(context.getBean(Tidepool.class).state()).isInstanceOf(DatabaseState.Idle.class);
    }

    private static void assertBootsOwn(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed().doesNotHaveBean(Tidepool.class).doesNotHaveBean(SchemaMigration.class);
        assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
        assertThat(context.getBean("dbHealthContributor")).isNotInstanceOf(DatabaseHealthIndicator.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                URL,
                "tidepool.url=postgresql://ann:pw@db.example.com/site",
                "spring.datasource.url=jdbc:postgresql://db.example.com/site?user=ann"
            })
    void anyUrlOfPostgresqlIsServedByTidepool(String property) {
        runner.withPropertyValues(property).run(ConditionsTest::assertTidepool);
    }

    @Test
    void connectionDetailsWinOverEveryUrl() {
        runner.withPropertyValues(URL, "tidepool.direct-url=postgresql://other.example.com/site")
                .withBean(JdbcConnectionDetails.class, Container::new)
                .run(context -> {
                    assertTidepool(context);
                    var urls = context.getBean(DatabaseUrls.class);
                    assertThat(urls.url()).hasToString("postgresql://127.0.0.1:5433/test");
                    assertThat(urls.direct()).isEqualTo(urls.url());
                });
    }

    private static final class Container implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return "test";
        }

        @Override
        public String getPassword() {
            return "a b%c@/";
        }

        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:5433/test?loggerLevel=OFF";
        }
    }

    @Test
    void withoutAUrlItBootsAndIsNotConfigured() {
        runner.withClassLoader(new FilteredClassLoader("org.h2"))
                .run(context -> assertThat(context.getBean(Tidepool.class).state())
                        .isInstanceOf(DatabaseState.NotConfigured.class));
    }

    @Test
    void withoutAUrlAnEmbeddedDatabaseIsBootsOwn() {
        runner.withPropertyValues("spring.flyway.enabled=false").run(ConditionsTest::assertBootsOwn);
    }

    @Test
    void anotherDatabaseAndAnotherPoolAreBootsOwn() {
        var withoutFlyway = runner.withPropertyValues("spring.flyway.enabled=false");
        withoutFlyway
                .withPropertyValues(URL, "spring.datasource.url=jdbc:h2:mem:site")
                .run(ConditionsTest::assertBootsOwn);
        withoutFlyway
                .withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://db.example.com/site",
                        "spring.datasource.type=" + HikariDataSource.class.getName())
                .run(ConditionsTest::assertBootsOwn);
    }

    @Test
    void aMistypedUrlBootsAndSaysWhatIsWrong() {
        runner.withPropertyValues("spring.datasource.url=jdbc:postgres://db.example.com/site")
                .run(context -> assertThat(context.getBean(Tidepool.class).state())
                        .isInstanceOfSatisfying(
                                DatabaseState.Misconfigured.class,
                                state -> assertThat(state.problem()).contains("scheme")));
    }

    @Test
    void aDataSourceOfTheApplicationsOwnIsUsedAlone() {
        var own = new HikariDataSource();
        runner.withPropertyValues(URL, "spring.flyway.enabled=false")
                .withBean(DataSource.class, () -> own)
                .run(context -> {
                    assertThat(context).doesNotHaveBean(Tidepool.class);
                    assertThat(context.getBean(DataSource.class)).isSameAs(own);
                });
    }

    @Test
    void aTidepoolOfTheApplicationsOwnIsUsed() {
        var own = Tidepool.of(DatabaseUrl.parse("postgresql://ann:pw@own.example.com/site"), PoolSettings.DEFAULT);
        runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:site")
                .withBean(Tidepool.class, () -> own)
                .run(context -> {
                    assertTidepool(context);
                    assertThat(context.getBean(Tidepool.class)).isSameAs(own);
                });
    }

    private record Audit(JdbcClient jdbc) implements TidepoolListener {}

    @Test
    void aListenerOfTheApplicationMayNeedTheDatabaseItself() {
        runner.withPropertyValues(URL).withBean(Audit.class).run(ConditionsTest::assertTidepool);
    }

    /// It queries while it is made, and the listener needs it.
    @Configuration
    static class QueryAtBoot {

        record Numbers(int n) {}

        @Bean
        Numbers numbers(JdbcClient jdbc) {
            return new Numbers(jdbc.sql("select 7").query(Integer.class).single());
        }

        @Bean
        TidepoolListener listener(Numbers numbers) {
            return new TidepoolListener() {
                @Override
                public void connectionAcquired(Duration waited) {
                    assertThat(numbers.n()).isEqualTo(7);
                }
            };
        }
    }

    @Test
    void aBeanMayQueryWhileItIsMadeAndAListenerNeedIt() {
        var server = PostgresServer.shared();
        runner.withPropertyValues("DATABASE_URL=" + server.url(server.createDatabase()))
                .withUserConfiguration(QueryAtBoot.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration
    static class SecondDatabase {

        @Bean(defaultCandidate = false)
        @Qualifier("archive")
        Tidepool archive(@Value("${ARCHIVE_DATABASE_URL:}") String url) {
            return Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT);
        }

        @Bean(defaultCandidate = false)
        @Qualifier("archive")
        JdbcClient archiveJdbc(@Qualifier("archive") Tidepool archive) {
            return JdbcClient.create(archive.dataSource());
        }

        @Bean
        HealthIndicator archiveHealthIndicator(@Qualifier("archive") Tidepool archive) {
            return new DatabaseHealthIndicator(archive);
        }
    }

    @Test
    void theReadmeShowsTheConfigurationThatIsTriedHere() throws IOException {
        var shown = Files.readString(Path.of("README.md")).replaceFirst("(?s).*```java\n(.*?)```.*", "$1");
        var source = Path.of("src/test/java", ConditionsTest.class.getName().replace('.', '/') + ".java");

        assertThat(Files.readString(source)).contains(shown.replaceAll("(?m)^(?=.)", " ".repeat(8)));
    }

    @Test
    void aSecondDatabaseStandsBesideTheFirst() {
        runner.withPropertyValues(URL, "ARCHIVE_DATABASE_URL=postgresql://ann:pw@archive.example.com/archive")
                .withUserConfiguration(SecondDatabase.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Tidepool.class)).isSameAs(context.getBean("tidepool"));
                    assertThat(context.getBean(JdbcClient.class)).isSameAs(context.getBean("jdbcClient"));
                    assertThat(context.getBeansOfType(HealthContributor.class))
                            .containsOnlyKeys("dbHealthContributor", "archiveHealthIndicator");
                });
    }

    @Test
    void itBootsWithoutWhatIsOptional() {
        runner.withPropertyValues(URL)
                .withClassLoader(new FilteredClassLoader(
                        Flyway.class,
                        EntityManagerFactory.class,
                        HealthIndicator.class,
                        JdbcPostgresDialect.class,
                        MeterRegistry.class))
                .run(context -> {
                    assertTidepool(context);
                    assertThat(context)
                            .doesNotHaveBean(SchemaMigration.class)
                            .doesNotHaveBean(DatabaseHealthIndicator.class);
                });
    }

    @Test
    void healthAndMetricsAreTidepoolsWhereThereIsARegistry() {
        runner.withPropertyValues(URL)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    assertThat(context).hasSingleBean(TidepoolMetrics.class);
                    assertThat(context.getBean("dbHealthContributor")).isInstanceOf(DatabaseHealthIndicator.class);
                });
    }

    @Test
    void flywayHasTheDirectUrlUnlessTheApplicationNamesAnother() {
        runner.withPropertyValues(URL, "spring.flyway.url=jdbc:postgresql://flyway.example.com/site")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("directDataSource");
                    assertThat(context).hasSingleBean(FlywayMigrationStrategy.class);
                });
        runner.withPropertyValues(URL).run(context -> {
            assertThat(context.getBeansWithAnnotation(FlywayDataSource.class)).containsOnlyKeys("directDataSource");
            assertThat(context.getBean(Flyway.class).getConfiguration().getDataSource())
                    .isInstanceOf(DirectDataSource.class);
        });
    }
}
