package com.hiremebahamas.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.mail.MailException.Failure;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;

/// Messages to a real mail server.
class SmtpMailerTest {

    @Test
    void aMessageArrivesWithBothParts() throws Exception {
        try (var server = new Server(ServerSetup.PROTOCOL_SMTP)) {
            var mailer = TestMail.mailer("smtp://127.0.0.1:" + server.port());

            mailer.send(TestMail.HELLO, "task-12");

            var message = server.mail.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("Confirm your address");
            assertThat(message.getMessageID()).isEqualTo("<task-12@example.org>");
            assertThat(message.getAllRecipients()).singleElement().hasToString("ann@example.com");
            assertThat(TestParts.of(message).plain()).contains("https://example.com/confirm?token=s3cret&a=1");
            assertThat(TestParts.of(message).html()).contains("Confirm the address");
            assertThat(mailer.state()).isEqualTo(MailState.READY);
        }
    }

    @Test
    void theSignInIsTheOneOfTheUrl() {
        try (var server = new Server(ServerSetup.PROTOCOL_SMTP)) {
            server.mail.setUser("no-reply@example.org", "s e:cret");
            var url = "smtp://no-reply%40example.org:s%20e:cret@127.0.0.1:" + server.port() + "?starttls=none";

            TestMail.mailer(url).send(TestMail.HELLO, "a");

            assertThat(server.mail.getReceivedMessages()).hasSize(1);
            assertThatThrownBy(() ->
                            TestMail.mailer(url.replace("cret", "canary-7391")).send(TestMail.HELLO, "a"))
                    .isInstanceOfSatisfying(MailException.class, e -> {
                        assertThat(e.failure()).isEqualTo(Failure.UNAVAILABLE);
                        assertThat(e.problem()).contains("refused the sign-in: 535");
                        assertThat(e.remedy()).contains("user and the password in MAIL_URL");
                        assertThat(e).hasMessageNotContaining("canary-7391");
                    });
        }
    }

    @Test
    void aSelfSignedCertificateIsRefused() {
        try (var server = new Server(ServerSetup.PROTOCOL_SMTPS)) {
            var mailer = TestMail.mailer("smtps://localhost:" + server.port());

            assertThatThrownBy(() -> mailer.send(TestMail.HELLO, "a"))
                    .isInstanceOfSatisfying(MailException.class, e -> {
                        assertThat(e.failure()).isEqualTo(Failure.UNAVAILABLE);
                        assertThat(e.problem()).contains("TLS failed");
                    });
            assertThat(server.mail.getReceivedMessages()).isEmpty();
            assertThat(mailer.state()).isEqualTo(MailState.UNAVAILABLE);
        }
    }

    private static final class Server implements AutoCloseable {

        private final GreenMail mail;

        Server(String protocol) {
            var setup = new ServerSetup(0, "127.0.0.1", protocol);
            setup.setServerStartupTimeout(60_000);
            mail = new GreenMail(setup);
            mail.start();
        }

        int port() {
            return mail.getSmtp() == null
                    ? mail.getSmtps().getPort()
                    : mail.getSmtp().getPort();
        }

        @Override
        public void close() {
            mail.stop();
        }
    }
}
