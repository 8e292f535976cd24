package com.hiremebahamas.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.mail.MailUrl.Tls;
import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailUrlTest {

    @ParameterizedTest
    @CsvSource({
        "smtp://ann:pw@mail.example.com:587, mail.example.com, 587, ann, pw, REQUIRED",
        "smtp://ann:pw@mail.example.com, mail.example.com, 587, ann, pw, REQUIRED",
        "SMTP://ann:pw@mail.example.com/, mail.example.com, 587, ann, pw, REQUIRED",
        "smtp://ann:pw@mail.example.com:2525/?starttls=Required, mail.example.com, 2525, ann, pw, REQUIRED",
        "smtps://ann:pw@mail.example.com, mail.example.com, 465, ann, pw, IMPLICIT",
        "smtps://ann:pw@mail.example.com:2465, mail.example.com, 2465, ann, pw, IMPLICIT",
        "smtp://mail.example.com:25, mail.example.com, 25, '', '', OPTIONAL",
        "smtp://mail.example.com:25?starttls=none, mail.example.com, 25, '', '', NONE",
        "smtp://mail.example.com:25?starttls=required, mail.example.com, 25, '', '', REQUIRED",
        "smtp://ann@example.com:pw@mail.example.com, mail.example.com, 587, ann@example.com, pw, REQUIRED",
        "smtp://ann%40example.com:p%3Aw%25%2F+@mail.example.com, mail.example.com, 587, ann@example.com, p:w%/+,"
                + " REQUIRED",
        "smtp://ann:a:b@mail.example.com, mail.example.com, 587, ann, a:b, REQUIRED",
        "smtp://ann:pw@[2001:db8::1]:25, 2001:db8::1, 25, ann, pw, REQUIRED",
        "smtp://[::1], ::1, 587, '', '', OPTIONAL",
        "smtp://ann:pw@localhost:1025?starttls=none, localhost, 1025, ann, pw, NONE",
        "smtp://ann:pw@127.0.0.1:1025?starttls=optional, 127.0.0.1, 1025, ann, pw, OPTIONAL",
        "smtp://localhost:, localhost, 587, '', '', OPTIONAL",
        "'  smtp://localhost  ', localhost, 587, '', '', OPTIONAL",
        "smtp://ann:gr%C3%BCn@localhost, localhost, 587, ann, grün, REQUIRED"
    })
    void everyFormIsRead(String text, String host, int port, String user, String password, Tls tls) {
        assertThat(MailUrl.parse(text)).isEqualTo(new MailUrl.Valid(new Host(host, port), user, password, tls));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutATextThereIsNone(String text) {
        assertThat(MailUrl.parse(text)).isEqualTo(new MailUrl.NotConfigured());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "canary-7391, must begin with smtp:// or smtps://",
        "http://ann:canary-7391@mail.example.com, must begin with smtp:// or smtps://",
        "ann:canary-7391@mail.example.com:587, must begin with smtp:// or smtps://",
        "smtp:ann:canary-7391@mail.example.com, must begin with smtp:// or smtps://",
        "smtp://, names no host",
        "smtp://ann:canary-7391@, names no host",
        "smtp://ann:canary-7391@:587, names no host",
        "smtp://canary-7391@mail.example.com, must name a user and a password",
        "smtp://:canary-7391@mail.example.com, must name a user and a password",
        "smtp://ann:@canary-7391.example.com, must name a user and a password",
        "smtp://ann:canary-7391/x@mail.example.com, has one of / ? #",
        "smtp://ann:canary-7391?x@mail.example.com, has one of / ? #",
        "'smtp://ann:canary-7391#x@mail.example.com', has one of / ? #",
        "smtp://ann:canary-7391%zz@mail.example.com, no percent-encoding",
        "smtp://ann:canary-7391%@mail.example.com, no percent-encoding",
        "smtp://ann:canary-7391%ff@mail.example.com, not UTF-8",
        "smtp://ann:canary-7391%0d%0aRSET@mail.example.com, a control character",
        "smtp://ann:pw@mail.example.com:canary-7391, must have a port from 1 to 65535",
        "smtp://ann:pw@mail.example.com:0, must have a port from 1 to 65535",
        "smtp://ann:pw@mail.example.com:65536, must have a port from 1 to 65535",
        "smtp://ann:pw@mail.example.com:+25, must have a port from 1 to 65535",
        "smtp://ann:canary-7391@2001:db8::1, must have an IPv6 address in brackets",
        "smtp://ann:canary-7391@[::1, must have an IPv6 address in brackets",
        "smtp://ann:canary-7391@mail example.com, no host name",
        "smtp://ann:canary-7391@mäil.example.com, no host name",
        "smtp://ann:pw@mail.example.com/canary-7391, must end after the host and the port",
        "'smtp://ann:pw@mail.example.com#canary-7391', must end after the host and the port",
        "smtp://mail.example.com?user=canary-7391, may have one parameter",
        "smtp://mail.example.com?starttls=none&tls=canary-7391, may have one parameter",
        "smtps://ann:canary-7391@mail.example.com?starttls=none, takes no starttls",
        "smtp://ann:canary-7391@mail.example.com:465, must begin with smtps:// for port 465",
        "smtps://ann:canary-7391@mail.example.com:587, must begin with smtp:// for ports 587 and 25",
        "smtp://ann:canary-7391@mail.example.com?starttls=none, unencrypted",
        "smtp://ann:canary-7391@mail.example.com?starttls=optional, unencrypted",
        "smtp://ann:canary-7391@127.0.0.1.example.com?starttls=none, unencrypted"
    })
    @DisplayName("R2 what is wrong with a URL is said, and no part of it that may be secret")
    void whatIsWrongIsSaidWithoutASecret(String text, String problem) {
        assertThat(MailUrl.parse(text))
                .isInstanceOfSatisfying(
                        MailUrl.Invalid.class,
                        invalid -> assertThat(invalid.problem())
                                .contains(problem)
                                .endsWith("Write smtp://user:password@host:587, or smtps:// with port 465")
                                .doesNotContain("canary-7391"));
    }

    @Test
    void aUrlIsShownWithoutItsUserAndItsPassword() {
        assertThat(MailUrl.parse("smtp://ann:pw@[::1]:2525")).hasToString("smtp://[::1]:2525");
        assertThat(MailUrl.parse("smtps://ann:pw@mail.example.com")).hasToString("smtps://mail.example.com:465");
    }
}
