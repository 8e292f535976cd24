package com.hiremebahamas.accounts;

import com.hiremebahamas.mail.Mail;
import com.hiremebahamas.mail.Mail.Link;
import com.hiremebahamas.places.NassauTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The words of the mails about accounts.
final class MailTexts {

    private MailTexts() {}

    static Mail confirm(String email, String url) {
        return mail(email, "Confirm your e-mail address", """
                Welcome to HireMeBahamas. Open this page and enter the password that you chose, and your address is
                confirmed: then you can post jobs and apply.

                The link works for two days.
                """, new Link("Confirm my e-mail address", url), """
                You did not sign up? Then do nothing: without the password nobody can use your address.
                """);
    }

    static Mail alreadyKnown(String email, String url) {
        return mail(email, "You already have an account", """
                Somebody, perhaps you, has just signed up at HireMeBahamas with this address. You have an account
                already, so nothing was changed.

                Sign in with the password of that account. If you have forgotten it, the page helps you to a new one.
                """, new Link("Sign in", url), """
                That was not you? Then do nothing.
                """);
    }

    static Mail newPassword(String email, String url) {
        return mail(email, "Set a new password", """
                Somebody, perhaps you, has asked for a new password for your account at HireMeBahamas. Open this page
                to choose one.

                The link works for an hour, and once.
                """, new Link("Choose a new password", url), """
                That was not you? Then do nothing: your password stays as it is.
                """);
    }

    static Mail passwordChanged(String email) {
        return notice(email, "Your password was changed", """
                The password of your account at HireMeBahamas was changed, and every other device was signed out.

                That was not you? Then ask for a new password at once: on the page for signing in, choose “Forgotten
                your password?”.
                """);
    }

    /// @param device such as `Chrome on Android`
    static Mail newDevice(String email, String device, Instant at) {
        return notice(email, "A new sign-in to your account", """
                Your account at HireMeBahamas was signed in to on a new device: %s, on %s.

                That was you? Then do nothing.

                That was not you? Then somebody knows your password: choose a new one at once. That signs every device
                out.
                """.formatted(device, NassauTime.day(at)));
    }

    static Mail signIn(String email, String url) {
        return mail(email, "Sign in to HireMeBahamas", """
                Open this page to sign in without your password, on the device where you want to be signed in.

                The link works for fifteen minutes, and once.
                """, new Link("Sign in", url), """
                You did not ask for it? Then do nothing, and show the link to nobody.
                """);
    }

    static Mail confirmNew(String email, String url) {
        return mail(email, "Confirm your new e-mail address", """
                You want to use this address for your account at HireMeBahamas. Open this page to confirm it; until
                then the old one stays.

                The link works for a day.
                """, new Link("Use this address", url), """
                That was not you? Then do nothing, and nothing is changed.
                """);
    }

    static Mail emailChanged(String oldEmail) {
        return notice(oldEmail, "Your e-mail address was changed", """
                Your account at HireMeBahamas has another e-mail address now. Mails go there, and you sign in with it.

                That was not you? Then reply to this mail at once.
                """);
    }

    private static Mail mail(String email, String subject, String text, Link link, String closing) {
        return new Mail(email, subject, paragraphs(text), Optional.of(link), paragraphs(closing));
    }

    private static Mail notice(String email, String subject, String text) {
        return new Mail(email, subject, paragraphs(text), Optional.empty(), List.of());
    }

    /// A blank line separates paragraphs; other line ends are those of this file.
    private static List<String> paragraphs(String text) {
        return Stream.of(text.strip().split("\n\n", -1))
                .map(paragraph -> paragraph.replace('\n', ' '))
                .toList();
    }
}
