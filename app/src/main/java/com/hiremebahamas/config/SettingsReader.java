package com.hiremebahamas.config;

import com.hiremebahamas.mail.MailAddress;
import com.hiremebahamas.mail.MailUrl;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads variables one by one and records their names and what is wrong, so that all problems are reported
/// together. Every value is trimmed and taken out of its quotes; an empty one counts as unset.
///
/// Loops, not streams: this runs before the port is open, and the first stream takes a millisecond.
public final class SettingsReader {

    /// One variable: where its value came from, and what is wrong with it, if anything.
    ///
    /// @param value for people; secrets are masked
    public record Entry(String name, String value, Source source, Optional<String> problem) {}

    public enum Source {
        ENVIRONMENT,
        DEFAULT,
        UNSET
    }

    private static final Map<String, Flag> FLAG_WORDS = Map.of(
            "1", Flag.TRUE, "yes", Flag.TRUE, "on", Flag.TRUE, "0", Flag.FALSE, "no", Flag.FALSE, "off", Flag.FALSE);

    private final UnaryOperator<@Nullable String> environment;
    private final List<Entry> entries = new ArrayList<>();

    public SettingsReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<String> problems() {
        var problems = new ArrayList<String>();
        for (var entry : entries) entry.problem().ifPresent(problems::add);
        return problems;
    }

    String text(String name, String fallback) {
        var text = read(name);
        record(name, text == null ? fallback : text, text == null ? Source.DEFAULT : Source.ENVIRONMENT, null);
        return text == null ? fallback : text;
    }

    int count(String name, int fallback, int least, int most) {
        return number(name, fallback, new Range("", least, most, ""));
    }

    /// A number that bounds something: other programs' 0 or -1 for no bound is refused with the largest there is.
    int limit(String name, int fallback, int least, int most) {
        return number(name, fallback, new Range("", least, most, noLimit(most)));
    }

    int port(String name, int fallback) {
        int port = count(name, fallback, 1, 65_535);
        if (port == 5432) {
            problem(name, "PORT is 5432, the database's port; unset it or choose the port of the web server");
        }
        return port;
    }

    Duration seconds(String name, int fallback, int least, int most) {
        return Duration.ofSeconds(number(name, fallback, new Range(" of seconds", least, most, noLimit(most))));
    }

    /// The first of the names that is set decides.
    Duration seconds(List<String> names, int fallback, int least, int most) {
        var first = firstSet(names);
        return seconds(first, fallback, least, most);
    }

    boolean flag(String name, boolean fallback) {
        return choice(name, Flag.values(), fallback ? Flag.TRUE : Flag.FALSE, FLAG_WORDS) == Flag.TRUE;
    }

    <E extends Enum<E>> E choice(String name, E[] constants, E fallback) {
        return choice(name, constants, fallback, Map.of());
    }

