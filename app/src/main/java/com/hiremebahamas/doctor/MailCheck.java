package com.hiremebahamas.doctor;

import com.hiremebahamas.mail.Mail;
import com.hiremebahamas.mail.MailException;
import com.hiremebahamas.mail.MailSettings;
import com.hiremebahamas.mail.MailUrl;
import com.hiremebahamas.mail.SmtpMailer;
import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the mail server as far as a message would get: DNS, TCP, TLS, sign-in; and sends a test mail on request.
final class MailCheck {

    private static final String NAME = "MAIL_URL";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MailSettings settings;
    private final String recipient;
    private final boolean production;
    private final List<Finding> findings = new ArrayList<>();

    /// @param recipient of a test mail; empty for none
    MailCheck(MailSettings settings, String recipient, boolean production) {
        this.settings = settings;
        this.recipient = recipient;
        this.production = production;
    }

    /// What the URL says by itself.
    List<Finding> runOffline() {
        switch (settings.url()) {
            case MailUrl.Valid valid -> findings.add(address(valid));
            case MailUrl.Invalid(var problem) ->
                findings.add(Finding.red(NAME, "cannot be used", "It " + problem + "."));
            case MailUrl.NotConfigured _ -> findings.add(notSet());
        }
        return List.copyOf(findings);
    }

    /// Blocks for some seconds when the server does not answer.
    List<Finding> run() {
        runOffline();
        if (settings.url() instanceof MailUrl.Valid valid) connect(valid);
        else if (!recipient.isEmpty())
            findings.add(Finding.red(NAME + ": test mail", "not sent", "Set " + NAME + " as " + MailUrl.FORM + "."));
        return List.copyOf(findings);
    }

    private static Finding address(MailUrl.Valid url) {
        var found = url + ", " + url.tls().meaning()
                + (url.hasCredentials() ? ", as " + url.user() : ", without a sign-in");
        return url.isReadable()
                ? Finding.yellow(
                        NAME,
                        found,
                        "Somebody on the network between could read each mail: add ?starttls=required, or use"
                                + " smtps://.")
                : Finding.green(NAME, found);
    }

    private Finding notSet() {
        return production
                ? Finding.yellow(
                        NAME,
                        "not set",
                        "Set it to the SMTP server of your mail provider, as " + MailUrl.FORM
                                + ": until then no mail is sent.")
                : Finding.green(NAME, "not set: development shows mails at /dev/mail");
    }

    private void connect(MailUrl.Valid url) {
        var network = new NetworkCheck(NAME, url.host());
        boolean isOpen = network.isOpen();
        findings.addAll(network.findings());
        if (!isOpen) return;
        var mailer = SmtpMailer.of(settings, InstantSource.system());
        var signIn = url.hasCredentials() ? ": sign-in" : ": server";
        if (succeeds(signIn, "accepted", mailer::check) && !recipient.isEmpty())
            succeeds(": test mail", "accepted for " + recipient, () -> mailer.send(testMail(), testId()));
    }

    private boolean succeeds(String step, String found, Runnable work) {
        try {
            Deadline.runWithin(TIMEOUT, work::run);
            findings.add(Finding.green(NAME + step, found));
            return true;
        } catch (MailException e) {
            findings.add(Finding.red(NAME + step, e.problem(), remedy(e)));
            return false;
        }
    }

    private static String remedy(MailException e) {
        if (e.remedy().isEmpty()) return "The words are the server's: look them up at your mail provider.";
        return Character.toUpperCase(e.remedy().charAt(0)) + e.remedy().substring(1) + ".";
    }

    private Mail testMail() {
        return new Mail(
                recipient,
                "Test mail from HireMeBahamas",
                List.of("This is a test. If you can read it, this site can send mail.", "Nothing is to be done."),
                Optional.empty(),
                List.of("Sent by the command hiremebahamas doctor --send-mail-to."));
    }

    private static String testId() {
        return "doctor-" + System.currentTimeMillis();
    }
}
