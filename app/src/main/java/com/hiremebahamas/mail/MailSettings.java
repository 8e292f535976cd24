package com.hiremebahamas.mail;

import java.util.Optional;

/// How mail is sent, and in whose name.
///
/// @param replyTo where answers go, when not to the sender
public record MailSettings(MailUrl url, MailAddress from, Optional<MailAddress> replyTo) {

    /// What the operator should know: a sentence, or empty when mail can be sent.
    public String warning() {
        return switch (url) {
            case MailUrl.Valid _ -> "";
            case MailUrl.Invalid(var problem) -> "No mail is sent: MAIL_URL " + problem;
            case MailUrl.NotConfigured _ ->
                "No mail is sent: MAIL_URL is not set. Set it to the SMTP server of your mail provider, as in "
                        + MailUrl.FORM;
        };
    }
}
