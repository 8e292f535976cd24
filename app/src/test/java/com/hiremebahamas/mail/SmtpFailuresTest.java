package com.hiremebahamas.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.mail.MailException.Failure;
import com.hiremebahamas.testing.FakeSmtpServer;
import com.hiremebahamas.testing.TestLog;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers answer, and do not answer, and what becomes of it.
class SmtpFailuresTest {

    private static final String CREDENTIALS = "smtp://ann:canary-7391@";

    private static final SmtpTimeouts SHORT =
            new SmtpTimeouts(Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"'', NOT_CONFIGURED", "nonsense, MISCONFIGURED"})
    void withoutAServerNothingIsSentAndTheReasonIsSaid(String url, MailState state) {
        var mailer = TestMail.mailer(url);

        var exception = failure(mailer);

        assertThat(exception.failure()).isEqualTo(Failure.NOT_CONFIGURED);
        assertThat(exception).hasMessageContaining("No mail is sent: MAIL_URL ");
        assertThat(mailer.state()).isEqualTo(state);
        assertThat(mailer.isConfigured()).isFalse();
    }

    @ParameterizedTest(name = "{1} to {0}: {2}")
    @CsvSource({
        "CONNECT, 421 4.3.2 shutting down, UNAVAILABLE",
        "CONNECT, 554 5.7.1 not from there, UNAVAILABLE",
        "CONNECT, cut, UNAVAILABLE",
        "MAIL, 451 4.3.0 try later, UNAVAILABLE",
        "MAIL, 550 5.7.1 unknown sender, UNAVAILABLE",
        "MAIL, 530 5.7.0 authentication required, UNAVAILABLE",
        "MAIL, cut, UNAVAILABLE",
        "RCPT, 450 4.2.1 mailbox busy, UNAVAILABLE",
        "RCPT, 421 4.7.0 too many, UNAVAILABLE",
        "RCPT, 550 5.1.1 no such user, REFUSED",
        "RCPT, 553 5.1.3 bad address, REFUSED",
        "RCPT, 530 5.7.0 authentication required, UNAVAILABLE",
        "RCPT, cut, UNAVAILABLE",
        "DATA, 452 4.3.1 full, UNAVAILABLE",
        "DATA, 554 5.5.1 no, REFUSED",
        "DATA, cut, UNAVAILABLE",
        "'.', 451 4.7.1 greylisted, UNAVAILABLE",
        "'.', 554 5.7.1 looks like spam, REFUSED",
        "'.', cut, UNKNOWN"
    })
    void anAnswerIsSortedByWhatTheCallerCanDo(String step, String answer, Failure failure) {
        try (var server = FakeSmtpServer.plain().answering(step, answer)) {
            assertThat(failure(TestMail.mailer("smtp://127.0.0.1:" + server.port()))
                            .failure())
                    .isEqualTo(failure);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 4.3.2 shutting down",
        "CONNECT, 554 5.7.1 not from there",
        "MAIL, 550 5.7.1 unknown sender",
        "RCPT, 550 5.1.1 no such user"
    })
    void theServersOwnWordsAreSaid(String step, String answer) {
        try (var server = FakeSmtpServer.plain().answering(step, answer)) {
            var url = "smtp://127.0.0.1:" + server.port();

            assertThat(failure(TestMail.mailer(url)).problem()).isEqualTo(url + " answered: " + answer);
        }
    }

    @Test
    void whatATerminalWouldObeyIsLeftOutAndALongAnswerCut() {
        var answer = "550 \u001b[31m" + "x".repeat(2000);
        try (var server = FakeSmtpServer.plain().answering("RCPT", answer)) {
            assertThat(failure(TestMail.mailer("smtp://127.0.0.1:" + server.port()))
                            .problem())
                    .contains("550  [31mxxx")
                    .endsWith("x…")
                    .hasSizeLessThan(400);
        }
    }

    @ParameterizedTest(name = "silent at {0}: {1}")
    @CsvSource({"CONNECT, UNAVAILABLE", "EHLO, UNAVAILABLE", "RCPT, UNAVAILABLE", "DATA, UNAVAILABLE", "'.', UNKNOWN"})
    void aSilentServerIsWaitedForInVain(String step, Failure failure) {
        try (var server = FakeSmtpServer.plain().answering(step, FakeSmtpServer.SILENCE)) {
            var mailer = TestMail.mailer("smtp://127.0.0.1:" + server.port(), SHORT, null);

            var exception = failure(mailer);

            assertThat(exception.failure()).isEqualTo(failure);
            assertThat(exception.problem()).contains("did not answer");
        }
    }

    @ParameterizedTest(name = "silent at {0}: {1}")
    @CsvSource({"RCPT, UNAVAILABLE", "'.', UNKNOWN"})
    void noServerIsWaitedForPastTheDeadlineOfTheThread(String step, Failure failure) {
        try (var server = FakeSmtpServer.plain().answering(step, FakeSmtpServer.SILENCE)) {
            var mailer = TestMail.mailer("smtp://127.0.0.1:" + server.port());

            var exception = Deadline.within(Duration.ofMillis(1500), () -> failure(mailer));

            assertThat(exception.failure()).isEqualTo(failure);
        }
    }

    @Test
    void withoutTimeLeftNothingIsConnectedTo() {
        try (var server = FakeSmtpServer.plain()) {
            var mailer = TestMail.mailer("smtp://127.0.0.1:" + server.port());

            assertThat(Deadline.within(Duration.ZERO, () -> failure(mailer)).failure())
                    .isEqualTo(Failure.UNAVAILABLE);
            assertThat(server.commands()).isEmpty();
            assertThat(mailer.state()).isEqualTo(MailState.IDLE);
        }
    }

    @ParameterizedTest(name = "interrupted at {0}: {1}")
    @CsvSource({"RCPT, UNAVAILABLE", "'.', UNKNOWN"})
    void anInterruptedThreadStopsWaiting(String step, Failure failure) throws InterruptedException {
        try (var server = FakeSmtpServer.plain().answering(step, FakeSmtpServer.SILENCE)) {
            var mailer = TestMail.mailer("smtp://127.0.0.1:" + server.port());
            var exception = new AtomicReference<MailException>();
            var interrupted = new AtomicReference<Boolean>();
            var sender = Thread.ofVirtual().start(() -> {
                exception.set(failure(mailer));
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            await().until(() -> step.equals(".")
                    ? !server.messages().isEmpty()
                    : server.commands().stream().anyMatch(command -> command.startsWith("RCPT")));

            sender.interrupt();
            sender.join();

            assertThat(exception.get().failure()).isEqualTo(failure);
            assertThat(interrupted.get()).isTrue();
            assertThat(mailer.state()).as("nothing is known of the server").isEqualTo(MailState.IDLE);
        }
    }

    @Test
    void aMessageIsBoundedAsAWhole() {
        try (var server = FakeSmtpServer.plain().answering("RCPT", FakeSmtpServer.SILENCE)) {
            var oneSecond = new SmtpTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(1));

            assertThat(failure(TestMail.mailer("smtp://127.0.0.1:" + server.port(), oneSecond, null))
                            .failure())
                    .isEqualTo(Failure.UNAVAILABLE);
        }
    }

    @Test
    void aClosedPortIsNamedWithItsRemedy() {
        try (var port = ClosedPort.open()) {
            var exception = failure(TestMail.mailer("smtp://127.0.0.1:" + port.port()));

            assertThat(exception.failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(exception)
                    .hasMessage("smtp://127.0.0.1:" + port.port() + " refused the connection: nothing listens on"
                            + " that port: check the port, and that the server runs");
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThat(failure(TestMail.mailer("smtp://no-such-host.invalid")).problem())
                .isEqualTo("smtp://no-such-host.invalid:587 is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeSmtpServer.CUT, FakeSmtpServer.SILENCE, "451 not now"})
    void whatTheServerAcceptedStaysAcceptedHoweverItSaysGoodbye(String goodbye) {
        try (var server = FakeSmtpServer.plain().answering("QUIT", goodbye)) {
            var timeouts = new SmtpTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(10));
            var mailer = TestMail.mailer("smtp://127.0.0.1:" + server.port(), timeouts, null);

            mailer.send(TestMail.HELLO, "a");

            assertThat(server.messages()).hasSize(1);
            assertThat(mailer.count("accepted")).isOne();
        }
    }

    @Test
    void noAnswerOfAServerPutsTheRecipientIntoTheLog() {
        try (var server = FakeSmtpServer.plain().answering("RCPT", "451 4.2.1 <ann@example.com> is busy");
                var log = TestLog.of(SmtpMailer.class)) {
            var exception = failure(TestMail.mailer("smtp://127.0.0.1:" + server.port()));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("Mail cannot be sent: smtp://127.0.0.1:")
                    .endsWith("answered: 451 4.2.1 <…@…> is busy");
            assertThat(exception).hasStackTraceContaining("is busy");
            assertThat(exception).hasNoCause().hasMessageNotContaining("ann@");
        }
    }

    @Test
    void theLogSaysOnceThatMailCannotBeSentAndOnceThatItCanAgain() {
        try (var server = FakeSmtpServer.plain().answering("MAIL", "451 later");
                var log = TestLog.of(SmtpMailer.class)) {
            var url = "smtp://127.0.0.1:" + server.port();
            var mailer = TestMail.mailer(url);
            assertThat(mailer.state()).isEqualTo(MailState.IDLE);
            failure(mailer);
            failure(mailer);
            assertThat(mailer.state()).isEqualTo(MailState.UNAVAILABLE);

            server.answering("MAIL", "250 fine").answering("RCPT", "550 no such user");
            failure(mailer);

            assertThat(mailer.state()).as("the server is there").isEqualTo(MailState.READY);
            assertThat(mailer.count("unavailable")).isEqualTo(2);
            assertThat(mailer.count("refused")).isOne();
            assertThat(mailer.count("accepted")).isZero();
            assertThat(log.lines())
                    .containsExactly(
                            "Mail cannot be sent: " + url + " answered: 451 later",
                            "Mail can be sent by " + url + " again");
        }
    }

    @Test
    void overTlsWithATrustedCertificateAMessageArrives() {
        var authority = TestAuthority.create();
        try (var server = FakeSmtpServer.withTls(authority)) {
            var url = "smtps://ann:canary-7391@localhost:" + server.port();

            TestMail.mailer(url, TestMail.PATIENT, FakeSmtpServer.trusting(authority))
                    .send(TestMail.HELLO, "a");

            assertThat(server.messages()).hasSize(1);
            assertThat(failure(TestMail.mailer(url)).problem()).contains("TLS failed");
            assertThat(failure(TestMail.mailer(
                                    url.replace("localhost", "127.0.0.1"),
                                    TestMail.PATIENT,
                                    FakeSmtpServer.trusting(authority)))
                            .problem())
                    .as("the certificate is for localhost")
                    .contains("TLS failed");
        }
    }

    @Test
    void withStarttlsTheSignInIsEncryptedAndTheCertificateVerified() {
        var authority = TestAuthority.create();
        try (var server = FakeSmtpServer.withStartTls(authority)) {
            var url = CREDENTIALS + "localhost:" + server.port();

            TestMail.mailer(url, TestMail.PATIENT, FakeSmtpServer.trusting(authority))
                    .send(TestMail.HELLO, "a");

            assertThat(server.messages()).hasSize(1);
            assertThat(server.commands()).containsSubsequence("EHLO example.org", "STARTTLS", "EHLO example.org");
            assertThat(signIns(server)).isOne();
            for (var untrusted : new SmtpMailer[] {
                TestMail.mailer(url),
                TestMail.mailer(
                        url.replace("localhost", "127.0.0.1"), TestMail.PATIENT, FakeSmtpServer.trusting(authority))
            }) {
                assertThat(failure(untrusted).problem()).contains("TLS failed");
            }
            assertThat(signIns(server))
                    .as("nothing was sent to a server that is not verified")
                    .isOne();
        }
    }

    /// A machine in between would take the offer out.
    @ParameterizedTest
    @ValueSource(strings = {"smtp://ann:canary-7391@127.0.0.1:", "smtp://127.0.0.1:"})
    void withoutTheOfferOfStarttlsNothingIsSentWhereItIsRequired(String url) {
        try (var server = FakeSmtpServer.plain()) {
            var exception = failure(TestMail.mailer(url + server.port() + "?starttls=required"));

            assertThat(exception.failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(exception.problem()).contains("STARTTLS");
            assertThat(signIns(server)).isZero();
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void aServerWithoutASignInGetsNoMessageWhenThereIsAPassword() {
        try (var server = FakeSmtpServer.plain().answering("EHLO", "250 fake")) {
            var url = CREDENTIALS + "127.0.0.1:" + server.port() + "?starttls=none";

            assertThat(failure(TestMail.mailer(url)).problem()).contains("offers no sign-in");
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void aCheckGoesAsFarAsTheSignInAndSendsNothing() {
        try (var server = FakeSmtpServer.plain()) {
            TestMail.mailer(CREDENTIALS + "127.0.0.1:" + server.port() + "?starttls=none")
                    .check();

            assertThat(server.commands().getFirst()).isEqualTo("EHLO example.org");
            await().until(() -> server.commands().getLast().equals("QUIT"));
            assertThat(signIns(server)).isOne();
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    private static long signIns(FakeSmtpServer server) {
        return server.commands().stream()
                .filter(command -> command.startsWith("AUTH"))
                .count();
    }

    private static MailException failure(SmtpMailer mailer) {
        var exception = catchThrowableOfType(MailException.class, () -> mailer.send(TestMail.HELLO, "task-12"));
        assertThat(exception).isNotNull();
        assertThat(exception).hasMessageNotContaining("canary-7391");
        return exception;
    }
}
