package com.hiremebahamas.mail;

import com.hiremebahamas.mail.MailException.Failure;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends mail by one SMTP server, over a connection for each message. Loads Jakarta Mail with the first one, not at
/// boot.
///
/// The log says once that the server does not accept mail, and once that it does again.
public final class SmtpMailer implements Mailer {

    private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

    private final MailUrl.Valid url;
    private final MailSettings settings;
    private final InstantSource clock;
    private final SmtpTimeouts timeouts;
    private final @Nullable SSLSocketFactory trust;
    private volatile MailState state = MailState.IDLE;

    /// @param trust makes sockets that trust other authorities than the JVM does; null for those of the JVM
    SmtpMailer(
            MailUrl.Valid url,
            MailSettings settings,
            InstantSource clock,
            SmtpTimeouts timeouts,
            @Nullable SSLSocketFactory trust) {
        this.url = url;
        this.settings = settings;
        this.clock = clock;
        this.timeouts = timeouts;
        this.trust = trust;
    }

    /// By the server of this URL. No I/O.
    public static SmtpMailer at(MailUrl.Valid url, MailSettings settings, InstantSource clock) {
        return new SmtpMailer(url, settings, clock, SmtpTimeouts.DEFAULT, null);
    }

    @Override
    public void send(Mail mail, String messageId) {
        run(connection -> connection.send(mail, messageId, settings, clock.instant()));
    }

    /// Connects, encrypts, signs in and leaves, as for a message. Blocks.
    ///
    /// @throws MailException when a message would not get as far
    public void check() {
        run(SmtpConnection::check);
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public MailState state() {
        return state;
    }

    private void run(Consumer<SmtpConnection> work) {
        try {
            work.accept(new SmtpConnection(url, settings.from().domain(), timeouts.withinDeadline(), trust));
            succeeded();
        } catch (MailException e) {
            // What is refused is the message's fault: the server is there.
            if (e.failure() == Failure.REFUSED) succeeded();
            else failed(e);
            throw e;
        }
    }

    private synchronized void succeeded() {
        if (state == MailState.UNAVAILABLE) log.info("Mail is accepted by {} again", url);
        else if (state == MailState.IDLE) log.info("Mail is accepted by {}", url);
        state = MailState.READY;
    }

    private synchronized void failed(MailException e) {
        if (state != MailState.UNAVAILABLE) log.warn("Mail is not accepted: {}", e.getMessage());
        state = MailState.UNAVAILABLE;
    }
}
