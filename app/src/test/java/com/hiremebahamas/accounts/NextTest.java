package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in leads to the page that was asked for, whatever comes between.
class NextTest {

    private static final Pattern FIELD = Pattern.compile("name=\"next\" value=\"([^\"]*)\"");
    private static final Pattern DETOUR = Pattern.compile("href=\"(/(?:register|sign-in)\\?next=[^\"]*)\"");

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());

    @BeforeAll
    static void register() {
        SITE.register("Ann", "ann@example.com");
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/mine",
                "/jobs/mine?limit=5&cursor=AAY_Xg-A&utm_source=a+b",
                "/jobs?q=bar%20tender&island=exuma",
                "/jobs?q=a%26b%3Dc%25&x",
                "/jobs?q=%C3%A9%2B+1&next=%2Fme%3Fa%3Db%26c",
                "/jobs?q='quotes'&q=(x)",
                "/people/7?",
                "/jobs?next=//evil.example",
                "/jobs?x=https://evil.example/?a=b&c"
            })
    void itSurvivesEveryDetourWhole(String next) {
        var signIn = "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);

        var page = SITE.http().get(signIn).body();
        for (int i = 0; i < 3; i++) {
            assertThat(field(page)).isEqualTo(next);
            page = SITE.http().get(link(page)).body();
        }
        assertThat(field(page)).isEqualTo(next);
        page = submit("/register", "no address", field(page)).body();
        page = SITE.http().get(link(page)).body();
        page = submit("/sign-in", "", field(page)).body();
        page = submit("/sign-in", "nobody@example.com", field(page)).body();
        assertThat(field(page)).isEqualTo(next);
        assertThat(submit("/sign-in", "ann@example.com", field(page)).headers().firstValue("Location"))
                .contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs/mine?limit=5&cursor=", "/jobs/new?utm_source=a%26b", "/me?x=%zz&y"})
    void aPageThatNeedsASignInIsTheNextOne(String path) {
        var url = com.hiremebahamas.testing.RawConnection.to(
                java.net.URI.create(SITE.http().origin()).getPort());
        try (url) {
            var answer = url.get(path).answer();
            var location = answer.lines()
                    .filter(line -> line.startsWith("Location: "))
                    .findFirst()
                    .orElseThrow();

            assertThat(field(SITE.http()
                            .get(location.substring("Location: ".length()))
                            .body()))
                    .isEqualTo(path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "evil",
        "''",
        "' /jobs/new'",
        "'/\t/evil.example'",
        "'/\r\nSet-Cookie: a=b'",
        "#x"
    })
    void anyOtherPlaceIsNot(String next) {
        assertThat(submit("/sign-in", "ann@example.com", next).headers().firstValue("Location"))
                .contains("/jobs");
        assertThat(field(SITE.http()
                        .get("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                        .body()))
                .isEqualTo("/jobs");
    }

    @ParameterizedTest
    @CsvSource({"/jobs?q=a#apply, /jobs?q=a", "/jobs#, /jobs"})
    void aFragmentIsLeftOut(String next, String left) {
        assertThat(submit("/sign-in", "ann@example.com", next).headers().firstValue("Location"))
                .contains(left);
    }

    private static java.net.http.HttpResponse<String> submit(String path, String email, String next) {
        return SITE.http()
                .post(
                        path,
                        Map.of("email", email, "password", PASSWORD, "display_name", "Ann", "next", next),
                        SITE.newAddress());
    }

    private static String field(String page) {
        return found(FIELD, page);
    }

    private static String link(String page) {
        return found(DETOUR, page);
    }

    private static String found(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1)
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&amp;", "&");
    }
}
