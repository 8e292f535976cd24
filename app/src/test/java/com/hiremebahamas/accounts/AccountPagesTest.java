package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountPagesTest {

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void registeringSignsInAndRedirects() {
        var answer = post(
                "/register",
                Map.of(
                        "display_name",
                        "Shanice <b>Rolle</b>",
                        "email",
                        "shanice@example.com",
                        "password",
                        PASSWORD,
                        "island",
                        "exuma",
                        "next",
                        "/jobs/new"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/jobs/new");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .matches("__Host-session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=Lax");
        var me = SITE.http().get("/me", "Cookie", cookie(answer));
        assertThat(me.body())
                .contains("Shanice &lt;b&gt;Rolle")
                .contains("Exuma and Cays")
                .contains("(this one)", "Your e-mail address is not confirmed yet.");
        assertThat(me.headers().firstValue("Cache-Control")).contains("private, no-store");
    }

    @Test
    void aRejectedFormIsRenderedFilledInWithoutThePassword() {
        var answer = post(
                "/register",
                Map.of(
                        "display_name",
                        "Ann",
                        "email",
                        "ann@",
                        "password",
                        "long enough to be taken",
                        "island",
                        "exuma"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"Ann\"")
                .contains("value=\"ann@\"")
                .contains("Enter the whole e-mail address, such as ann@example.com.")
                .doesNotContain("long enough to be taken");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressRenderTheSamePage() {
        SITE.register("Bo", "bo@example.com");

        var wrong = post("/sign-in", Map.of("email", "bo@example.com", "password", "seven pink pelicans"));
        var unknown = post("/sign-in", Map.of("email", "ob@example.com", "password", "seven pink pelicans"));

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("You are not signed in yet");
        assertThat(wrong.body().replace("bo@example.com", ""))
                .isEqualTo(unknown.body().replace("ob@example.com", ""));
    }

    @Test
    void signingInEndsTheSessionOfTheRequest() {
        var token = SITE.register("Cleo", "cleo@example.com");

        var answer = post(
                "/sign-in",
                Map.of("email", "cleo@example.com", "password", PASSWORD),
                "Cookie",
                "__Host-session=" + token);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(cookie(answer)).doesNotContain(token);
        assertThat(SITE.get("/api/auth/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOfTheClientsChoiceIsNeverASession() {
        SITE.register("Dee", "dee@example.com");
        var planted = "A".repeat(43);

        post(
                "/sign-in",
                Map.of("email", "dee@example.com", "password", PASSWORD),
                "Cookie",
                "__Host-session=" + planted);

        assertThat(SITE.get("/api/auth/me", planted).statusCode()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSessionOnTheServerToo() {
        var token = SITE.register("Eve", "eve@example.com");
        var cookie = "__Host-session=" + token;

        var answer = post("/sign-out", Map.of(), "Cookie", cookie);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        assertThat(SITE.http().get("/me", "Cookie", cookie).headers().firstValue("Location"))
                .contains("/sign-in?next=%2Fme");
    }

    @Test
    void registeringAndSigningOutAreAnnouncedOnTheNextPage() {
        var registered =
                post("/register", Map.of("display_name", "Jo", "email", "jo@example.com", "password", PASSWORD));
        var signedOut = post("/sign-out", Map.of(), "Cookie", cookie(registered));

        assertThat(pageAfter(registered)).contains("role=\"status\">Welcome! Look into your mail");
        assertThat(pageAfter(signedOut)).contains("role=\"status\">You are signed out.");
    }

    @Test
    void signingOutEverywhereEndsTheOtherSessionsToo() {
        var other = SITE.register("Gil", "gil@example.com");
        var here = SITE.register("Fay", "fay@example.com");
        SITE.signIn("fay@example.com", PASSWORD);

        assertThat(SITE.http().get("/me", "Cookie", "__Host-session=" + here).body())
                .containsOnlyOnce("Sign it out");
        post("/sign-out/everywhere", Map.of(), "Cookie", "__Host-session=" + here);

        assertThat(SITE.get("/api/auth/me", here).statusCode()).isEqualTo(401);
        assertThat(SITE.database()
                        .count("session where account_id = (select id from account"
                                + " where email = 'fay@example.com')"))
                .isZero();
        assertThat(SITE.get("/api/auth/me", other).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/me, /me",
        "/jobs?q=a&island=exuma, /jobs?q=a&island=exuma",
        "//evil.example, /jobs",
        "/\\evil.example, /jobs",
        "https://evil.example, /jobs",
        "javascript:alert(1), /jobs",
        "'/\tx', /jobs",
        "'', /jobs"
    })
    void signingInRedirectsToAPathOfThisSiteOnly(String next, String location) {
        var email = "gia" + Integer.toHexString(next.hashCode()) + "@example.com";
        SITE.register("Gia", email);

        var answer = post("/sign-in", Map.of("email", email, "password", PASSWORD, "next", next));

        assertThat(answer.headers().firstValue("Location")).contains(location);
    }

    @Test
    void aProfileIsForMembersWithoutTheEmailAddress() {
        var hal = SITE.register("Hal", "hal@example.com");
        var path = "/people/"
                + TestSite.read(SITE.get("/api/auth/me", hal)).path("id").asText();
        var member = SITE.register("Ivy", "ivy.reads@example.com");

        var page = SITE.http().get(path, "Cookie", "__Host-session=" + member);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Hal").doesNotContain("hal@example.com");
        assertThat(page.headers().firstValue("Cache-Control")).contains("private, no-store");
    }

    @Test
    void aProfileSendsAStrangerToTheSignInPageAndBack() {
        var page = SITE.http().get("/people/1");

        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("/sign-in?next=%2Fpeople%2F1");
        assertThat(page.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in, /jobs",
        "/register, /jobs",
        "/sign-in?next=%2Fme, /me",
        "/register?next=%2Fjobs%2Fnew, /jobs/new"
    })
    void whoIsSignedInIsLedOn(String path, String location) {
        var session = "__Host-session=" + SITE.register("Kim", "kim" + path.hashCode() + "@example.com");

        var answer = SITE.http().get(path, "Cookie", session);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(location);
    }

    @Test
    void theSignInPageSaysWhyOneIsThere() {
        assertThat(SITE.http().get("/sign-in?next=%2Fpeople%2F1").body())
                .contains("What you opened is for people who are signed in.");
        assertThat(SITE.http().get("/sign-in").body()).doesNotContain("What you opened");
        assertThat(SITE.http().get("/sign-in?next=%2Fjobs%2Fnew").body())
                .contains("<title>Sign in to post a job ·", "<h1>Sign in to post a job</h1>");
    }

    @Test
    void whoSignsInBesideAFormIsSentBackToItsTab() {
        SITE.register("Lea", "lea@example.com");
        var page = SITE.http().get("/sign-in?tab=other");

        var answer = post("/sign-in", Map.of("email", "lea@example.com", "password", PASSWORD, "tab", "other"));

        assertThat(page.body()).contains("go back to the tab where you were writing", "name=\"tab\" value=\"other\"");
        assertThat(pageAfter(answer)).contains("role=\"status\">You are signed in. Go back to the tab");
    }

    private static HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        var all =
                Stream.concat(Stream.of(headers), Stream.of(SITE.newAddress())).toArray(String[]::new);
        return SITE.http().post(path, form, all);
    }

    private static String pageAfter(HttpResponse<String> answer) {
        var cookies = answer.headers().allValues("Set-Cookie").stream()
                .map(header -> header.substring(0, header.indexOf(';')))
                .collect(Collectors.joining("; "));
        return SITE.http()
                .get(answer.headers().firstValue("Location").orElseThrow(), "Cookie", cookies)
                .body();
    }

    private static String cookie(HttpResponse<String> answer) {
        var header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }
}
