package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthApiTest {

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void registeringAnswersWithATokenAndSetsNoCookie() {
        var answer = SITE.post("register", """
                {"email": "Shanice@Example.com", "password": "%s", "display_name": "Shanice Rolle",
                 "headline": "Bartender", "island": "exuma"}""".formatted(PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
        var me = TestSite.read(
                SITE.get("/api/auth/me", TestSite.read(answer).path("token").asText()));
        assertThat(me.path("email").asText()).isEqualTo("Shanice@Example.com");
        assertThat(me.path("island").path("code").asText()).isEqualTo("exuma");
        assertThat(me.path("id").isTextual()).isTrue();
    }

    @Test
    void anAddressInAnotherCaseIsTheSameAccount() {
        SITE.register("Ann", "ann@example.com");

        assertThat(SITE.signIn("aNN@example.com", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("registering an address that has an account is answered as any other registration is")
    void registeringDoesNotTellWhetherThereIsAnAccount() {
        SITE.register("Known", "known@example.com");

        var known = SITE.post("register", """
                {"email": "KNOWN@example.com", "password": "%s", "display_name": "Ann"}""".formatted(PASSWORD));
        var unknown = SITE.post("register", """
                {"email": "OTHER@example.com", "password": "%s", "display_name": "Ann"}""".formatted(PASSWORD));

        assertThat(known.statusCode()).isEqualTo(201);
        assertThat(unknown.statusCode()).isEqualTo(201);
        assertThat(headers(known)).isEqualTo(headers(unknown));
        assertThat(shape(known)).isEqualTo(shape(unknown));
    }

    @Test
    void anUnknownAddressAndAWrongPasswordGetTheSameResponse() {
        SITE.register("Bo", "bo@example.com");

        var unknown = SITE.signIn("nobody@example.com", PASSWORD);
        var wrong = SITE.signIn("bo@example.com", "seven pink pelicans");

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(TestSite.withoutId(wrong)).isEqualTo(TestSite.withoutId(unknown));
        assertThat(headers(wrong)).isEqualTo(headers(unknown));
    }

    @Test
    void aTokenIsInvalidAfterSigningOut() {
        var token = SITE.register("Cleo", "cleo@example.com");

        assertThat(SITE.post("logout", "", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(204);

        assertThat(SITE.get("/api/auth/me", token).statusCode()).isEqualTo(401);
        assertThat(SITE.post("logout", "", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(204);
        assertThat(SITE.post("logout", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionExpires() {
        var token = SITE.register("Dee", "dee@example.com");
        SITE.database().tidepool().update("""
                update session set created_at = now() - interval '15 days', expires_at = now() - interval '1 second'
                 where account_id = (select id from account where email = 'dee@example.com')
                """);

        assertThat(SITE.get("/api/auth/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void eachSignInIsASessionOfItsOwn() {
        var first = SITE.register("Eve", "eve@example.com");

        var second = TestSite.read(SITE.signIn("eve@example.com", PASSWORD))
                .path("token")
                .asText();

        assertThat(second).hasSize(43).isNotEqualTo(first);
        assertThat(SITE.get("/api/auth/me", first).statusCode()).isEqualTo(200);
        assertThat(SITE.get("/api/auth/me", second).statusCode()).isEqualTo(200);
    }

    @Test
    void theDatabaseStoresNoToken() {
        var token = SITE.register("Fay", "fay@example.com");

        assertThat(SITE.database()
                        .tidepool()
                        .list("select encode(token_hash, 'escape') as t from session", row -> row.getString("t")))
                .noneMatch(text -> text.contains(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "is_admin", "id", "created_at", "password_hash", "phone", "token"})
    void nothingElseCanBeSetByRegistering(String field) {
        var answer = SITE.post("register", """
                {"email": "mallory@example.com", "password": "%s", "display_name": "Mallory", "%s": "1"}
                """.formatted(PASSWORD, field));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestSite.read(answer).path("errors").path(0).path("field").asText())
                .isEqualTo(field);
        assertThat(SITE.signIn("mallory@example.com", PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void allProblemsAreReportedTogetherByField() {
        var answer = SITE.post("register", """
                {"email": "ann", "password": "short", "display_name": "", "island": "atlantis"}""");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestSite.read(answer).findValuesAsText("field"))
                .containsExactly("display_name", "email", "password", "island");
    }

    /// The document without what differs between any two registrations.
    private static String shape(HttpResponse<String> answer) {
        return answer.body()
                .replaceAll("\"(token|id|member_since)\":\"[^\"]*\"", "\"$1\"")
                .replaceAll("KNOWN|OTHER", "");
    }

    private static List<String> headers(HttpResponse<String> answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !Set.of("date", "x-request-id").contains(header.getKey()))
                .map(Object::toString)
                .sorted()
                .toList();
    }
}
