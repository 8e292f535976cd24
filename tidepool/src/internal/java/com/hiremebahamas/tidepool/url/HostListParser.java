package com.hiremebahamas.tidepool.url;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads one host or a list of them, as `host:port,host:port` with IPv6 in brackets.
final class HostListParser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");
    private static final int DEFAULT_PORT = 5432;

    private final List<String> names = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();

    private HostListParser() {}

    /// As with libpq, `host=` replaces the names and `port=` the ports; a single port is for every host.
    ///
    /// @param authority what is between the `@` and the `/`
    static List<Host> parse(String authority, UrlParameters parameters) throws UrlProblem {
        var parser = new HostListParser();
        for (var one : authority.split(",", -1)) parser.split(one);
        replace(parser.names, parameters.given("host"));
        replace(parser.ports, parameters.given("port"));
        return parser.hosts();
    }

    private void split(String text) throws UrlProblem {
        int bracket = text.lastIndexOf(']');
        if (text.startsWith("[") != bracket > 0 || text.indexOf('[', 1) >= 0)
            throw new UrlProblem("the brackets around the host do not match");
        int colon = text.indexOf(':', bracket + 1);
        if (bracket > 0 && bracket + 1 != (colon < 0 ? text.length() : colon))
            throw new UrlProblem("after the brackets there may only follow a colon and the port");
        if (colon >= 0 && colon != text.lastIndexOf(':'))
            throw new UrlProblem("an IPv6 address stands in brackets, as in [::1]:5432");
        names.add(PercentEncoding.decoded(colon < 0 ? text : text.substring(0, colon), "the host"));
        ports.add(colon < 0 ? "" : text.substring(colon + 1));
    }

    private static void replace(List<String> parsed, String given) {
        if (given.isEmpty()) return;
        parsed.clear();
        parsed.addAll(List.of(given.split(",", -1)));
    }

    private List<Host> hosts() throws UrlProblem {
        if (ports.size() != 1 && ports.size() != names.size())
            throw new UrlProblem("there is not one port for each host: write host1:port1,host2:port2");
        var hosts = new ArrayList<Host>();
        for (int i = 0; i < names.size(); i++) {
            hosts.add(new Host(name(names.get(i)), port(ports.get(ports.size() == 1 ? 0 : i))));
        }
        return hosts;
    }

    private static String name(String text) throws UrlProblem {
        if (text.isEmpty()) throw new UrlProblem("it names no host");
        if (text.startsWith("/") || text.startsWith("@"))
            throw new UrlProblem("it leads to a Unix socket, which is not supported: name a host");
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (IPV6.matcher(bare).matches()) return bare;
        if (!NAME.matcher(text).matches()) throw new UrlProblem("the host is no host name");
        return text;
    }

    private static int port(String text) throws UrlProblem {
        if (text.isEmpty()) return DEFAULT_PORT;
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535 && Character.isDigit(text.charAt(0))) return port;
        } catch (NumberFormatException e) {
            // reported below, without the text: it may be half a password
        }
        throw new UrlProblem("the port after the host must be a number from 1 to 65535");
    }
}
