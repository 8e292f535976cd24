package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Registration and sign-in beyond the rate limits, and while the database or Redis is unavailable.
class SignInTest {

    private static final String[] FROM = {"X-Forwarded-For", "203.0.113.9"};

    @Test
    void beyondTheLimitTheResponseSaysHowLongToWait() {
        try (var site = new WholeSite(TestDatabase.empty())) {
            site.register("Ann", "ann@example.com");
            var wrong = Map.of("email", "ann@example.com", "password", "wrong password");
            for (int i = 0; i < 5; i++) site.http().post("/sign-in", wrong, FROM);

            var page = site.http().post("/sign-in", Map.of("email", "Ann@Example.com", "password", PASSWORD), FROM);
            var document = site.http().json("POST", "/api/auth/login", """
                    {"email": "ANN@example.com", "password": "%s"}""".formatted(PASSWORD), FROM);

            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(page.body()).contains("Wait 3 minutes").contains("<nav");
            assertThat(document.statusCode()).isEqualTo(429);
            assertThat(TestSite.read(document).path("code").asText()).isEqualTo("too_many_requests");
            assertThat(document.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(121L, 180L);
            assertThat(site.signIn("ann@example.com", PASSWORD).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void beyondTheLimitTheFormKeepsItsFields() {
        try (var site = new WholeSite(TestDatabase.empty())) {
            for (int i = 0; i < 60; i++) site.http().post("/register", registration("ann" + i + "@example.com"), FROM);

            var page = site.http().post("/register", registration("last@example.com"), FROM);

            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body())
                    .contains("Wait", "What you typed is still here, except the password.")
                    .contains("value=\"last@example.com\"", "value=\"Ann\"")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void withoutTheDatabaseTheFormKeepsItsFields() {
        try (var site = new WholeSite(TestDatabase.notConfigured())) {
            var page = site.http().post("/register", registration("ann@example.com"));

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body())
                    .contains("then press Register again", "value=\"ann@example.com\"")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void withoutTheDatabaseTheSignInKeepsTheEmailAddress() {
        try (var site = new WholeSite(TestDatabase.notConfigured())) {
            var page = site.http().post("/sign-in", Map.of("email", "ann@example.com", "password", PASSWORD));

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body())
                    .contains("We cannot sign you in right now", "value=\"ann@example.com\"", "<title>Error: Sign in")
                    .doesNotContain(PASSWORD);
        }
    }

    private static Map<String, String> registration(String email) {
        return Map.of("display_name", "Ann", "email", email, "password", PASSWORD);
    }

    @Test
    void aForgedForwardedAddressEvadesNoLimit() {
        try (var site = new WholeSite(TestDatabase.empty())) {
            var wrong = Map.of("email", "ann@example.com", "password", "wrong password");
            for (int i = 0; i < 5; i++) {
                site.http().post("/sign-in", wrong, "X-Forwarded-For", "192.0.2." + i + ", 203.0.113.9");
            }

            var answer = site.http().post("/sign-in", wrong, "X-Forwarded-For", "192.0.2.99, 203.0.113.9");

            assertThat(answer.statusCode()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://127.0.0.1:1", "nonsense"})
    @DisplayName("R20 registration and sign-in work while Redis is unavailable")
    void signInWorksWithoutRedis(String url) {
        try (var site = new WholeSite(TestDatabase.empty(), Redis.at(url), Optional.empty())) {
            assertThat(site.register("Ann", "ann@example.com")).hasSize(43);
            assertThat(site.signIn("ann@example.com", PASSWORD).statusCode()).isEqualTo(200);
        }
    }
}
