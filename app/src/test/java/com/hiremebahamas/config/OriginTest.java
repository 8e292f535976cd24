package com.hiremebahamas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://hiremebahamas.com, https://hiremebahamas.com",
        "https://hiremebahamas.com/, https://hiremebahamas.com",
        "https://hiremebahamas.com., https://hiremebahamas.com",
        "https://hiremebahamas.com./, https://hiremebahamas.com",
        "HTTPS://HireMeBahamas.COM, https://hiremebahamas.com",
        "https://hiremebahamas.com:443, https://hiremebahamas.com",
        "https://hiremebahamas.com:, https://hiremebahamas.com",
        "https://hiremebahamas.com.:0443/, https://hiremebahamas.com",
        "https://hiremebahamas.com:80, https://hiremebahamas.com:80",
        "http://localhost:80, http://localhost",
        "http://localhost:443, http://localhost:443",
        "http://LOCALHOST:10000/, http://localhost:10000",
        "http://127.0.0.1:10000, http://127.0.0.1:10000",
        "http://[::1]:10000, http://[0:0:0:0:0:0:0:1]:10000",
        "http://[0:0::1]:10000/, http://[0:0:0:0:0:0:0:1]:10000"
    })
    void theSpellingsOfOneOriginAreEqual(String spelling, String origin) {
        assertThat(Origin.parse(spelling)).isPresent().isEqualTo(Origin.parse(origin));
        assertThat(publicOrigin(spelling))
                .isInstanceOfSatisfying(
                        Settings.Reading.Valid.class,
                        valid -> assertThat(valid.settings().http().publicOrigin())
                                .isEqualTo(origin));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hiremebahamas.com, http://hiremebahamas.com",
        "https://hiremebahamas.com, https://www.hiremebahamas.com",
        "https://hiremebahamas.com, https://hiremebahamas.com.evil.example",
        "http://localhost:80, http://localhost:8080",
        "https://hiremebahamas.com, https://hiremebahamas.com:80"
    })
    void differentOriginsAreNot(String one, String other) {
        assertThat(Origin.parse(one)).isPresent().isNotEqualTo(Origin.parse(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "hiremebahamas.com",
                "//hiremebahamas.com",
                "ftp://hiremebahamas.com",
                "https://",
                "https:///",
                "https://.",
                "https://hiremebahamas.com..",
                "https://hire..mebahamas.com",
                "https://hiremebahamas.com/jobs",
                "https://hiremebahamas.com//",
                "https://hiremebahamas.com?x",
                "https://hiremebahamas.com#x",
                "https://ann@hiremebahamas.com",
                "https://hiremebahamas.com@evil.example",
                "https://hiremebahamas.com:0",
                "https://hiremebahamas.com:65536",
                "https://hiremebahamas.com:99999",
                "https://hiremebahamas.com:-1",
                "https://hiremebahamas.com\\evil",
                "https://hire me.com",
                "https://b\u00fccher.example",
                "http://[::g]",
                "http://[1:2]",
                "http://::1"
            })
    void anythingElseIsNoneAndRefusesTheBoot(String text) {
        assertThat(Origin.parse(text)).isEmpty();
        assertThat(publicOrigin(text).problems()).singleElement().asString().contains("PUBLIC_ORIGIN", text);
    }

    private static Settings.Reading publicOrigin(String text) {
        return Settings.from(Map.of("PUBLIC_ORIGIN", text)::get);
    }
}
