package com.hiremebahamas.config;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An origin as browsers compare them (RFC 6454): the same for any spelling of scheme and host, with or
/// without the scheme's own port, a dot after the host or a slash at the end.
///
/// @param host in lower case; an IPv6 address in brackets
public record Origin(String scheme, String host, int port) {

    private static final Pattern FORM = Pattern.compile(
            "(https?)://([a-z0-9-]+(?:[.][a-z0-9-]+)*|\\[[0-9a-f:.]+])[.]?(?::([0-9]{0,5}))?/?",
            Pattern.CASE_INSENSITIVE);

    /// Empty when the text is anything but an origin: no path, no user, no `null`.
    public static Optional<Origin> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) return Optional.empty();
        var scheme = parts.group(1).toLowerCase(Locale.ROOT);
        var port = parts.group(3);
        int number = port == null || port.isEmpty() ? defaultPort(scheme) : Integer.parseInt(port);
        if (number < 1 || number > 65_535) return Optional.empty();
        return host(parts.group(2)).map(host -> new Origin(scheme, host, number));
    }

    /// As browsers write it, without the scheme's own port.
    @Override
    public String toString() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    private static Optional<String> host(String text) {
        if (!text.startsWith("[")) return Optional.of(text.toLowerCase(Locale.ROOT));
        try {
            var address = InetAddress.ofLiteral(text.substring(1, text.length() - 1));
            return Optional.of("[" + address.getHostAddress() + "]");
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
