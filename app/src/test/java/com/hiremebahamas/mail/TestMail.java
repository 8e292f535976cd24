package com.hiremebahamas.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Mails, and what sends them, for tests.
final class TestMail {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /// Long enough for a busy machine, where the server answers.
    static final SmtpTimeouts PATIENT =
            new SmtpTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(120));

    static final Mail HELLO = new Mail(
            "ann@example.com",
            "Confirm your address",
            List.of("Hello Ann,", "please confirm that this address is yours."),
            Optional.of(new Mail.Link("Confirm the address", "https://example.com/confirm?token=s3cret&a=1")),
            List.of("You did not ask for this? Then do nothing."));

    private TestMail() {}

    static Mail withSubject(String subject) {
        return new Mail(HELLO.to(), subject, HELLO.paragraphs(), HELLO.link(), HELLO.closing());
    }

    static Mail to(String address) {
        return new Mail(address, HELLO.subject(), HELLO.paragraphs(), HELLO.link(), HELLO.closing());
    }

    static MailSettings settings(String url) {
        return new MailSettings(
                MailUrl.parse(url), new MailAddress("HireMeBahamas", "no-reply@example.org"), Optional.empty());
    }

    static SmtpMailer mailer(String url) {
        return mailer(url, PATIENT, null);
    }

    static SmtpMailer mailer(String url, SmtpTimeouts timeouts, @Nullable SSLSocketFactory trust) {
        return new SmtpMailer(settings(url), InstantSource.fixed(NOW), timeouts, trust);
    }
}
