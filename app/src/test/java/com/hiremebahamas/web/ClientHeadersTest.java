package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers as clients write them.
class ClientHeadersTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";charset=utf-8",
                "; charset=UTF-8",
                "; charset=utf8",
                "; charset=UTF8",
                "; charset=\"utf-8\"",
                "; charset=\"UTF8\"",
                " ;  Charset=Utf8 ",
                "; charset=utf-8; version=1",
                ";"
            })
    void bodiesInUtf8AreRead(String parameters) {
        assertThat(status("/api/auth/login", "{}", "Application/JSON" + parameters))
                .isEqualTo(422);
        assertThat(status("/sign-in", "email=", "application/X-www-form-urlencoded" + parameters))
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "; charset=iso-8859-1",
                "; charset=utf-16",
                "; charset=",
                "; charset=\"utf-8",
                "; charset=utf-80",
                "x"
            })
    void othersAreNot(String parameters) {
        assertThat(status("/api/auth/login", "{}", "application/json" + parameters))
                .isEqualTo(415);
        assertThat(status("/sign-in", "email=", "application/x-www-form-urlencoded" + parameters))
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "identity, 422",
        "IDENTITY, 422",
        "'identity, identity', 422",
        "'', 422",
        "gzip, 415",
        "br, 415",
        "'identity, gzip', 415",
        "deflate, 415",
        "x, 415"
    })
    void bodiesAreReadWithoutAnEncoding(String encoding, int status) {
        assertThat(status("/api/auth/login", "{}", "application/json", "Content-Encoding", encoding))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "'Bearer ', '', 200", "'bearer ', '', 200", "'BEARER ', '', 200", "'bEaReR   ', '', 200",
        "'  Bearer ', '  ', 200", "'Bearer\t', '', 200", "'Bearer', '', 401", "'Basic ', '', 401",
        "'Bearers ', '', 401", "'', '', 401", "'Bearer ', ' x', 401", "'Bearer Bearer ', '', 401"
    })
    void theSchemeOfATokenIsInAnyCase(String before, String after, int status) {
        var answer = SITE.http().get("/api/auth/me", "Authorization", before + token + after);

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static int status(String path, String body, String type, String... more) {
        var headers = new String[more.length + 4];
        System.arraycopy(new String[] {"Content-Type", type, "Sec-Fetch-Site", "same-origin"}, 0, headers, 0, 4);
        System.arraycopy(more, 0, headers, 4, more.length);
        return SITE.http()
                .send("POST", path, BodyPublishers.ofString(body), headers)
                .statusCode();
    }
}
