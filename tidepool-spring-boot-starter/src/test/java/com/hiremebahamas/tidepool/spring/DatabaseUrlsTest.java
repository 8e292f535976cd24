package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DatabaseUrlsTest {

    /// @param properties each as `name=value`
    private static DatabaseUrls of(String... properties) {
        var environment = new StandardEnvironment();
        Map<String, Object> values = Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return DatabaseUrls.of(null, environment);
    }

    @Test
    void theNearestSourceWins() {
        assertThat(of(
                                "tidepool.url=postgresql://a:b@first/x",
                                "spring.datasource.url=jdbc:postgresql://second/x?user=a",
                                "DATABASE_URL=postgresql://a:b@third/x")
                        .url())
                .hasToString("postgresql://first:5432/x");
        assertThat(of(
                                "spring.datasource.url=jdbc:postgresql://second/x?user=a",
                                "DATABASE_URL=postgresql://a:b@third/x")
                        .url())
                .hasToString("postgresql://second:5432/x");
        assertThat(of("DATABASE_URL=postgresql://a:b@third/x").url()).hasToString("postgresql://third:5432/x");
        assertThat(of().url()).isEqualTo(new DatabaseUrl.NotConfigured());
    }

    @Test
    void springsPasswordArrivesAsItIs() {
        var urls = of(
                "spring.datasource.url=jdbc:postgresql://h/x",
                "spring.datasource.username=ann@server",
                "spring.datasource.password=p%41 +/?#&=@:");

        assertThat(urls.url()).isInstanceOfSatisfying(DatabaseUrl.Valid.class, url -> {
            assertThat(url.user()).isEqualTo("ann@server");
            assertThat(url.password()).isEqualTo("p%41 +/?#&=@:");
        });
        assertThat(urls.direct()).isEqualTo(urls.url());
    }

    @Test
    void theDirectUrlIsTheOneThatIsGiven() {
        assertThat(of(
                                "DATABASE_URL=postgresql://a:b@h:6432/x",
                                "DATABASE_URL_UNPOOLED=postgresql://a:b@unpooled/x",
                                "tidepool.direct-url=postgresql://a:b@direct/x")
                        .direct())
                .hasToString("postgresql://direct:5432/x");
        assertThat(of("DATABASE_URL=postgresql://a:b@h:6432/x", "DATABASE_URL_UNPOOLED=postgresql://a:b@unpooled/x")
                        .direct())
                .hasToString("postgresql://unpooled:5432/x");
    }

    @Test
    void anUnpooledUrlOfThePlatformIsNotUsedBesideAnotherUrl() {
        assertThat(of(
                                "spring.datasource.url=jdbc:postgresql://laptop/x?user=a",
                                "DATABASE_URL_UNPOOLED=postgresql://a:b@production/x")
                        .direct())
                .hasToString("postgresql://laptop:5432/x");
    }

    @Test
    void theDirectUrlOfAPoolerIsDerivedOrAskedFor() {
        assertThat(of("DATABASE_URL=postgresql://a:b@ep-1-pooler.eu.aws.neon.tech/x")
                        .direct())
                .hasToString("postgresql://ep-1.eu.aws.neon.tech:5432/x");
        assertThat(of("DATABASE_URL=postgresql://a:canary7391@h:6432/x").direct())
                .isInstanceOfSatisfying(
                        DatabaseUrl.Invalid.class,
                        invalid -> assertThat(invalid.problem())
                                .contains("set DATABASE_URL_UNPOOLED")
                                .doesNotContain("canary7391"));
    }
}
