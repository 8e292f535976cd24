package com.hiremebahamas.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "no-reply@example.com, '', no-reply@example.com",
        "HireMeBahamas <no-reply@example.com>, HireMeBahamas, no-reply@example.com",
        "'\"Jobs, and more\" <a.b+c@example.com>', 'Jobs, and more', a.b+c@example.com",
        "Señor <a@example.com>, Señor, a@example.com",
        "<a@localhost>, '', a@localhost"
    })
    void bothFormsAreRead(String text, String name, String address) {
        assertThat(MailAddress.parse(text)).contains(new MailAddress(name, address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ann",
                "a@",
                "@example.com",
                "a@b@example.com",
                "a b@example.com",
                "a@example..com",
                ".a@example.com",
                "ä@example.com",
                "Ann <a@example.com",
                "Ann <a@example.com> x",
                "Ann <<a@example.com>>",
                "A\"nn <a@example.com>",
                "a@example.com, b@example.com",
                "Ann\r\nBcc: b@example.com <a@example.com>",
                "a@example.com\r\nBcc: b@example.com"
            })
    void anythingElseIsNone(String text) {
        assertThat(MailAddress.parse(text)).isEmpty();
    }

    @Test
    void itIsShownAsItIsWritten() {
        assertThat(new MailAddress("Ann", "a@example.com")).hasToString("Ann <a@example.com>");
        assertThat(new MailAddress("", "a@example.com")).hasToString("a@example.com");
    }
}
