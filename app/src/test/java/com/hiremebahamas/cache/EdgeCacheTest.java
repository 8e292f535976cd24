package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestNginx;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole site behind an nginx that caches every response it may.
class EdgeCacheTest {

    /// A viewer, and what no other may see except on a page about them.
    private record Person(String name, String email, String token) {
        boolean isSeenIn(HttpResponse<String> answer) {
            return answer.body().contains(name) || answer.body().contains(email);
        }
    }

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());
    private static final TestNginx NGINX = TestNginx.inFrontOf(SITE.http().origin());
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Person STRANGER = new Person("Nobody Nowhere", "nobody@example.com", "");

    private static Person ann = STRANGER;
    private static Person bo = STRANGER;
    private static String job = "";

    @BeforeAll
    static void register() {
        var cleo = person("Cleo Crooked");
        ann = person("Ann Acklins");
        bo = person("Bo Bimini");
        job = post(SITE, cleo.token());
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        NGINX.close();
        SITE.close();
    }

    static Stream<String> addresses() {
        return SITE.routes().stream()
                .filter(route -> route.startsWith("GET ") && !route.contains("{file}") && !route.contains("icon"))
                .map(route -> route.substring("GET ".length()))
                .map(route -> route.replace("{job}", job).replace("{id}", route.contains("jobs") ? job : "1"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void noViewerGetsAPageOfAnother(String address) {
        for (int round = 0; round < 3; round++) {
            for (var reader : List.of(ann, STRANGER, bo)) {
                var answer = get(NGINX, address, reader);

                for (var other : List.of(ann, bo)) {
                    if (!other.equals(reader) && !address.startsWith("/api/users")) {
                        assertThat(other.isSeenIn(answer)).isFalse();
                    }
                }
                if (!reader.equals(STRANGER)) assertThat(kept(answer)).isNotIn("HIT", "STALE", "REVALIDATED");
            }
        }
    }

    @Test
    void aSignedInViewerIsNamedBehindIt() {
        get(NGINX, "/jobs", STRANGER);

        assertThat(get(NGINX, "/jobs", ann).body()).contains("Ann Acklins");
        assertThat(get(NGINX, "/jobs", bo).body()).contains("Bo Bimini");
        assertThat(get(NGINX, "/jobs", STRANGER).body()).contains("Sign in");
    }

    @Test
    void anonymousViewersShareOneResponse() {
        assertThat(Stream.generate(() -> kept(get(NGINX, "/api/jobs", STRANGER)))
                        .limit(100))
                .contains("HIT");
    }

    @Test
    void itServesStalePagesWhileTheOriginIsDown() {
        try (var site = new WholeSite(TestDatabase.empty());
                var nginx = TestNginx.inFrontOf(site.http().origin())) {
            post(site, site.register("Cleo", "cleo@example.com"));
            assertThat(get(nginx, "/jobs", STRANGER).body()).contains("Bartender");

            site.http().close();

            // Until the second is over it is a hit, then the last answer there was.
            for (var kept = ""; !kept.equals("STALE"); ) {
                var answer = get(nginx, "/jobs", STRANGER);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("Bartender");
                kept = kept(answer);
            }
        }
    }

    private static Person person(String name) {
        var email = name.replace(' ', '.').toLowerCase(Locale.ROOT) + "@example.com";
        return new Person(name, email, SITE.register(name, email));
    }

    private static String post(WholeSite site, String token) {
        var posted = site.http().json("POST", "/api/jobs", """
                {"title": "Bartender", "employer": "Blue Hole Bar", "island": "exuma", "employment_type": "FULL_TIME",
                 "pay_min": 12.5, "pay_max": 15, "pay_period": "HOUR", "description": "Evenings and weekends.",
                 "how_to_apply": "Call 242 555 0100."}""", "Authorization", "Bearer " + token);
        return TestSite.read(posted).path("id").asText();
    }

    private static HttpResponse<String> get(TestNginx nginx, String address, Person reader) {
        var request = HttpRequest.newBuilder(URI.create(nginx.origin() + address));
        if (!reader.token().isEmpty()) request.header("Cookie", "__Host-session=" + reader.token());
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String kept(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Cache").orElse("");
    }
}
