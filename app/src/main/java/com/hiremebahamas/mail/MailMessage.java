package com.hiremebahamas.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;

/// A mail in the form of the protocol (RFC 5322, MIME): headers, then the plain and the HTML part. Uses Jakarta
/// Mail, which the boot does not load.
final class MailMessage extends MimeMessage {

    private static final String UTF_8 = "UTF-8";

    private final String messageId;

    private MailMessage(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /// @throws MailException            REFUSED when the recipient is no address
    /// @throws IllegalArgumentException when the message id is none
    static MailMessage of(Session session, Mail mail, String messageId, MailSettings settings, Instant now) {
        if (!messageId.matches("[A-Za-z0-9._-]{1,100}"))
            throw new IllegalArgumentException("A message id has letters, digits, '.', '_' and '-' only");
        if (!MailAddress.isAddress(mail.to()))
            throw new MailException(MailException.Failure.REFUSED, "The recipient's address is none");
        try {
            var message = new MailMessage(
                    session, "<" + messageId + "@" + settings.from().domain() + ">");
            message.setHeaders(mail, settings, now);
            message.setContent(parts(mail));
            message.saveChanges();
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("The message could not be made", e);
        }
    }

    private void setHeaders(Mail mail, MailSettings settings, Instant now)
            throws MessagingException, UnsupportedEncodingException {
        setFrom(address(settings.from()));
        if (settings.replyTo().isPresent())
            setReplyTo(new InternetAddress[] {address(settings.replyTo().get())});
        setRecipient(RecipientType.TO, new InternetAddress(mail.to(), true));
        setSubject(mail.subject(), UTF_8);
        setSentDate(Date.from(now));
        // So that no absence note answers it (RFC 3834).
        setHeader("Auto-Submitted", "auto-generated");
    }

    /// The last part is the one that a program shows if it can (RFC 2046, 5.1.4).
    private static Multipart parts(Mail mail) throws MessagingException {
        var parts = MailParts.of(mail);
        return new MimeMultipart("alternative", part(parts.plain(), "plain"), part(parts.html(), "html"));
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static InternetAddress address(MailAddress address) throws UnsupportedEncodingException {
        return address.name().isEmpty()
                ? new InternetAddress(address.address(), null, UTF_8)
                : new InternetAddress(address.address(), address.name(), UTF_8);
    }

    /// Jakarta Mail would make another one for each repeat.
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
