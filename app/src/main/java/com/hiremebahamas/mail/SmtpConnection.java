package com.hiremebahamas.mail;

import com.hiremebahamas.mail.MailException.Failure;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// One connection to the server, for one message. Used once.
///
/// It runs on a virtual thread of its own, because interrupting that closes its socket: so the whole of it is
/// bounded, and not only each wait for an answer.
final class SmtpConnection {

    private final MailUrl.Valid url;
    private final Duration limit;
    private final SmtpSession session;

    SmtpConnection(MailUrl.Valid url, String ownName, SmtpTimeouts timeouts, @Nullable SSLSocketFactory trust) {
        this.url = url;
        this.limit = timeouts.total();
        this.session = new SmtpSession(url, ownName, timeouts, trust);
    }

    /// Blocks until the server has answered.
    void send(Mail mail, String messageId, MailSettings settings, Instant now) {
        var message = MailMessage.of(session.jakarta(), mail, messageId, settings, now);
        run(transport -> transport.sendMessage(message, message.getAllRecipients()));
    }

    /// Blocks until the server has accepted the sign-in.
    void check() {
        run(_ -> {});
    }

    @FunctionalInterface
    private interface Work {
        void run(SmtpTransport transport) throws MessagingException;
    }

    private void run(Work work) {
        var transport = session.transport();
        var task = new FutureTask<@Nullable Void>(() -> {
            exchange(transport, work);
            return null;
        });
        Thread.ofVirtual().name("smtp").start(task);
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), transport);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw abandoned(transport, "did not answer in time");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw abandoned(transport, "was not waited for: the thread was interrupted");
        }
    }

    /// What the server has accepted stays accepted, however the connection ends.
    private static void exchange(SmtpTransport transport, Work work) throws MessagingException {
        try {
            transport.connect();
            work.run(transport);
        } finally {
            transport.leave();
        }
    }

    private MailException failure(@Nullable Throwable cause, SmtpTransport transport) {
        if (cause instanceof Error error) throw error;
        return SmtpFailures.of(url, cause, transport.isMessageSent(), transport.lastRefusal());
    }

    private MailException abandoned(SmtpTransport transport, String what) {
        return transport.abandon()
                ? new MailException(Failure.UNAVAILABLE, url + " " + what)
                : new MailException(Failure.UNKNOWN, url + " " + what + ", after it was given the message");
    }
}
