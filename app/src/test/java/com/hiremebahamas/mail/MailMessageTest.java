package com.hiremebahamas.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a message looks like on the wire.
class MailMessageTest {

    @Test
    void theHeadersAreThoseOfAnAutomaticMessage() throws Exception {
        assertThat(headers(TestMail.HELLO))
                .contains(
                        "From: HireMeBahamas <no-reply@example.org>",
                        "To: ann@example.com",
                        "Subject: Confirm your address",
                        "Date: Mon, 23 Nov 2026 12:00:00 +0000 (UTC)",
                        "Message-ID: <task-12@example.org>",
                        "Auto-Submitted: auto-generated",
                        "MIME-Version: 1.0")
                .noneMatch(header -> header.startsWith("Reply-To"));
    }

    @Test
    void answersGoWhereTheSettingsSay() throws Exception {
        var settings = new MailSettings(
                new MailUrl.NotConfigured(),
                new MailAddress("Jobs, Señor", "no-reply@example.org"),
                Optional.of(new MailAddress("", "help@example.org")));
        var message = written(MailMessage.of(session(), TestMail.HELLO, "task-12", settings, TestMail.NOW));

        assertThat(message.getReplyTo()).singleElement().hasToString("help@example.org");
        assertThat(message.getHeader("From", null)).isASCII();
        assertThat(message.getFrom()).singleElement().asString().contains("no-reply@example.org");
        assertThat(message.getFrom()[0]).extracting("personal").isEqualTo("Jobs, Señor");
    }

    @Test
    void eachRepeatHasTheSameMessageId() throws Exception {
        var first = written(message(TestMail.HELLO, "task-12"));
        var second = written(message(TestMail.HELLO, "task-12"));

        assertThat(first.getMessageID()).isEqualTo(second.getMessageID());
        assertThat(written(message(TestMail.HELLO, "task-13")).getMessageID()).isEqualTo("<task-13@example.org>");
    }

    @Test
    void bothPartsSayTheSameAndThePlainOneIsFirst() throws Exception {
        var content = TestParts.of(written(message(TestMail.HELLO, "task-12")));

        assertThat(content.types()).containsExactly("text/plain; charset=UTF-8", "text/html; charset=UTF-8");
        assertThat(content.plain()).isEqualToNormalizingNewlines("""
                        Hello Ann,

                        please confirm that this address is yours.

                        Confirm the address:
                        https://example.com/confirm?token=s3cret&a=1

                        You did not ask for this? Then do nothing.
                        """);
        assertThat(content.html())
                .contains(
                        "<html lang=\"en\">",
                        "color-scheme",
                        "href=\"https://example.com/confirm?token=s3cret&amp;a=1\"")
                .containsSubsequence("Hello Ann,", "please confirm", "Confirm the address", "You did not ask for this?")
                .doesNotContain("<img", "<script", "src=");
    }

    @Test
    void aMailWithoutALinkHasNone() throws Exception {
        var mail = new Mail("ann@example.com", "Hello", List.of("Hello"), Optional.empty(), List.of());
        var content = TestParts.of(written(message(mail, "a")));

        assertThat(content.plain()).isEqualToNormalizingNewlines("Hello\n");
        assertThat(content.html()).doesNotContain("<a ");
    }

