package com.hiremebahamas.mail;

/// The state of mail as of the last message.
public enum MailState {
    /// No `MAIL_URL`.
    NOT_CONFIGURED,
    /// A `MAIL_URL` that cannot be used.
    MISCONFIGURED,
    /// Nothing was sent yet.
    IDLE,
    READY,
    /// The server did not accept the last message, for a reason that is not the message's.
    UNAVAILABLE,
    /// Messages are kept in memory and shown, and leave this machine never.
    DEVELOPMENT
}
