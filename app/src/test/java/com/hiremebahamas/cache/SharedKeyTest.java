package com.hiremebahamas.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "postgresql://site@db.example.com/site",
                "postgresql://placeholder:placeholder@invalid.local:5432/placeholder"
            })
    @DisplayName("R20 without the secret of a database nothing is shared")
    void withoutASecretThereIsNoKey(String url) {
        assertThat(SharedKey.of(DatabaseUrl.parse(url), "build-1", 1)).isEmpty();
    }

    @Test
    void theSameSiteAndBuildHaveTheSameKey() {
        var one = key(SharingInstance.DATABASE);
        var other = key(SharingInstance.DATABASE.replace("postgresql://", "postgres://"));

        assertThat(one.name()).isEqualTo(other.name()).matches("hiremebahamas:responses:[0-9a-f]{32}");
        assertThat(one.sign("/", new byte[5], 0)).isEqualTo(other.sign("/", new byte[5], 0));
        assertThat(one.sign("/", new byte[5], 0)).isNotEqualTo(one.sign("/jobs", new byte[5], 0));
    }

    /// The number is of OWASP's Password Storage Cheat Sheet.
    @Test
    @DisplayName("R20 to guess the password of the database by a signature costs as much as OWASP asks for")
    void aGuessIsExpensive() {
        var url = DatabaseUrl.parse(SharingInstance.DATABASE);

        assertThat(SharedKey.of(url, "build-1").orElseThrow().name())
                .isEqualTo(SharedKey.of(url, "build-1", 600_000).orElseThrow().name());
    }

    private static SharedKey key(String url) {
        return SharedKey.of(DatabaseUrl.parse(url), "build-1", 1).orElseThrow();
    }
}