    @Test
    void textIsTextInEitherPart() throws Exception {
        var evil = "<b onclick=x>1 & 2</b> ünï 😀\n.\r\n.\nFrom me";
        var mail = new Mail(
                "ann@example.com",
                evil,
                List.of(evil),
                Optional.of(new Mail.Link(evil, "https://a.b/'\"<>")),
                List.of(evil));
        var content = TestParts.of(written(message(mail, "a")));

        assertThat(content.plain()).contains("<b onclick=x>1 & 2</b> ünï 😀");
        assertThat(content.html())
                .contains("&lt;b onclick=x&gt;1 &amp; 2&lt;/b&gt; ünï 😀")
                .doesNotContain("<b ", "'\"<>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\r\nBcc: eve@example.com",
                "Hello\nBcc: eve@example.com",
                "Hello\rBcc: eve@example.com",
                "Hello\r\n\r\n<html>",
                "Hello\u0000\u000b\u0085\u2028Bcc: eve@example.com",
                "Hello\r\n Bcc: eve@example.com",
                "\r\nBcc: eve@example.com"
            })
    void noSubjectBeginsAnotherHeader(String subject) throws Exception {
        assertThat(headers(TestMail.withSubject(subject)).stream().map(MailMessageTest::name))
                .containsExactlyInAnyOrderElementsOf(headers(TestMail.HELLO).stream()
                        .map(MailMessageTest::name)
                        .toList());
        assertThat(TestMail.withSubject(subject).subject()).doesNotContainPattern("[\\p{Cntrl}\\x{85}\\x{2028}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com\r\nBcc: eve@example.com",
                "ann@example.com, eve@example.com",
                "ann@example.com\n",
                "Ann <ann@example.com>",
                "ann",
                "",
                "änn@example.com",
                "ann@example.com> SIZE=1"
            })
    void aRecipientIsOneAddress(String to) {
        assertThatThrownBy(() -> message(TestMail.to(to), "a")).isInstanceOfSatisfying(MailException.class, e -> {
            assertThat(e.failure()).isEqualTo(MailException.Failure.REFUSED);
            assertThat(e).hasMessageNotContaining("example.com");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@example.com", "a>", "a b", "", "a@b"})
    void aMessageIdIsOneWord(String messageId) {
        assertThatThrownBy(() -> message(TestMail.HELLO, messageId)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/confirm", "https://a.b/c d", "https://a.b/\r\nc", "https://ä.b/"})
    void aLinkIsAnAbsoluteAddress(String url) {
        assertThatThrownBy(() -> new Mail.Link("Go", url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSubjectWithEmojiArrivesAsItWas() throws Exception {
        var subject = "Grüße an 👩‍🌾 aus Nassau 😀".repeat(6);

        assertThat(written(message(TestMail.withSubject(subject), "a")).getSubject())
                .isEqualTo(subject);
    }

    @Test
    void anEndlessSubjectIsCutBetweenTwoCharacters() throws Exception {
        var subject = written(message(TestMail.withSubject("😀".repeat(100_000)), "a"))
                .getSubject();

        assertThat(subject).isEqualTo("😀".repeat(Mail.LONGEST_SUBJECT - 1) + "…");
    }

    @Test
    void noLineIsLongerThanTheProtocolAllows() throws Exception {
        var mail = new Mail(
                "ann@example.com",
                "😀".repeat(200),
                List.of("a".repeat(100_000), "ü".repeat(100_000)),
                Optional.empty(),
                List.of());
        var bytes = bytes(message(mail, "a"));

        assertThat(new String(bytes, UTF_8).lines()).allMatch(line -> line.length() <= 998);
        assertThat(TestParts.of(written(message(mail, "a"))).plain())
                .contains("a".repeat(100_000))
                .contains("ü".repeat(100_000));
    }

    private static String name(String header) {
        return header.split(":", 2)[0];
    }

    private static List<String> headers(Mail mail) throws MessagingException, IOException {
        return Collections.list(written(message(mail, "task-12")).getAllHeaders()).stream()
                .map((Header header) -> header.getName() + ": " + header.getValue())
                .toList();
    }

    private static MailMessage message(Mail mail, String messageId) {
        return MailMessage.of(session(), mail, messageId, TestMail.settings(""), TestMail.NOW);
    }

    /// As another program reads it.
    private static MimeMessage written(MailMessage message) throws MessagingException, IOException {
        return new MimeMessage(session(), new ByteArrayInputStream(bytes(message)));
    }

    private static byte[] bytes(MailMessage message) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static Session session() {
        return Session.getInstance(new Properties());
    }
}
