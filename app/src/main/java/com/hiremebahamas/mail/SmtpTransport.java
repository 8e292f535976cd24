package com.hiremebahamas.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Jakarta Mail's transport, which also knows whether the server was given the whole message: from then on a lost
/// connection leaves it unknown whether the message was accepted.
final class SmtpTransport extends SMTPTransport {

    private enum Stage {
        /// The server cannot have accepted anything.
        BEFORE,
        /// The line that ends the message may have been written.
        SENT,
        /// That line is never written.
        ABANDONED
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.BEFORE);
    private final boolean hasCredentials;

    SmtpTransport(Session session, URLName url, boolean hasCredentials) {
        super(session, url, url.getProtocol(), url.getProtocol().equals("smtps"));
        this.hasCredentials = hasCredentials;
    }

    boolean isMessageSent() {
        return stage.get() == Stage.SENT;
    }

    /// The last answer, if it was an error; else empty.
    String lastRefusal() {
        var answer = getLastServerResponse();
        return getLastReturnCode() >= 400 && answer != null ? answer : "";
    }

    /// Prevents the message from being sent. Returns false when it may have been sent.
    boolean abandon() {
        return stage.compareAndSet(Stage.BEFORE, Stage.ABANDONED);
    }

    /// Jakarta Mail goes on without signing in where a server does not offer it, and the server would then refuse
    /// the recipient.
    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        boolean isConnected = super.protocolConnect(host, port, user, password);
        if (isConnected && hasCredentials && !supportsExtension("AUTH") && !supportsExtension("AUTH=LOGIN"))
            throw new AuthenticationFailedException("the server offers no sign-in");
        return isConnected;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (!stage.compareAndSet(Stage.BEFORE, Stage.SENT)) throw new MessagingException("abandoned");
        super.finishData();
    }

    /// Says goodbye, if the server still listens.
    void leave() {
        try {
            close();
        } catch (MessagingException e) {
            // Its answer to the goodbye changes nothing.
        }
    }
}
