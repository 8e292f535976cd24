package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password1!",
                "PASSWORD123",
                "12345678",
                "87654321",
                "aaaaaaaa",
                "abcdefgh",
                "qwertyuiop",
                "1q2w3e4r",
                "iloveyou",
                "sunshine2026!",
                "Junkanoo242",
                "hiremebahamas",
                "ann.rolle@example.com",
                "Ann.Rolle1",
                "ann.rolle"
            })
    void aCommonPasswordIsRejected(String password) {
        assertThat(Password.problem(password, "ann.rolle@example.com")).contains("among the first that are guessed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seven grey pelicans",
                "Tr0ub4dor&3",
                "x9$kQ2!v",
                "passwordless sign-in",
                "ñandú ñandú",
                "🦩🦩🐚🐢🌴🌊🐟🦀",
                "94820175",
                "correct horse battery staple",
                "        a"
            })
    void anyOtherPasswordOfEightCharactersIsAccepted(String password) {
        assertThat(Password.problem(password, "ann.rolle@example.com")).isEmpty();
    }

    @Test
    void lengthIsCountedInCharactersAndBoundedInBytes() {
        assertThat(Password.problem("🦩🐚🐢🌴🌊🐟🦀", "")).contains("at least 8");
        assertThat(Password.problem("xy".repeat(128), "")).isEmpty();
        assertThat(Password.problem("xy".repeat(128) + "z", "")).contains("at most 256");
        assertThat(Password.problem("🦩🐚".repeat(33), "")).contains("at most 256");
        assertThat(Password.problem("", "")).isEqualTo("Choose a password.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "a@b.co",
                "ann.o'rolle+jobs@mail.example.com",
                "josé@example.com",
                "ann@bücher.example",
                "ann_rolle@xn--bcher-kva.example"
            })
    void plausibleAddressesAreAccepted(String email) {
        assertThat(Email.isPlausible(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ann",
                "ann@",
                "@example.com",
                "ann@example",
                "ann@@example.com",
                "a@b@c.com",
                "ann rolle@example.com",
                "ann@exa mple.com",
                ".ann@example.com",
                "ann.@example.com",
                "an..n@example.com",
                "ann@.com",
                "ann@example.",
                "ann@example..com",
                "ann@-example.com",
                "<ann@example.com>",
                "ann@[127.0.0.1]",
                "ann,bo@example.com",
                "ann\u00a0@example.com",
                "ann\r\nBcc:x@example.com"
            })
    void anyOtherAddressIsRejected(String email) {
        assertThat(Email.isPlausible(email)).isFalse();
    }

    @Test
    void anAddressHasAtMost254CharactersAnd64BeforeTheAt() {
        var domain = "@" + "b.".repeat(94) + "c";

        assertThat(Email.isPlausible("a".repeat(64) + domain)).isTrue();
        assertThat(domain).hasSize(190);
        assertThat(Email.isPlausible("a".repeat(64) + "@d" + domain.substring(1)))
                .isFalse();
        assertThat(Email.isPlausible("a".repeat(65) + "@example.com")).isFalse();
    }

    @Test
    void anAddressOfAHundredThousandCharactersIsRejected() {
        assertThat(Email.isPlausible("a".repeat(65) + "@example.com")).isFalse();
        assertThat(Email.isPlausible("a@" + "b.".repeat(126) + "com")).isFalse();
        assertThat(Email.isPlausible("a.".repeat(50_000) + "@" + "b.".repeat(50_000)))
                .isFalse();
    }
}
