package com.hiremebahamas.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IconsTest {

    private static final WholeSite SITE = new WholeSite(TestDatabase.notConfigured());

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/favicon.ico, image/x-icon",
        "/apple-touch-icon.png, image/png",
        "/apple-touch-icon-precomposed.png, image/png",
        "/apple-touch-icon-120x120.png, image/png",
        "/apple-touch-icon-180x180-precomposed.png, image/png"
    })
    void theIconsThatBrowsersAskForAreThere(String path, String type) {
        var answer = SITE.http().get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=86400");
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(SITE.http().get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
}
