package com.hiremebahamas.mail;

import java.time.InstantSource;

/// Sends mail. Safe on any thread.
public interface Mailer {

    /// As the settings say, without I/O; in development without a URL mails are kept and shown.
    static Mailer of(MailSettings settings, boolean production, InstantSource clock) {
        boolean isShown = !production && settings.url() instanceof MailUrl.NotConfigured;
        return isShown ? new Outbox(settings, clock) : SmtpMailer.of(settings, clock);
    }

    /// Sends one message. Blocks until the server has accepted it, for a minute at most, and no longer than the
    /// thread's [com.hiremebahamas.tidepool.Deadline].
    ///
    /// @param messageId a stable id of the message, such as `task-12`: each repeat has the same `Message-ID`, so
    ///                  that servers and mail programs can tell a repeat
    /// @throws MailException            when it was not accepted, or nobody knows
    /// @throws IllegalArgumentException for a message id other than letters, digits, `.`, `_` and `-`
    void send(Mail mail, String messageId) throws MailException;

    /// Whether a message has any way to go. In development, where it is only shown, it has.
    boolean isConfigured();

    /// What the last message showed. No I/O.
    default MailState state() {
        return isConfigured() ? MailState.IDLE : MailState.NOT_CONFIGURED;
    }

    /// How many messages ended so: `accepted`, or one of [MailException.Failure] in lower case.
    default long count(String outcome) {
        return 0;
    }
}
