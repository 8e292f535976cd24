package com.hiremebahamas.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.doctor.Finding.Level;
import com.hiremebahamas.mail.MailAddress;
import com.hiremebahamas.mail.MailSettings;
import com.hiremebahamas.mail.MailUrl;
import com.hiremebahamas.testing.FakeSmtpServer;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What `doctor` finds out about a mail server.
class MailCheckTest {

    private static final String USER = "smtp://ann:canary-7391@127.0.0.1:";

    @Test
    void aServerThatTakesTheSignInIsGreen() {
        try (var server = FakeSmtpServer.plain()) {
            var findings = check(USER + server.port() + "?starttls=none", "");

            assertThat(findings).allMatch(finding -> finding.level() == Level.GREEN);
            assertThat(found(findings, "MAIL_URL: sign-in")).isEqualTo("accepted");
            assertThat(found(findings, "MAIL_URL: TCP")).startsWith("port " + server.port() + " is open");
            await().until(() -> server.commands().getLast().equals("QUIT"));
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void aRefusedSignInHasTheServersWordsAndARemedy() {
        try (var server = FakeSmtpServer.plain().answering("AUTH", "535 5.7.8 no such key")) {
            var findings = check(USER + server.port() + "?starttls=none", "bo@example.com");

            assertThat(findings).last().satisfies(finding -> {
                assertThat(finding.level()).isEqualTo(Level.RED);
                assertThat(finding.found()).endsWith("refused the sign-in: 535 5.7.8 no such key");
                assertThat(finding.remedy()).startsWith("Check the user and the password in MAIL_URL");
            });
            assertThat(findings.toString()).doesNotContain("canary-7391");
        }
    }

    @Test
    void aServerThatDoesNotProveItselfIsRed() {
        try (var server = FakeSmtpServer.withStartTls(TestAuthority.create())) {
            var findings = check("smtp://ann:canary-7391@localhost:" + server.port(), "");

            assertThat(found(findings, "MAIL_URL: sign-in")).contains("TLS failed");
            assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    @Test
    void aClosedPortIsRedAndStopsTheCheck() {
        try (var port = ClosedPort.open()) {
            var findings = check("smtp://127.0.0.1:" + port.port(), "");

            assertThat(findings).last().satisfies(finding -> {
                assertThat(finding.subject()).isEqualTo("MAIL_URL: TCP");
                assertThat(finding.level()).isEqualTo(Level.RED);
            });
        }
    }

    @Test
    void aTestMailIsSentOnRequest() {
        try (var server = FakeSmtpServer.plain()) {
            var findings = check("smtp://127.0.0.1:" + server.port() + "?starttls=none", "bo@example.com");

            assertThat(found(findings, "MAIL_URL: server")).isEqualTo("accepted");
            assertThat(found(findings, "MAIL_URL: test mail")).isEqualTo("accepted for bo@example.com");
            assertThat(server.messages()).singleElement().asString().contains("From: a@example.com");
        }
    }

    @Test
    void aRefusedRecipientIsRed() {
        try (var server = FakeSmtpServer.plain().answering("RCPT", "550 5.1.1 no such user")) {
            var findings = check("smtp://127.0.0.1:" + server.port(), "bo@example.com");

            assertThat(found(findings, "MAIL_URL: test mail")).endsWith("answered: 550 5.1.1 no such user");
            assertThat(findings.getLast().level()).isEqualTo(Level.RED);
        }
    }

    @Test
    void withoutAServerATestMailIsRed() {
        for (var url : List.of("", "nonsense")) {
            assertThat(check(url, "bo@example.com").getLast()).satisfies(finding -> {
                assertThat(finding.subject()).isEqualTo("MAIL_URL: test mail");
                assertThat(finding.level()).isEqualTo(Level.RED);
            });
        }
    }

    private static List<Finding> check(String url, String recipient) {
        var settings = new MailSettings(MailUrl.parse(url), new MailAddress("", "a@example.com"), Optional.empty());
        return new MailCheck(settings, recipient, true).run();
    }

    private static String found(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Finding::found)
                .findFirst()
                .orElse("not looked at");
    }
}
