package com.hiremebahamas.testing;

import static org.awaitility.Awaitility.await;

import com.hiremebahamas.mail.Mail;
import com.hiremebahamas.mail.Mailer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps the mails of a test instead of sending them.
public final class TestMailbox implements Mailer {

    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    @Override
    public void send(Mail mail, String messageId) {
        mails.add(mail);
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /// The newest mail to this address. Blocks until there is one.
    public Mail to(String email) {
        return await().until(() -> newest(email), Optional::isPresent).orElseThrow();
    }

    /// The path and the query of the link in the newest mail to this address. Blocks until there is one.
    public String linkTo(String email) {
        var url = to(email).link().orElseThrow().url();
        return url.substring(url.indexOf('/', "https://".length()));
    }

    public void clear() {
        mails.clear();
    }

    private Optional<Mail> newest(String email) {
        return mails.stream().filter(mail -> mail.to().equalsIgnoreCase(email)).reduce((earlier, later) -> later);
    }
}
