package com.hiremebahamas.web;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteTest {

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());
    private static String token = "";

    @BeforeAll
    static void register() {
        token = SITE.register("Ann", "ann@example.com");
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    /// `ours` is the public origin; an empty column for a header that is not sent.
    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: accepted = {2}")
    @CsvSource({
        "same-origin, , true",
        "none, , true",
        "same-site, , false",
        "cross-site, , false",
        "cross-site, ours, false",
        "same-origin, https://evil.example, true",
        ", ours, true",
        ", OURS, true",
        ", ours/, true",
        ", https://evil.example, false",
        ", ours.evil.example, false",
        ", ours@evil.example, false",
        ", null, false",
        ", , false",
        "'', ours, false"
    })
    void aFormIsAcceptedFromThisOriginOnly(@Nullable String site, @Nullable String origin, boolean accepted) {
        assertThat(status("/sign-out", site, origin, "Cookie", "__Host-session=" + "A".repeat(43)))
                .isEqualTo(accepted ? 303 : 403);
        assertThat(status("/sign-in", site, origin)).isEqualTo(accepted ? 422 : 403);
        assertThat(status("/register", site, origin)).isEqualTo(accepted ? 422 : 403);
    }

    @ParameterizedTest(name = "cookie: Sec-Fetch-Site {0}, Origin {1}: accepted = {2}")
    @CsvSource({
        "same-origin, , true",
        "cross-site, , false",
        ", ours, true",
        ", https://evil.example, false",
        ", , false"
    })
    void theApiAcceptsACookieFromThisOriginOnly(@Nullable String site, @Nullable String origin, boolean accepted) {
        int status = json("/api/jobs", site, origin, "Cookie", "__Host-session=" + token);

        assertThat(status).isEqualTo(accepted ? 422 : 403);
    }

    @ParameterizedTest
    @CsvSource({"cross-site", "''"})
    void anApiClientWithATokenNeedsNoOrigin(String site) {
        assertThat(json("/api/jobs", site, null, "Authorization", "Bearer " + token))
                .isEqualTo(422);
        assertThat(json("/api/auth/login", site, null)).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data;boundary=x", "''"})
    void theApiAcceptsOnlyTypesThatNoPlainFormCanSend(String type) {
        var body = "{\"email\": \"ann@example.com\", \"password\": \"" + PASSWORD + "\"}";
        var headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};

        assertThat(SITE.http()
                        .send("POST", "/api/auth/login", BodyPublishers.ofString(body), headers)
                        .statusCode())
                .isEqualTo(415);
    }

    private static int status(String path, @Nullable String site, @Nullable String origin, String... more) {
        return send(path, "", headers("application/x-www-form-urlencoded", site, origin, more));
    }

    private static int json(String path, @Nullable String site, @Nullable String origin, String... more) {
        return send(path, "{}", headers("application/json", site, origin, more));
    }

    private static int send(String path, String body, List<String> headers) {
        return SITE.http()
                .send("POST", path, BodyPublishers.ofString(body), headers.toArray(String[]::new))
                .statusCode();
    }

    private static List<String> headers(String type, @Nullable String site, @Nullable String origin, String... more) {
        var headers = new ArrayList<>(List.of("Content-Type", type));
        if (site != null) headers.addAll(List.of("Sec-Fetch-Site", site));
        if (origin != null) {
            var ours = SITE.http().origin();
            var sent = origin.replace("ours", ours).replace("OURS", ours.toUpperCase(Locale.ROOT));
            headers.addAll(List.of("Origin", sent));
        }
        headers.addAll(List.of(more));
        return headers;
    }
}
