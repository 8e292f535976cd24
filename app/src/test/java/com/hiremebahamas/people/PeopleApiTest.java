package com.hiremebahamas.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleApiTest {

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());
    private static String token = "";

    @BeforeAll
    static void register() {
        token = SITE.register("Ann", "ann@example.com");
        SITE.database().tidepool().update("""
                insert into account (email, password_hash, display_name, headline, island_code, phone, created_at)
                select 'p' || n || '@example.com', 'none', 'Person ' || n, '100% Cook_', 'exuma', '+1242555' || n,
                       timestamptz '2026-01-01 00:00:00Z'
                  from generate_series(1000, 1044) n
                """);
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users", "/api/users/2", "/api/users/999999"})
    void peopleAreForMembersOnly(String path) {
        var toStranger = SITE.http().get(path);

        assertThat(toStranger.statusCode()).isEqualTo(401);
        assertThat(toStranger.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(SITE.get(path, "A".repeat(43)).statusCode()).isEqualTo(401);
        assertThat(SITE.get(path, token).statusCode()).isIn(200, 404);
        assertThat(SITE.get(path, token).headers().firstValue("Cache-Control")).contains("private, no-store");
    }

    @Test
    void noResponseContainsAnEmailAddressOrTelephoneNumber() {
        assertThat(SITE.get("/api/users?limit=100", token).body())
                .contains("Person 1000")
                .doesNotContain("@example.com")
                .doesNotContain("1242555")
                .doesNotContain("password");
        assertThat(SITE.get("/api/users/2", token).body()).doesNotContain("@example.com", "1242555", "password");
    }

    @Test
    void concurrentRequestsGetThePersonTheyRequested() throws Exception {
        var ids = SITE.database().tidepool().list("select id from account order by id limit 40", row -> row.getLong(1));

        var answers = Concurrently.run(200, i -> SITE.get("/api/users/" + ids.get(i % 40), token));

        for (int i = 0; i < 200; i++) {
            assertThat(answers.get(i).statusCode()).isEqualTo(200);
            assertThat(TestSite.read(answers.get(i)).path("id").asLong()).isEqualTo(ids.get(i % 40));
        }
    }

    @Test
    void concurrentRequestsAreAuthenticatedAsTheirOwnAccount() throws Exception {
        var tokens = new ArrayList<String>();
        for (int i = 0; i < 8; i++) tokens.add(SITE.register("Member " + i, "member" + i + "@example.com"));

        var answers = Concurrently.run(200, i -> SITE.get("/api/auth/me", tokens.get(i % 8)));

        for (int i = 0; i < 200; i++) {
            assertThat(TestSite.read(answers.get(i)).path("display_name").asText())
                    .isEqualTo("Member " + i % 8);
        }
    }

    @Test
    void followingTheCursorListsEachPersonOnceEvenWithEqualTimes() {
        var names = new ArrayList<String>();
        for (var cursor = ""; cursor != null; ) {
            var page = TestSite.read(SITE.get("/api/users?limit=7&island=exuma&cursor=" + cursor, token));
            page.path("items")
                    .forEach(item -> names.add(item.path("display_name").asText()));
            cursor = page.path("next_cursor").textValue();
        }

        assertThat(names)
                .hasSize(45)
                .doesNotHaveDuplicates()
                .startsWith("Person 1044")
                .endsWith("Person 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25+cook_", "PERSON+1001", "person%201001"})
    void aSearchIgnoresCaseAndMatchesLiterally(String words) {
        assertThat(TestSite.read(SITE.get("/api/users?q=" + words, token)).path("items"))
                .isNotEmpty();
    }

    @Test
    void aPercentSignMatchesOnlyItself() {
        assertThat(TestSite.read(SITE.get("/api/users?q=%25x", token)).path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=-1",
                "cursor=x",
                "cursor=AAAA",
                "island=atlantis",
                "q=%00",
                "q=%ff"
            })
    void anInvalidQueryIsRejected(String query) {
        assertThat(SITE.get("/api/users?" + query, token).statusCode()).isEqualTo(400);
    }

    @Test
    void aSearchHasAtMost100Characters() {
        assertThat(SITE.get("/api/users?q=" + "x".repeat(100), token).statusCode())
                .isEqualTo(200);
        assertThat(SITE.get("/api/users?q=" + "x".repeat(101), token).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "/api/users/{0} is {1}")
    @CsvSource({
        "0, 404",
        "-1, 404",
        "01, 404",
        "x, 404",
        "9223372036854775808, 404",
        "999999, 404",
        "1e3, 404",
        "%00, 400",
        "1%20, 404"
    })
    void anUnknownIdIsNotFound(String id, int status) {
        assertThat(SITE.get("/api/users/" + id, token).statusCode()).isEqualTo(status);
    }
}
