package com.hiremebahamas.secrets;

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
                "ann.rolle",
                "annrolle242",
                "ellor.nna",
                "Rolle1234!",
                "Annabelle Rolle",
                "liverpool",
                "L1v3rp00l!",
                "lo0previl",
                "242liverpool242",
                "Manchester1878",
                "grandma1950",
                "aaaaaaaab",
                "baaaaaaaa",
                "        a",
                "abcdefgh1",
                "abcd1234",
                "98765432x",
                "abababab",
                "abcabcabcabc",
                "Ab3$Ab3$Ab3$",
                "密码密码密码密码",
                "25121985",
                "1985-12-25",
                "12/25/1985",
                "19001231",
                "31122099",
                "passwordpassword",
                "ｌｉｖｅｒｐｏｏｌ"
            })
    void aCommonPasswordIsRejected(String password) {
        assertThat(Password.problem(password, "ann.rolle@example.com", "Annabelle Rolle"))
                .contains("easy to guess");
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
                "a7-park-b3",
                "conch salad 1973",
                "liverpool beach goats",
                "31021985",
                "31121899",
                "31122100"
            })
    void anyOtherPasswordOfEightCharactersIsAccepted(String password) {
        assertThat(Password.problem(password, "ann.rolle@example.com", "Annabelle Rolle"))
                .isEmpty();
    }

    @Test
    void lengthIsCountedInCharactersAndBoundedInBytes() {
        assertThat(Password.problem("🦩🐚🐢🌴🌊🐟🦀", "")).contains("at least 8");
        assertThat(Password.problem("seven grey pelicans ".repeat(12) + "over the harbour", ""))
                .isEmpty();
        assertThat(Password.problem("seven grey pelicans ".repeat(12) + "over the harbours", ""))
                .contains("at most 256");
        assertThat(Password.problem("🦩🐚".repeat(33), "")).contains("at most 256");
        assertThat(Password.problem("", "")).isEqualTo("Choose a password.");
    }
}
