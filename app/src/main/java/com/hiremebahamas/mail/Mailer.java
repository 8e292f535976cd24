package com.hiremebahamas.mail;

import java.time.InstantSource;

/// Sends mail. Safe on any thread.
public interface Mailer {

    /// As the settings say, without I/O; in development without a URL mails are kept and shown.
    ///
    /// No type switch: the boot calls this, and each is linked at every start.
    static Mailer of(MailSettings settings, boolean production, InstantSource clock) {
        if (settings.url() instanceof MailUrl.Valid valid) return SmtpMailer.at(valid, settings, clock);
        if (settings.url() instanceof MailUrl.Invalid invalid) return NoMailer.misconfigured(invalid.problem());
        return production ? NoMailer.notConfigured() : new Outbox(settings, clock);
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
}
