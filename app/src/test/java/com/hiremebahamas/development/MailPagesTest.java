package com.hiremebahamas.development;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.mail.Mail;
import com.hiremebahamas.mail.MailAddress;
import com.hiremebahamas.mail.MailSettings;
import com.hiremebahamas.mail.MailUrl;
import com.hiremebahamas.mail.Mailer;
import com.hiremebahamas.mail.Outbox;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The mails of development, as a browser gets them; without a database.
class MailPagesTest {

    private static final Mail MAIL = new Mail(
            "ann@example.com",
            "Hello <b>Ann</b>",
            List.of("<script>alert(1)</script>"),
            Optional.of(new Mail.Link("Confirm", "http://localhost:10000/confirm?a=1&b=2")),
            List.of());

    @Test
    void aMailThatWasNotSentIsShown() {
        var outbox = mailer(false);
        outbox.send(MAIL, "task-1");
        outbox.send(MAIL, "task-2");
        try (var site = new WholeSite(TestDatabase.notConfigured(), outbox)) {
            assertThat(site.http().get("/dev/mail").body())
                    .containsSubsequence("href=\"/dev/mail/2\"", "href=\"/dev/mail/1\"")
                    .contains("Hello &lt;b&gt;Ann", "to ann@example.com");
            assertThat(site.http().get("/dev/mail/2").body())
                    .contains("href=\"http://localhost:10000/confirm?a=1&amp;b=2\"", "Message-ID: &lt;task-2@")
                    .contains("Subject: Hello", "&amp;lt;script&amp;gt;")
                    .doesNotContain("<script>alert", "<b>Ann");
        }
    }

    @Test
    void theHtmlPartIsShownWithItsStylesAndCanDoNothing() {
        var outbox = mailer(false);
        outbox.send(MAIL, "task-1");
        try (var site = new WholeSite(TestDatabase.notConfigured(), outbox)) {
            var page = site.http().get("/dev/mail/1/html");

            assertThat(page.headers().allValues("Content-Security-Policy"))
                    .containsExactly("sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
            assertThat(page.body()).startsWith("<!doctype html>").contains("&lt;script&gt;alert(1)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/mail/1", "/dev/mail/x", "/dev/mail/1/html"})
    void aMailThatIsNotThereIsNotFound(String path) {
        try (var site = new WholeSite(TestDatabase.notConfigured(), mailer(false))) {
            assertThat(site.http().get("/dev/mail").body()).contains("No mail yet");
            assertThat(site.http().get(path).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void productionHasNoSuchPages() {
        try (var site = new WholeSite(TestDatabase.notConfigured(), mailer(true))) {
            for (var path : List.of("/dev/mail", "/dev/mail/1", "/dev/mail/1/html")) {
                assertThat(site.http().get(path).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(site.routes()).noneMatch(route -> route.contains("/dev/"));
        }
    }

    @Test
    void whereMailIsSentItIsNotShown() {
        assertThat(Mailer.of(settings("smtp://localhost"), false, InstantSource.system()))
                .isNotInstanceOf(Outbox.class);
        assertThat(Mailer.of(settings("nonsense"), false, InstantSource.system())
                        .isConfigured())
                .isFalse();
    }

    private static Mailer mailer(boolean production) {
        return Mailer.of(settings(""), production, InstantSource.system());
    }

    private static MailSettings settings(String url) {
        return new MailSettings(MailUrl.parse(url), new MailAddress("", "no-reply@example.org"), Optional.empty());
    }
}
