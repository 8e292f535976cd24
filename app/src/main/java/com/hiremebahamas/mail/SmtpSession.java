package com.hiremebahamas.mail;

import com.hiremebahamas.mail.MailUrl.Tls;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The properties by which Jakarta Mail connects to one server.
final class SmtpSession {

    private final MailUrl.Valid url;
    private final String protocol;
    private final Session session;

    /// @param ownName by which this client introduces itself (EHLO)
    SmtpSession(MailUrl.Valid url, String ownName, SmtpTimeouts timeouts, @Nullable SSLSocketFactory trust) {
        this.url = url;
        this.protocol = url.tls() == Tls.IMPLICIT ? "smtps" : "smtp";
        var properties = new Properties();
        set(properties, "localhost", ownName);
        set(properties, "connectiontimeout", millis(timeouts.connect()));
        set(properties, "timeout", millis(timeouts.answer()));
        // Both are safe over TLS, and every server has one of them; the others that it knows are obsolete.
        set(properties, "auth", Boolean.toString(url.hasCredentials()));
        set(properties, "auth.mechanisms", "PLAIN LOGIN");
        set(properties, "starttls.enable", Boolean.toString(url.tls() == Tls.REQUIRED || url.tls() == Tls.OPTIONAL));
        set(properties, "starttls.required", Boolean.toString(url.tls() == Tls.REQUIRED));
        set(properties, "ssl.checkserveridentity", "true");
        // What was accepted stays accepted: nobody waits for the answer to the goodbye.
        set(properties, "quitwait", "false");
        if (trust != null) properties.put("mail." + protocol + ".ssl.socketFactory", trust);
        this.session = Session.getInstance(properties);
    }

    Session jakarta() {
        return session;
    }

    SmtpTransport transport() {
        var host = url.host();
        var name = url.hasCredentials()
                ? new URLName(protocol, host.name(), host.port(), null, url.user(), url.password())
                : new URLName(protocol, host.name(), host.port(), null, null, null);
        return new SmtpTransport(session, name, url.hasCredentials());
    }

    private void set(Properties properties, String name, String value) {
        properties.setProperty("mail." + protocol + "." + name, value);
    }

    /// Zero means no limit to a socket.
    private static String millis(Duration limit) {
        return Long.toString(Math.max(1, limit.toMillis()));
    }
}
