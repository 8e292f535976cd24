package com.hiremebahamas.tidepool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a URL apart. `java.net.URI` is of no use here: it knows no host lists, no underscores in hosts, and quotes the
/// password in its complaints.
final class UrlParser {

    /// No real URL is longer; noise is.
    private static final int LONGEST = 4096;

    private static final Pattern SCHEME = Pattern.compile("(jdbc:postgresql|postgres(?:ql)?(?:\\+[a-z0-9_]+)?)://(.*)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern IPV6 = Pattern.compile("\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?)](?::(.*))?");
    private static final Set<String> NO_URL = Set.of("none", "null", "undefined", "nil", "false", "true");

    private final List<String> notes = new ArrayList<>();

    private UrlParser() {}

    static DatabaseUrl parse(String text) {
        try {
            return new UrlParser().read(text);
        } catch (UrlProblem e) {
            return new DatabaseUrl.Invalid(e.sentence());
        }
    }

    private DatabaseUrl read(String text) throws UrlProblem {
        var url = unquoted(text.strip());
        if (url.isEmpty()) return new DatabaseUrl.NotConfigured();
        refuseWhatIsNoUrl(url);
        var scheme = SCHEME.matcher(url);
        if (!scheme.matches()) throw new UrlProblem(schemeProblem(url));
        var rest = scheme.group(2);
        if (rest.endsWith("@invalid.local:5432/placeholder")) return new DatabaseUrl.NotConfigured();
        refuseRawCharacters(rest);
        int question = rest.indexOf('?');
        var place = question < 0 ? rest : rest.substring(0, question);
        var query = question < 0 ? "" : rest.substring(question + 1);
        boolean certain = place.indexOf('@') >= 0;
        return assemble(place, UrlParameters.read(query, scheme.group(1).startsWith("jdbc"), certain));
    }

    private DatabaseUrl assemble(String place, UrlParameters parameters) throws UrlProblem {
        int slash = place.indexOf('/');
        var authority = slash < 0 ? place : place.substring(0, slash);
        int at = authority.indexOf('@');
        var signIn = at < 0 ? "" : authority.substring(0, at);
        int colon = signIn.indexOf(':');
        var user = parameters.override("user", colon < 0 ? signIn : signIn.substring(0, colon));
        var password = parameters.override("password", colon < 0 ? "" : signIn.substring(colon + 1));
        if (user.isEmpty()) throw new UrlProblem("it names no user");
        var hosts = hosts(parameters, authority.substring(at + 1));
        var database = parameters.override("dbname", slash < 0 ? "" : place.substring(slash + 1));
        if (database.isEmpty()) throw new UrlProblem("it names no database after the host");
        if (database.chars().anyMatch(Character::isISOControl)) throw new UrlProblem("the database's name is no name");
        notes.addAll(parameters.notes());
        return new DatabaseUrl.Valid(
                "postgresql://" + hosts + "/" + database,
                "jdbc:postgresql://" + hosts + "/" + UrlText.encoded(database),
                user,
                password,
                parameters.properties(hosts),
                notes);
    }

    private String unquoted(String text) {
        if (text.length() < 2) return text;
        char first = text.charAt(0);
        boolean quoted = (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
        if (!quoted) return text;
        notes.add("The quotes around it were left out");
        return text.substring(1, text.length() - 1).strip();
    }

    private static void refuseWhatIsNoUrl(String url) throws UrlProblem {
        if (url.length() > LONGEST) throw new UrlProblem("it is longer than any URL");
        if (NO_URL.contains(url.toLowerCase(Locale.ROOT)))
            throw new UrlProblem("it is a word that some program left there");
        if (url.startsWith("psql "))
            throw new UrlProblem("it is a psql command: keep only what stands between the quotes");
        if (url.startsWith("$") || url.contains("${")) throw new UrlProblem("it is a variable that nobody filled in");
        if (url.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw new UrlProblem(
                    "there is white space in it: take out line breaks, and write a space of the password as %20");
        }
    }

    private static String schemeProblem(String url) {
        if (url.startsWith("jdbc:postgresql:")) return "after jdbc:postgresql: there must follow // and the host";
        if (url.toLowerCase(Locale.ROOT).startsWith("postgres")) {
            return "after the scheme, in lower case, there must follow ://";
        }
        return url.contains("://") ? "its scheme is not that of PostgreSQL" : "the scheme postgresql:// is missing";
    }

    /// A raw `/`, `@`, `?` or `#` in a password makes another URL of it, with part of the password as host or database.
    private static void refuseRawCharacters(String rest) throws UrlProblem {
        if (rest.indexOf('#') >= 0) throw UrlProblem.encode("# is written as %23");
        int end = end(rest);
        var authority = rest.substring(0, end);
        var after = rest.substring(end);
        if (authority.indexOf('@') != authority.lastIndexOf('@')) throw UrlProblem.encode("@ is written as %40");
        if (authority.indexOf('@') < 0 && after.indexOf('@') >= 0) {
            throw UrlProblem.encode("/ is written as %2F, ? as %3F and @ as %40");
        }
        if (after.indexOf('@') >= 0) throw UrlProblem.encode("@ is written as %40, or encode it where it stands");
        if (after.indexOf('?') != after.lastIndexOf('?')) throw new UrlProblem("there are two question marks in it");
    }

    private static int end(String rest) {
        for (int i = 0; i < rest.length(); i++) if (rest.charAt(i) == '/' || rest.charAt(i) == '?') return i;
        return rest.length();
    }

    private static String hosts(UrlParameters parameters, String authority) throws UrlProblem {
        var host = parameters.given("host");
        var port = parameters.given("port");
        var named = host.isEmpty() ? authority : host + (port.isEmpty() ? "" : ":" + port);
        if (UrlText.decoded(named, "the host").startsWith("/")) {
            throw new UrlProblem("it leads to a Unix socket, which is not supported: name a host");
        }
        if (named.isEmpty()) throw new UrlProblem("it names no host");
        var hosts = new ArrayList<String>();
        for (var one : named.split(",", -1)) hosts.add(host(one));
        return String.join(",", hosts);
    }

    private static String host(String text) throws UrlProblem {
        var bracketed = IPV6.matcher(text);
        if (bracketed.matches()) return "[" + bracketed.group(1) + "]:" + port(bracketed.group(2));
        if (text.indexOf('[') >= 0 || text.indexOf(']') >= 0)
            throw new UrlProblem("the brackets around the host do not match");
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':'))
            throw new UrlProblem("an IPv6 address stands in brackets, as in [::1]:5432");
        var name = UrlText.decoded(colon < 0 ? text : text.substring(0, colon), "the host");
        if (name.isEmpty()) throw new UrlProblem("it names no host");
        if (!HOST.matcher(name).matches()) throw new UrlProblem("the host is no host name");
        return name + ":" + port(colon < 0 ? "" : text.substring(colon + 1));
    }

    private static int port(@Nullable String text) throws UrlProblem {
        if (text == null || text.isEmpty()) return 5432;
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535 && Character.isDigit(text.charAt(0))) return port;
        } catch (NumberFormatException e) {
            // told below, without what was read: it may be half a password
        }
        throw new UrlProblem("the port after the host must be a number from 1 to 65535");
    }
}
