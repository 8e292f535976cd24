package com.hiremebahamas.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what, by the table of routes. A route without a row here fails the build.
class AccessTest {

    private enum Who {
        EVERYBODY,
        /// Everybody who is signed in, also before the e-mail address is confirmed.
        ACCOUNTS,
        MEMBERS,
        /// Members whose e-mail address is confirmed.
        VERIFIED,
        /// Members, and of them the one who made it.
        OWNER,
        /// Accounts, and of them the one who wrote it; for others it does not exist.
        AUTHOR
    }

    /// Who may use each route. To add a route, say here who may use it.
    private static final Map<String, Who> TABLE = table("""
            GET  /                          EVERYBODY
            GET  /jobs                      EVERYBODY
            GET  /jobs/new                  ACCOUNTS
            GET  /jobs/mine                 ACCOUNTS
            POST /jobs                      ACCOUNTS
            POST /jobs/drafts               ACCOUNTS
            GET  /jobs/drafts/{id}          AUTHOR
            POST /jobs/drafts/{id}/deletion ACCOUNTS
            GET  /jobs/{job}                EVERYBODY
            GET  /jobs/{job}/closure        OWNER
            POST /jobs/{job}/closure        OWNER
            GET  /api/jobs                  EVERYBODY
            GET  /api/jobs/{id}             EVERYBODY
            POST /api/jobs                  VERIFIED
            GET  /register                  EVERYBODY
            POST /register                  EVERYBODY
            GET  /confirm-email             EVERYBODY
            POST /confirm-email             EVERYBODY
            POST /confirm-email/mail        ACCOUNTS
            GET  /sign-in                   EVERYBODY
            POST /sign-in                   EVERYBODY
            GET  /sign-in/link              EVERYBODY
            POST /sign-in/link              EVERYBODY
            POST /sign-in/link/mail         EVERYBODY
            POST /sign-out                  EVERYBODY
            POST /sign-out/everywhere       ACCOUNTS
            GET  /forgotten-password        EVERYBODY
            POST /forgotten-password        EVERYBODY
            GET  /new-password              EVERYBODY
            POST /new-password              EVERYBODY
            GET  /me                        ACCOUNTS
            GET  /me/profile                ACCOUNTS
            POST /me/profile                ACCOUNTS
            GET  /me/password               MEMBERS
            POST /me/password               MEMBERS
            GET  /me/email                  MEMBERS
            POST /me/email                  MEMBERS
            GET  /new-email                 MEMBERS
            POST /new-email                 MEMBERS
            POST /me/sessions/{session}/end ACCOUNTS
            GET  /people/{id}               MEMBERS
            POST /api/auth/register         EVERYBODY
            POST /api/auth/login            EVERYBODY
            POST /api/auth/logout           ACCOUNTS
            GET  /api/auth/me               ACCOUNTS
            GET  /api/users                 MEMBERS
            GET  /api/users/{id}            MEMBERS
            GET  /api/islands               EVERYBODY
            GET  /robots.txt                EVERYBODY
            GET  /favicon.ico               EVERYBODY
            GET  /apple-touch-icon.png      EVERYBODY
            GET  /apple-touch-icon-{variant}.png EVERYBODY
            GET  /static/{file}             EVERYBODY
            """);

    private static final String JOB = """
            {"title": "Bartender", "employer": "Blue Hole Bar", "island": "exuma", "employment_type": "FULL_TIME",
             "pay_min": 12.5, "pay_max": 15, "pay_period": "HOUR", "description": "Evenings and weekends.",
             "how_to_apply": "Call 242 555 0100."}""";

