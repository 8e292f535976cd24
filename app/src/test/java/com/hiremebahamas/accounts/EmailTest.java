package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ann@Example.COM | Ann@Example.COM",
                "ann@bücher.example | ann@xn--bcher-kva.example",
                "ann@BÜCHER.example | ann@xn--bcher-kva.example",
                "ann@example。com | ann@example.com",
                "ann@ｅxample.com | ann@example.com",
                "ann@exa_mple.com | ann@exa_mple.com",
                "ann | ann",
                "@ | @"
            })
    void aDomainIsStoredInAscii(String typed, String stored) {
        assertThat(Email.of(typed)).isEqualTo(stored);
    }

    /// Controls, format characters, fillers, variation selectors and joiners: at every place of the address.
    @Test
    void noInvisibleCharacterMakesASecondAddress() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int type = Character.getType(c);
            if (type != Character.FORMAT && (type != Character.CONTROL || Character.isWhitespace(c) || c == 0x85))
                continue;
            assertUnchangedBy(c);
        }
        for (int c : new int[] {0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0xFE00, 0xFE0F, 0xE0100, 0x180B, 0x17B4})
            assertUnchangedBy(c);
    }

    private static void assertUnchangedBy(int c) {
        var address = "ann@example.com";
        for (int at : new int[] {0, 2, 3, 4, 8, 15}) {
            var typed = address.substring(0, at) + Character.toString(c) + address.substring(at);
            assertThat(Email.of(typed)).as("U+%04X at %d", c, at).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "İan@example.com, ian@example.com",
        "ıan@example.com, ian@example.com",
        "IAN@EXAMPLE.COM, ian@example.com",
        "ｉan@example.com, ian@example.com",
        "îan@example.com, ian@example.com",
        "\u212aim@example.com, kim@example.com",
        "ﬁn@example.com, fin@example.com",
        "ſam@example.com, sam@example.com"
    })
    void addressesThatLookAlikeShareTheirLimits(String one, String other) {
        assertThat(Email.folded(one)).isEqualTo(Email.folded(other));
    }

    @Test
    void otherLettersBeforeTheAtAreToldFromAnIncompleteAddress() {
        assertThat(Email.problem("josé@example.com")).contains("without accents");
        assertThat(Email.problem("jose@example")).contains("the whole e-mail address");
        assertThat(Email.problem("jose")).contains("the whole e-mail address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "a@b.co",
                "ann.o'rolle+jobs@mail.example.com",
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
                "ann\r\nBcc:x@example.com",
                "josé@example.com",
                "аnn@example.com",
                "ann\u0301@example.com",
                "ann@bücher.example",
                "ann\u007f@example.com"
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
