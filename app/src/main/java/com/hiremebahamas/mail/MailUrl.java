package com.hiremebahamas.mail;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import org.jspecify.annotations.Nullable;

/// What was found in a `MAIL_URL`. A bad one is data, not an exception: the process must boot.
///
/// Accepted are `smtp://user:password@host:587` and `smtps://user:password@host:465`. Nothing here ever prints the
/// password, or what might be one. Immutable, without I/O.
public sealed interface MailUrl {

    /// What a URL has to look like.
    String FORM = "smtp://user:password@host:587";

    /// When the connection is encrypted. Encrypted always means that the server's certificate is verified, for the
    /// name in the URL.
    enum Tls {
        /// From the first byte: `smtps://`.
        IMPLICIT("TLS from the first byte"),
        /// By STARTTLS; a server that does not offer it gets no message: `starttls=required`.
        REQUIRED("STARTTLS required"),
        /// By STARTTLS where the server offers it: `starttls=optional`.
        OPTIONAL("STARTTLS where the server offers it"),
        /// Never: `starttls=none`.
        NONE("not encrypted");

        private final String meaning;

        Tls(String meaning) {
            this.meaning = meaning;
        }

        /// In words, for the log.
        public String meaning() {
            return meaning;
        }
    }

    /// A URL that can be used.
    ///
    /// @param user     empty when the server asks for no sign-in, and then the password is, too
    record Valid(Host host, String user, String password, Tls tls) implements MailUrl {

        public boolean hasCredentials() {
            return !user.isEmpty();
        }

        /// Whether what is sent can be read by a machine in between.
        public boolean isReadable() {
            return !host.isLocal() && (tls == Tls.OPTIONAL || tls == Tls.NONE);
        }

        /// `smtp://host:port`, free of secrets.
        @Override
        public String toString() {
            return (tls == Tls.IMPLICIT ? "smtps://" : "smtp://") + host;
        }
    }

    /// A URL that cannot be used, and why, in a sentence that names the remedy and never the secret.
    record Invalid(String problem) implements MailUrl {}

    /// No URL at all.
    record NotConfigured() implements MailUrl {}

    /// Reads a URL. Never throws, looks nothing up, opens nothing.
    ///
    /// @param text null and blank are [NotConfigured]
    static MailUrl parse(@Nullable String text) {
        return text == null || text.isBlank() ? new NotConfigured() : MailUrlParser.parse(text.strip());
    }
}