    private static final Set<String> FORMS_WITH_A_KEY = Set.of("GET /jobs/new", "GET /jobs/drafts/{id}");

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());
    private static String ann = "";
    private static String bo = "";
    private static String job = "";

    @BeforeAll
    static void registerAndPost() {
        ann = SITE.register("Ann", "ann@example.com");
        bo = SITE.register("Bo", "bo@example.com");
        var posted = SITE.http().json("POST", "/api/jobs", JOB, "Authorization", "Bearer " + ann);
        job = TestSite.read(posted).path("id").asText();
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void everyRouteHasARow() {
        assertThat(SITE.routes()).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
    }

    static Stream<String> routes() {
        return TABLE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anonymousRequestsAreLimitedByTheTable(String route) {
        var answer = send(route, "");

        if (TABLE.get(route) == Who.EVERYBODY) {
            assertThat(answer.statusCode()).isNotIn(401, 403);
            assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("/sign-in");
        } else if (route.contains("/api/")) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        } else if (Set.of("POST /jobs", "POST /jobs/drafts").contains(route)) {
            assertThat(answer.statusCode()).as("what was typed comes back").isEqualTo(401);
            assertThat(answer.body()).contains("href=\"/sign-in\"");
        } else {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/sign-in");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void pendingAccountsAreLimitedByTheTable(String route) {
        var answer = send(route, SITE.signUp("Dee", "dee" + System.nanoTime() + "@example.com"));

        assertLimited(answer, who(route), Set.of(Who.EVERYBODY, Who.ACCOUNTS));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void membersWhoseAddressIsNotConfirmedAreLimitedByTheTable(String route) {
        var email = "eve" + System.nanoTime() + "@example.com";
        var token = SITE.register("Eve", email);
        SITE.database().tidepool().update("update account set verified_at = null where email = ?", email);

        var answer = send(route, token);

        assertLimited(answer, who(route), Set.of(Who.EVERYBODY, Who.ACCOUNTS, Who.MEMBERS));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void membersAreLimitedByTheTable(String route) {
        var answer = send(route, SITE.register("Cleo", "cleo" + System.nanoTime() + "@example.com"));

        assertLimited(answer, who(route), Set.of(Who.EVERYBODY, Who.ACCOUNTS, Who.MEMBERS, Who.VERIFIED));
    }

    private static void assertLimited(HttpResponse<String> answer, Who needed, Set<Who> allowed) {
        if (allowed.contains(needed)) {
            assertThat(answer.statusCode()).isNotIn(401, 403);
            assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("/sign-in");
        } else {
            assertThat(answer.statusCode()).isEqualTo(needed == Who.AUTHOR ? 404 : 403);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyResponseHasCacheControl(String route) {
        var toMember = send(route, bo);
        var toStranger = send(route, "");

        assertThat(toStranger.headers().firstValue("Cache-Control")).isPresent();
        if (!route.contains("/static/") && !route.contains("icon")) {
            // A form may be kept for the Back button, with its key.
            var allowed = FORMS_WITH_A_KEY.contains(route) ? "private, no-cache" : "private, no-store";
            assertThat(toMember.headers().firstValue("Cache-Control")).contains(allowed);
        }
        if (toStranger.headers().firstValue("Cache-Control").orElse("").startsWith("public")) {
            assertThat(toStranger.headers().allValues("Vary")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anUnsupportedMethodGetsTheAllowedOnes(String route) {
        var answer = SITE.http().send("DELETE", path(route), BodyPublishers.noBody(), "Sec-Fetch-Site", "same-origin");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("").split(", ")).contains(method(route));
    }

    private static HttpResponse<String> send(String route, String token) {
        var headers = Stream.concat(
                Stream.of(SITE.newAddress()),
                token.isEmpty() ? Stream.of() : Stream.of("Cookie", "__Host-session=" + token));
        var all = Stream.concat(headers, Stream.of("Sec-Fetch-Site", "same-origin"))
                .toArray(String[]::new);
        var path = path(route);
        if (method(route).equals("GET")) return SITE.http().get(path, all);
        return path.startsWith("/api/")
                ? SITE.http().json("POST", path, route.equals("POST /api/jobs") ? JOB : "{}", all)
                : SITE.http().post(path, Map.of(), all);
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1)
                .replace("{job}", job)
                .replace("{session}", "0123456789abcdef")
                .replace("{variant}", "precomposed")
                .replace("{id}", route.contains("jobs") ? job : "1")
                .replace("{file}", Assets.path("site.css").substring("/static/".length()));
    }

    private static Who who(String route) {
        return requireNonNull(TABLE.get(route));
    }

    private static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    private static Map<String, Who> table(String rows) {
        var table = new LinkedHashMap<String, Who>();
        rows.lines().map(row -> row.split(" +")).forEach(row -> table.put(row[0] + " " + row[1], Who.valueOf(row[2])));
        return table;
    }
}
