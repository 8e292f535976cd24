package com.hiremebahamas.mail;

import com.hiremebahamas.mail.MailException.Failure;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// What an exception of Jakarta Mail means.
final class SmtpFailures {

    private static final String SIGN_IN =
            "check the user and the password in MAIL_URL; some providers want a key" + " of their own for it";

    private static final String CERTIFICATE =
            "write the host as the certificate names it, and see that an authority" + " signed it that this JVM trusts";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");
    private static final int LONGEST_REPLY = 300;

    private SmtpFailures() {}

    /// An answer of the server.
    ///
    /// @param code     such as 550; zero or less when the connection ended in its place
    /// @param ofSender whether it refuses the sender, whom the operator chose
    private record Reply(int code, String text, boolean ofSender) {}

    /// @param isMessageSent whether the server may have all of the message
    /// @param lastRefusal   the last answer of the server, if it was an error; else empty
    static MailException of(MailUrl.Valid url, @Nullable Throwable failure, boolean isMessageSent, String lastRefusal) {
        if (failure instanceof MailException known) return known;
        var signIn = first(failure, AuthenticationFailedException.class);
        if (signIn.isPresent())
            return unavailable(
                    url + " refused the sign-in: " + shown(signIn.get().getMessage()), SIGN_IN, null);
        var reply = reply(failure);
        if (reply != null && reply.code() >= 400) return answered(url, reply);
        if (isMessageSent)
            return new MailException(
                    Failure.UNKNOWN,
                    url + " " + words(failure) + " after it was given the message",
                    "",
                    network(failure));
        return lastRefusal.isEmpty()
                ? unreached(url, failure)
                : unavailable(url + " answered: " + shown(lastRefusal), "", null);
    }

    /// A permanent answer is about the message or its recipient, unless it asks for the sign-in (530) or refuses
    /// the sender. The cause is left out: its message names the recipient.
    private static MailException answered(MailUrl.Valid url, Reply reply) {
        var problem = url + " answered: " + shown(reply.text());
        if (reply.ofSender()) return unavailable(problem, "check MAIL_FROM: the provider must know the sender", null);
        if (reply.code() == 530) return unavailable(problem, SIGN_IN, null);
        return reply.code() < 500 ? unavailable(problem, "", null) : new MailException(Failure.REFUSED, problem);
    }

    private static MailException unreached(MailUrl.Valid url, @Nullable Throwable failure) {
        var tls = first(failure, SSLException.class);
        if (tls.isPresent())
            return unavailable(url + ": TLS failed: " + shown(tls.get().getMessage()), CERTIFICATE, tls.get());
        var network = failure == null ? NetworkFailure.OTHER : NetworkFailure.of(failure);
        if (network != NetworkFailure.OTHER)
            return unavailable(url + " " + network.words(), network.remedy(), network(failure));
        return unavailable(url + " " + words(failure), "", null);
    }

    private static String words(@Nullable Throwable failure) {
        var reply = reply(failure);
        if (reply != null && reply.code() <= 0) return NetworkFailure.CUT.words();
        var network = failure == null ? NetworkFailure.OTHER : NetworkFailure.of(failure);
        if (network != NetworkFailure.OTHER) return network.words();
        return "cannot be used: " + shown(failure == null ? null : failure.getMessage());
    }

    private static @Nullable Reply reply(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPSenderFailedException e) return new Reply(e.getReturnCode(), text(e), true);
            if (cause instanceof SMTPAddressFailedException e) return new Reply(e.getReturnCode(), text(e), false);
            // With one of the others inside, which says more.
            if (cause instanceof SMTPSendFailedException e
                    && !(e.getNextException() instanceof SMTPAddressFailedException)
                    && !(e.getNextException() instanceof SMTPSenderFailedException))
                return new Reply(e.getReturnCode(), text(e), false);
        }
        return null;
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static MailException unavailable(String problem, String remedy, @Nullable Throwable cause) {
        return new MailException(Failure.UNAVAILABLE, problem, remedy, cause);
    }

    /// The cause that is about the network, which names no recipient.
    private static @Nullable Throwable network(@Nullable Throwable failure) {
        return first(failure, IOException.class).orElse(null);
    }

    private static <T extends Throwable> Optional<T> first(@Nullable Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) return Optional.of(type.cast(cause));
        }
        return Optional.empty();
    }

    /// The first line, without the addresses of people, and without what a terminal would obey. The addresses are
    /// looked for in the beginning alone: in a line without any, that takes quadratic time.
    private static String shown(@Nullable String text) {
        var line = text == null ? "" : text.strip().lines().findFirst().orElse("");
        var beginning = line.substring(0, Math.min(line.length(), 2 * LONGEST_REPLY));
        var shown = ADDRESS.matcher(beginning).replaceAll("…@…").replaceAll("\\p{Cntrl}", " ");
        return shown.length() > LONGEST_REPLY ? shown.substring(0, LONGEST_REPLY) + "…" : shown;
    }
}
