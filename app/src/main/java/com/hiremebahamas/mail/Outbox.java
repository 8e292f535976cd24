package com.hiremebahamas.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the last mails in memory instead of sending them, for development and tests: nothing leaves this machine.
public final class Outbox implements Mailer {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    static final int MOST = 100;

    /// A mail as it would have been sent.
    ///
    /// @param number  from 1 on, in the order they were sent
    /// @param headers each a line, such as `Subject: Hello`
    public record Kept(long number, Instant at, Mail mail, List<String> headers, String plain, String html) {}

    private final MailSettings settings;
    private final InstantSource clock;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long sent;

    public Outbox(MailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized void send(Mail mail, String messageId) {
        var now = clock.instant();
        var message = MailMessage.of(Session.getInstance(new Properties()), mail, messageId, settings, now);
        var parts = MailParts.of(mail);
        kept.addFirst(new Kept(++sent, now, mail, headers(message), parts.plain(), parts.html()));
        if (kept.size() > MOST) kept.removeLast();
        log.info("A mail is shown at /dev/mail/{} and was not sent", sent);
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public MailState state() {
        return MailState.DEVELOPMENT;
    }

    /// The last ones, newest first.
    public synchronized List<Kept> newest() {
        return List.copyOf(kept);
    }

    public synchronized Optional<Kept> find(long number) {
        return kept.stream().filter(each -> each.number() == number).findFirst();
    }

    private static List<String> headers(MailMessage message) {
        try {
            return List.copyOf(Collections.list(message.getAllHeaderLines()));
        } catch (MessagingException e) {
            throw new IllegalStateException("A message that was made has no headers", e);
        }
    }
}
