package com.hiremebahamas.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.mail.MailUrl.Tls;
import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.net.URLDecoder;
import java.util.Locale;

/// Reads a `MAIL_URL`. Loops and no patterns: this runs before the port is open.
///
/// The user and the password end at the last `@`, because no host has one. Whatever is wrong is described without
/// quoting any part of the URL: each may be a piece of the password.
final class MailUrlParser {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_OVER_TLS = 465;

    private final boolean secure;
    private final String userInfo;
    private final String authority;
    private final String query;

    private MailUrlParser(boolean secure, String rest) throws Problem {
        this.secure = secure;
        int at = rest.lastIndexOf('@');
        this.userInfo = at < 0 ? "" : rest.substring(0, at);
        if (at >= 0 && endOfAuthority(userInfo) < userInfo.length())
            throw new Problem("has one of / ? # in its user or password: write it as %2F, %3F or %23");
        var target = rest.substring(at + 1);
        int end = endOfAuthority(target);
        this.authority = target.substring(0, end);
        this.query = query(target.substring(end));
    }

    /// @param text not blank
    static MailUrl parse(String text) {
        try {
            var lower = text.toLowerCase(Locale.ROOT);
            if (lower.startsWith("smtp://")) return new MailUrlParser(false, text.substring(7)).url();
            if (lower.startsWith("smtps://")) return new MailUrlParser(true, text.substring(8)).url();
            throw new Problem("must begin with smtp:// or smtps://");
        } catch (Problem problem) {
            return new MailUrl.Invalid(problem.text + ". Write " + MailUrl.FORM + ", or smtps:// with port 465");
        }
    }

    private MailUrl.Valid url() throws Problem {
        int colon = userInfo.indexOf(':');
        var user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        var password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
        if (user.isEmpty() != password.isEmpty())
            throw new Problem("must name a user and a password, with a colon between them, or neither");
        var host = host();
        return new MailUrl.Valid(host, user, password, tls(host, !user.isEmpty()));
    }

    private Host host() throws Problem {
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', bracket + 1);
        if (colon >= 0 && colon != authority.lastIndexOf(':'))
            throw new Problem("must have an IPv6 address in brackets, as in [::1]:587");
        var host = new Host(
                name(colon < 0 ? authority : authority.substring(0, colon)),
                port(colon < 0 ? "" : authority.substring(colon + 1)));
        if (!secure && host.port() == SUBMISSION_OVER_TLS)
            throw new Problem("must begin with smtps:// for port 465, where TLS begins with the first byte");
        if (secure && (host.port() == SUBMISSION || host.port() == 25))
            throw new Problem("must begin with smtp:// for ports 587 and 25, where TLS begins with STARTTLS");
        return host;
    }

    private static String name(String text) throws Problem {
        boolean isIpv6 = text.startsWith("[") && text.endsWith("]") && text.indexOf(':') > 0;
        var name = isIpv6 ? text.substring(1, text.length() - 1) : text;
        var others = isIpv6 ? ":." : "._-";
        if (name.isEmpty()) throw new Problem("names no host");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isPlain = c < 0x80 && Character.isLetterOrDigit(c);
            if (!isPlain && others.indexOf(c) < 0) throw new Problem("has a host that is no host name");
        }
        return name;
    }

    private int port(String text) throws Problem {
        if (text.isEmpty()) return secure ? SUBMISSION_OVER_TLS : SUBMISSION;
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535 && Character.isDigit(text.charAt(0))) return port;
        } catch (NumberFormatException e) {
            // reported below, without the text: it may be half a password
        }
        throw new Problem("must have a port from 1 to 65535 after the host");
    }

    /// A password leaves this machine encrypted or not at all.
    private Tls tls(Host host, boolean hasCredentials) throws Problem {
        if (secure) {
            if (query.isEmpty()) return Tls.IMPLICIT;
            throw new Problem("takes no starttls with smtps://, which is encrypted from the first byte");
        }
        if (query.isEmpty()) return hasCredentials ? Tls.REQUIRED : Tls.OPTIONAL;
        var tls = switch (query.toLowerCase(Locale.ROOT)) {
            case "starttls=required" -> Tls.REQUIRED;
            case "starttls=optional" -> Tls.OPTIONAL;
            case "starttls=none" -> Tls.NONE;
            default ->
                throw new Problem("may have one parameter: starttls=required, starttls=optional or" + " starttls=none");
        };
        if (hasCredentials && tls != Tls.REQUIRED && !host.isLocal())
            throw new Problem("must have starttls=required, as it has by itself: the password would leave this machine"
                    + " unencrypted");
        return tls;
    }

    /// @param text from the end of the authority on
    private static String query(String text) throws Problem {
        var query = text.startsWith("/") ? text.substring(1) : text;
        if (query.isEmpty()) return "";
        if (query.charAt(0) != '?') throw new Problem("must end after the host and the port");
        return query.substring(1);
    }

    private static int endOfAuthority(String text) {
        int end = 0;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) end++;
        return end;
    }

    /// A `+` is a `+`.
    private static String decoded(String text) throws Problem {
        String decoded;
        try {
            decoded = text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem("has a % in its user or password that is no percent-encoding: write it as %25");
        }
        if (decoded.indexOf('\uFFFD') >= 0)
            throw new Problem("has a percent-encoding in its user or password that is not UTF-8");
        for (int i = 0; i < decoded.length(); i++) {
            if (Character.isISOControl(decoded.charAt(i)))
                throw new Problem("has a control character in its user or password");
        }
        return decoded;
    }

    /// Without a stack: it never leaves this class.
    private static final class Problem extends Exception {

        private static final long serialVersionUID = 1;

        private final String text;

        Problem(String text) {
            super(text, null, false, false);
            this.text = text;
        }
    }
}
