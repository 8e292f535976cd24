package com.hiremebahamas.tidepool.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Parses a URL. `java.net.URI` cannot: it knows no host lists and no underscores in hosts, and its exceptions
/// quote the password.
final class UrlParser {

    /// No real URL is longer; noise is.
    private static final int LONGEST = 4096;

    private static final Pattern SCHEME = Pattern.compile("(jdbc:postgresql|postgres(?:ql)?(?:\\+[a-z0-9_]+)?)://(.*)");
    private static final Pattern ASSIGNMENT = Pattern.compile("(export\\s+)?[A-Z][A-Z0-9_]*\\s*=.*", Pattern.DOTALL);
    private static final Pattern KEY_VALUE =
            Pattern.compile("(host|hostaddr|port|user|password|dbname|service|sslmode)\\s*=.*", Pattern.DOTALL);
    private static final Set<String> NO_URL = Set.of("none", "null", "undefined", "nil", "false", "true");

    private final List<String> notes = new ArrayList<>();

    private final String user;
    private final String password;

    private UrlParser(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /// @param user     in place of the URL's own where it is not empty, as the password
    static DatabaseUrl parse(String text, String user, String password) {
        try {
            return new UrlParser(user, password).read(text);
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
        boolean jdbc = scheme.group(1).startsWith("jdbc");
        refuseRawCharacters(rest, jdbc);
        int question = rest.indexOf('?');
        var place = question < 0 ? rest : rest.substring(0, question);
        var query = question < 0 ? "" : rest.substring(question + 1);
        if (place.endsWith("@invalid.local:5432/placeholder")) return new DatabaseUrl.NotConfigured();
        boolean certain = place.indexOf('@') >= 0;
        return assemble(place, UrlParameters.read(query, jdbc, certain));
    }

    private DatabaseUrl assemble(String place, UrlParameters parameters) throws UrlProblem {
        int slash = place.indexOf('/');
        var authority = slash < 0 ? place : place.substring(0, slash);
        int at = authority.indexOf('@');
        var signIn = at < 0 ? "" : authority.substring(0, at);
        int colon = signIn.indexOf(':');
        var urlsUser = parameters.override("user", colon < 0 ? signIn : signIn.substring(0, colon));
        var urlsPassword = parameters.override("password", colon < 0 ? "" : signIn.substring(colon + 1));
        var signInAs = user.isEmpty() ? urlsUser : user;
        if (signInAs.isEmpty()) throw new UrlProblem("it names no user");
        var hosts = HostListParser.parse(authority.substring(at + 1), parameters);
        var database = parameters.override("dbname", slash < 0 ? "" : place.substring(slash + 1));
        if (database.isEmpty()) throw new UrlProblem("it names no database after the host");
        if (database.chars().anyMatch(Character::isISOControl)) throw new UrlProblem("the database's name is no name");
        var properties = parameters.properties(hosts);
        notes.addAll(parameters.notes());
        return new DatabaseUrl.Valid(
                hosts, database, signInAs, password.isEmpty() ? urlsPassword : password, properties, notes);
    }

    private String unquoted(String text) {
        if (text.length() < 2) return text;
        char first = text.charAt(0);
        boolean quoted = isQuote(first) && text.charAt(text.length() - 1) == first;
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
        if (ASSIGNMENT.matcher(url).matches())
            throw new UrlProblem("the name of a variable stands before it: keep only what follows the =");
        if (KEY_VALUE.matcher(url).matches())
            throw new UrlProblem("it is a list of key=value settings: write them as a URL");
        if (isQuote(url.charAt(0)) || isQuote(url.charAt(url.length() - 1)))
            throw new UrlProblem("a quote is left at its beginning or end: take it out");
        if (url.indexOf('\n') >= 0 || url.indexOf('\r') >= 0)
            throw new UrlProblem("there is a line break in it: put it on one line");
        if (url.codePoints().anyMatch(UrlParser::isUnseen)) {
            throw new UrlProblem("there is a space or an invisible character in it: take it out, and write a space of "
                    + "the password as %20");
        }
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'';
    }

    /// Among others the byte order mark and the zero-width space that word processors and chats leave behind, and
    /// half a surrogate pair.
    private static boolean isUnseen(int character) {
        int type = Character.getType(character);
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || type == Character.FORMAT
                || type == Character.SURROGATE;
    }

    private static String schemeProblem(String url) {
        if (url.startsWith("jdbc:postgresql:")) return "after jdbc:postgresql: there must follow // and the host";
        if (url.toLowerCase(Locale.ROOT).startsWith("postgres")) {
            return "after the scheme, in lower case, there must follow ://";
        }
        return url.contains("://") ? "its scheme is not that of PostgreSQL" : "the scheme postgresql:// is missing";
    }

    /// A raw `/`, `@`, `?` or `#` in a password makes another URL of it, with part of the password as host or
    /// database.
    ///
    /// What the driver reads from the query of its own URLs may hold both `@` and `#`: `user=ann@server` is in use.
    private static void refuseRawCharacters(String rest, boolean jdbc) throws UrlProblem {
        int end = end(rest);
        int question = rest.indexOf('?');
        var authority = rest.substring(0, end);
        boolean signInFollows = jdbc && question >= 0 && authority.indexOf('@') < 0;
        var place = signInFollows ? rest.substring(0, question) : rest;
        var after = place.substring(end);
        if (place.indexOf('#') >= 0) throw UrlProblem.encode("# is written as %23");
        if (authority.indexOf('@') != authority.lastIndexOf('@')) throw UrlProblem.encode("@ is written as %40");
        if (authority.indexOf('@') < 0 && after.indexOf('@') >= 0) {
            throw UrlProblem.encode("/ is written as %2F, ? as %3F and @ as %40");
        }
        if (after.indexOf('@') >= 0) throw UrlProblem.encode("@ is written as %40, or encode it where it stands");
        if (question != rest.lastIndexOf('?')) throw new UrlProblem("there are two question marks in it");
    }

    private static int end(String rest) {
        for (int i = 0; i < rest.length(); i++) if (rest.charAt(i) == '/' || rest.charAt(i) == '?') return i;
        return rest.length();
    }
}
