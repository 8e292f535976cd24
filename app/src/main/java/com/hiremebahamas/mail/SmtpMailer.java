package com.hiremebahamas.mail;

import com.hiremebahamas.mail.MailException.Failure;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends mail by one SMTP server, over a connection for each message. Loads Jakarta Mail with the first one, not at
/// boot.
///
/// The log says once that mail cannot be sent, and once that it can again.
public final class SmtpMailer implements Mailer {

    private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

    private final MailSettings settings;
    private final InstantSource clock;
    private final SmtpTimeouts timeouts;
    private final @Nullable SSLSocketFactory trust;
    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile MailState state;

    /// @param trust makes sockets that trust other authorities than the JVM does; null for those of the JVM
    SmtpMailer(MailSettings settings, InstantSource clock, SmtpTimeouts timeouts, @Nullable SSLSocketFactory trust) {
        this.settings = settings;
        this.clock = clock;
        this.timeouts = timeouts;
        this.trust = trust;
        this.state = initial(settings.url());
    }

    /// By the server of the settings, if they name one. No I/O.
    public static SmtpMailer of(MailSettings settings, InstantSource clock) {
        return new SmtpMailer(settings, clock, SmtpTimeouts.DEFAULT, null);
    }

    /// Sends nothing, and says so.
    public static SmtpMailer notConfigured() {
        var nobody = new MailSettings(
                new MailUrl.NotConfigured(), new MailAddress("", "nobody@localhost"), Optional.empty());
        return of(nobody, InstantSource.system());
    }

    private static MailState initial(MailUrl url) {
        if (url instanceof MailUrl.NotConfigured) return MailState.NOT_CONFIGURED;
        return url instanceof MailUrl.Invalid ? MailState.MISCONFIGURED : MailState.IDLE;
    }

    @Override
    public void send(Mail mail, String messageId) {
        try {
            run(connection -> connection.send(mail, messageId, settings, clock.instant()));
            countOne("accepted");
        } catch (MailException e) {
            countOne(e.failure().name().toLowerCase(Locale.ROOT));
            throw e;
        }
    }

    /// Connects, encrypts, signs in and leaves, as for a message. Blocks.
    ///
    /// @throws MailException when a message would not get as far
    public void check() {
        run(SmtpConnection::check);
    }

    @Override
    public boolean isConfigured() {
        return settings.url() instanceof MailUrl.Valid;
    }

    @Override
    public MailState state() {
        return state;
    }

    @Override
    public long count(String outcome) {
        var adder = counts.get(outcome);
        return adder == null ? 0 : adder.sum();
    }

    private void countOne(String outcome) {
        counts.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
    }

    private void run(Consumer<SmtpConnection> work) {
        if (!(settings.url() instanceof MailUrl.Valid url))
            throw new MailException(Failure.NOT_CONFIGURED, settings.warning());
        var limits = timeouts.withinDeadline();
        if (limits.total().isZero()) throw new MailException(Failure.UNAVAILABLE, "No time was left to send it");
        try {
            work.accept(new SmtpConnection(url, settings.from().domain(), limits, trust));
            succeeded(url);
        } catch (MailException e) {
            // What is refused is the message's fault: the server is there.
            if (e.failure() == Failure.REFUSED) succeeded(url);
            // An interrupted thread, such as at the end of the process, says nothing of the server.
            else if (!Thread.currentThread().isInterrupted()) failed(e);
            throw e;
        }
    }

    private synchronized void succeeded(MailUrl.Valid url) {
        if (state == MailState.UNAVAILABLE) log.info("Mail can be sent by {} again", url);
        else if (state == MailState.IDLE) log.info("Mail can be sent by {}", url);
        state = MailState.READY;
    }

    private synchronized void failed(MailException e) {
        if (state != MailState.UNAVAILABLE) log.warn("Mail cannot be sent: {}", e.getMessage());
        state = MailState.UNAVAILABLE;
    }
}
