package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No shared cache may swap the responses to two requests for one address.
class VaryTest {

    /// Requests as browsers, htmx and programs send them, and headers that must not matter.
    private static final List<Map<String, String>> REQUESTS = List.of(
            Map.of(),
            Map.of("Accept", "text/html"),
            Map.of("Accept", "application/json"),
            Map.of("Accept-Encoding", "gzip"),
            Map.of("HX-Request", "true"),
            Map.of("HX-Request", "true", "HX-History-Restore-Request", "true"),
            Map.of("HX-Request", "true", "HX-Boosted", "true"),
            Map.of("HX-Request", "true", "HX-Target", "results"),
            Map.of("Accept-Language", "ar"),
            Map.of("User-Agent", "curl"),
            Map.of("X-Forwarded-For", "198.51.100.7"),
            Map.of("X-Forwarded-Host", "evil.example"),
            Map.of("X-Requested-With", "XMLHttpRequest"),
            Map.of("Origin", "https://evil.example"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Dest", "image"),
            Map.of("Save-Data", "on"),
            Map.of("Range", "bytes=0-1"));

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

    static Stream<String> addresses() {
        return Stream.concat(
                SITE.routes().stream()
                        .filter(route -> route.startsWith("GET "))
                        .map(route -> route.substring("GET ".length()).replaceAll("\\{[a-z]+}", "1"))
                        .map(path -> path.replace("/static/1", Assets.path("site.css"))),
                Stream.of("/nowhere", "/api/nowhere", "/jobs/12345", "/jobs?limit=0", "/jobs;x", "/Jobs"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void everyHeaderThatChangesAResponseIsNamed(String address) {
        var requests = new ArrayList<>(REQUESTS);
        for (var credential : List.of("Authorization", "Cookie")) {
            var value = credential.equals("Cookie") ? "__Host-session=" + token : "Bearer " + token;
            requests.add(Map.of(credential, value));
            requests.add(Map.of(credential, value, "HX-Request", "true"));
        }
        var answers = requests.stream().map(headers -> get(address, headers)).toList();

        for (int i = 0; i < requests.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (same(answers.get(i), answers.get(j))) continue;
                for (var answer : List.of(answers.get(i), answers.get(j)))
                    assertThat(differing(requests.get(i), requests.get(j)))
                            .as(
                                    "%s %s %s: %s",
                                    address,
                                    requests.get(i),
                                    requests.get(j),
                                    answer.headers().map())
                            .anyMatch(header -> vary(answer).contains(header));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void theOldestProxiesReadIt(String address) {
        var lines = get(address, Map.of()).headers().allValues("Vary");

        assertThat(lines).singleElement().asString().hasSizeLessThan(128);
    }

    private static List<String> differing(Map<String, String> one, Map<String, String> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .filter(name -> !one.getOrDefault(name, "").equals(other.getOrDefault(name, "")))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static List<String> vary(HttpResponse<String> answer) {
        return Stream.of(String.join(",", answer.headers().allValues("Vary")).split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean same(HttpResponse<String> one, HttpResponse<String> other) {
        return representation(one).equals(representation(other));
    }

    private static List<Object> representation(HttpResponse<String> answer) {
        var headers = answer.headers();
        return List.of(
                answer.statusCode(),
                TestSite.withoutId(answer),
                headers.allValues("Content-Type"),
                headers.allValues("Content-Encoding"),
                headers.allValues("Location"),
                headers.allValues("HX-Redirect"),
                headers.allValues("Cache-Control"));
    }

    private static HttpResponse<String> get(String address, Map<String, String> headers) {
        return SITE.http()
                .get(
                        address,
                        headers.entrySet().stream()
                                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                                .toArray(String[]::new));
    }
}
