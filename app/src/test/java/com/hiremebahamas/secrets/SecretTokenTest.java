package com.hiremebahamas.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTokenTest {

    private static final String TOKEN = "A".repeat(43);

    /// By `sha256sum`.
    @Test
    void theHashIsTheSha256OfTheToken() {
        var hash = SecretToken.parse(TOKEN).orElseThrow().hash();

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a");
    }

    @Test
    void aRandomTokenIsParsedAgain() {
        var token = SecretToken.random(new SecretRandom());

        assertThat(SecretToken.parse(token.text()).map(SecretToken::text)).contains(token.text());
    }

    /// A letter beyond ASCII would be hashed as `?`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA?",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAé"
            })
    void anyOtherTextIsNoToken(String text) {
        assertThat(SecretToken.parse(text)).isEmpty();
    }
}