    /// @param aliases further words, in lower case, each with the one that it means
    <E extends Enum<E>> E choice(String name, E[] constants, E fallback, Map<String, E> aliases) {
        var text = read(name);
        if (text == null) {
            record(name, fallback.name().toLowerCase(Locale.ROOT), Source.DEFAULT, null);
            return fallback;
        }
        for (var constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                record(name, text, Source.ENVIRONMENT, null);
                return constant;
            }
        }
        var alias = aliases.get(text.toLowerCase(Locale.ROOT));
        if (alias != null) {
            record(name, text, Source.ENVIRONMENT, null);
            return alias;
        }
        var choices = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        record(name, text, Source.ENVIRONMENT, name + " is '" + text + "': use one of " + String.join(", ", choices));
        return fallback;
    }

    List<String> list(String name, String fallback) {
        var items = new ArrayList<String>();
        for (var item : text(name, fallback).split(",", -1)) {
            if (!item.isBlank()) items.add(item.strip());
        }
        return List.copyOf(items);
    }

    /// The first of the names that is set decides.
    List<String> list(List<String> names, String fallback) {
        var first = firstSet(names);
        return list(first, fallback);
    }

    /// An IP address of this machine; no name, which would have to be looked up.
    String address(String name, String fallback) {
        var text = text(name, fallback);
        if (text.equals(fallback)) return text;
        if (text.equalsIgnoreCase("localhost")) return "127.0.0.1";
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            problem(name, name + " is '" + text + "': use an IP address of this machine, or 0.0.0.0 for all");
            return fallback;
        }
    }

    String origin(String name, String fallback) {
        var text = text(name, fallback);
        var origin = Origin.parse(text);
        if (origin.isPresent()) return origin.get().toString();
        problem(
                name,
                name + " is '" + text
                        + "': use the address people see, without a path, such as https://hiremebahamas.com");
        return text;
    }

    public Optional<Secret> secret(String name) {
        var text = read(name);
        record(name, text == null ? "" : "***", text == null ? Source.UNSET : Source.ENVIRONMENT, null);
        return Optional.ofNullable(text).map(Secret::new);
    }

    /// A bad URL is data here: it is reported in the log and by `doctor`, and the process boots.
    DatabaseUrl databaseUrl(List<String> names) {
        var first = firstSet(names);
        var text = environment.apply(first); // which has notes of its own about quotes
        var url = DatabaseUrl.parse(text);
        record(first, shown(url), text == null ? Source.UNSET : Source.ENVIRONMENT, null);
        return url;
    }

    /// No type switch on the way to the open port: its call site is linked at every start, for no AOT cache
    /// keeps it.
    private static String shown(DatabaseUrl url) {
        if (url instanceof DatabaseUrl.Valid valid) return valid.toString();
        return url instanceof DatabaseUrl.NotConfigured ? "" : "invalid";
    }

    /// A bad URL is data here, as that of the database is.
    MailUrl mailUrl(String name) {
        var text = read(name);
        var url = MailUrl.parse(text);
        var shown = url instanceof MailUrl.Valid valid ? valid.toString() : text == null ? "" : "invalid";
        record(name, shown, text == null ? Source.UNSET : Source.ENVIRONMENT, null);
        return url;
    }

    MailAddress mailAddress(String name, MailAddress fallback) {
        var text = text(name, fallback.toString());
        return MailAddress.parse(text).orElseGet(() -> {
            problem(name, noAddress(name, text));
            return fallback;
        });
    }

    Optional<MailAddress> mailAddress(String name) {
        var text = read(name);
        record(name, text == null ? "" : text, text == null ? Source.UNSET : Source.ENVIRONMENT, null);
        if (text == null) return Optional.empty();
        var address = MailAddress.parse(text);
        if (address.isEmpty()) problem(name, noAddress(name, text));
        return address;
    }

    private static String noAddress(String name, String text) {
        return name + " is '" + text + "': use an address, such as HireMeBahamas <no-reply@hiremebahamas.com>";
    }

    /// A variable that is known but changes nothing here.
    void note(String name) {
        var _ = isSet(name);
    }

    /// Whether a variable is set whose value does not matter.
    boolean isSet(String name) {
        var text = read(name);
        record(name, text == null ? "" : text, text == null ? Source.UNSET : Source.ENVIRONMENT, null);
        return text != null;
    }

    private enum Flag {
        TRUE,
        FALSE
    }

    /// @param tooSmall what to add for a number below the least
    private record Range(String unit, int least, int most, String tooSmall) {

        boolean has(int number) {
            return number >= least && number <= most;
        }

        @Override
        public String toString() {
            return "a whole number" + unit + " from " + least + " to " + most;
        }
    }

    private static String noLimit(int most) {
        return "; nothing stands for \"no limit\" here, " + most + " is the most";
    }

    private int number(String name, int fallback, Range range) {
        var text = read(name);
        if (text == null) {
            record(name, Integer.toString(fallback), Source.DEFAULT, null);
            return fallback;
        }
        var tooSmall = "";
        try {
            int number = Integer.parseInt(text);
            if (range.has(number)) {
                record(name, text, Source.ENVIRONMENT, null);
                return number;
            }
            if (number < range.least()) tooSmall = range.tooSmall();
        } catch (NumberFormatException e) {
            // reported below, with the numbers out of range
        }
        record(name, text, Source.ENVIRONMENT, name + " is '" + text + "': use " + range + tooSmall);
        return fallback;
    }

    /// The first when none is set; the others are noted.
    private String firstSet(List<String> names) {
        var first = names.getFirst();
        for (var name : names.reversed()) {
            if (read(name) != null) first = name;
        }
        for (var name : names) {
            if (!name.equals(first)) note(name);
        }
        return first;
    }

    private @Nullable String read(String name) {
        var text = environment.apply(name);
        if (text == null) return null;
        var value = unquoted(text.strip()).strip();
        return value.isEmpty() ? null : value;
    }

    /// Docker's `--env-file` and many a dashboard leave the quotes of `NAME="value"` in the value.
    private static String unquoted(String text) {
        boolean isQuoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(0) == text.charAt(text.length() - 1);
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    private void record(String name, String value, Source source, @Nullable String problem) {
        entries.add(new Entry(name, value, source, Optional.ofNullable(problem)));
    }

    private void problem(String name, String problem) {
        entries.replaceAll(entry -> entry.name().equals(name)
                ? new Entry(name, entry.value(), entry.source(), Optional.of(problem))
                : entry);
    }
}
