package com.hiremebahamas.tidepool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads one host or a list of them, as `host:port,host:port` with IPv6 in brackets.
final class UrlHosts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");
    private static final Pattern LOCAL =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1]):[0-9]+", Pattern.CASE_INSENSITIVE);
    private static final int DEFAULT_PORT = 5432;

    private final List<String> names = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();

    private UrlHosts() {}

    /// As with libpq, `host=` takes the place of the names and `port=` that of the ports; one port is for every host.
    ///
    /// @param authority what stands between the `@` and the `/`
    static String of(String authority, UrlParameters parameters) throws UrlProblem {
        var hosts = new UrlHosts();
        for (var one : authority.split(",", -1)) hosts.take(one);
        replace(hosts.names, parameters.given("host"));
        replace(hosts.ports, parameters.given("port"));
        return hosts.together();
    }

    /// Whether none of them lies beyond this machine. A name that merely begins with `127.` may lie anywhere.
    static boolean areLocal(String hosts) {
        return List.of(hosts.split(",", -1)).stream()
                .allMatch(host -> LOCAL.matcher(host).matches());
    }

    private void take(String text) throws UrlProblem {
        int bracket = text.lastIndexOf(']');
        if (text.startsWith("[") != bracket > 0 || text.indexOf('[', 1) >= 0)
            throw new UrlProblem("the brackets around the host do not match");
        int colon = text.indexOf(':', bracket + 1);
        if (bracket > 0 && bracket + 1 != (colon < 0 ? text.length() : colon))
            throw new UrlProblem("after the brackets there may only follow a colon and the port");
        if (colon >= 0 && colon != text.lastIndexOf(':'))
            throw new UrlProblem("an IPv6 address stands in brackets, as in [::1]:5432");
        names.add(UrlText.decoded(colon < 0 ? text : text.substring(0, colon), "the host"));
        ports.add(colon < 0 ? "" : text.substring(colon + 1));
    }

    private static void replace(List<String> standing, String given) {
        if (given.isEmpty()) return;
        standing.clear();
        standing.addAll(List.of(given.split(",", -1)));
    }

    private String together() throws UrlProblem {
        if (ports.size() != 1 && ports.size() != names.size())
            throw new UrlProblem("there is not one port for each host: write host1:port1,host2:port2");
        var hosts = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            hosts.add(name(names.get(i)) + ":" + port(ports.get(ports.size() == 1 ? 0 : i)));
        }
        return String.join(",", hosts);
    }

    private static String name(String text) throws UrlProblem {
        if (text.isEmpty()) throw new UrlProblem("it names no host");
        if (text.startsWith("/") || text.startsWith("@"))
            throw new UrlProblem("it leads to a Unix socket, which is not supported: name a host");
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (IPV6.matcher(bare).matches()) return "[" + bare + "]";
        if (!NAME.matcher(text).matches()) throw new UrlProblem("the host is no host name");
        return text;
    }

    private static int port(String text) throws UrlProblem {
        if (text.isEmpty()) return DEFAULT_PORT;
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535 && Character.isDigit(text.charAt(0))) return port;
        } catch (NumberFormatException e) {
            // told below, without what was read: it may be half a password
        }
        throw new UrlProblem("the port after the host must be a number from 1 to 65535");
    }
}
