package com.hiremebahamas.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.hiremebahamas.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A log event as one line: for a terminal, or as a JSON object for a collector. A line break in a message
/// cannot begin a line of its own; only a stack trace, as text, takes further lines.
///
/// The JSON is written by hand: the first lines are logged before the port answers, and Jackson is loaded
/// after it.
interface LogFormat {

    /// Of a message and of each field: a client can send an address of 16 kB.
    int MAX_TEXT = 4000;

    /// A stack trace of some 150 frames.
    int MAX_STACK = 16_000;

    String line(ILoggingEvent event);

    static LogFormat of(Settings.Log.Format format) {
        return switch (format) {
            case TEXT -> LogFormat::text;
            case JSON -> LogFormat::json;
        };
    }

    private static String text(ILoggingEvent event) {
        var line = new StringBuilder(160);
        time(line, event.getInstant());
        line.append(' ').append(event.getLevel()).append(' ');
        withoutLineBreaks(line, cut(String.valueOf(event.getFormattedMessage()), MAX_TEXT));
        line.append('\n');
        if (event.getThrowableProxy() instanceof ThrowableProxy proxy) line.append(stackTrace(proxy.getThrowable()));
        return line.toString();
    }

    private static String json(ILoggingEvent event) {
        var line = new StringBuilder(200).append("{\"time\":\"");
        time(line, event.getInstant());
        line.append("\",\"level\":\"").append(event.getLevel()).append("\",\"logger\":\"");
        escaped(line, event.getLoggerName());
        line.append("\",\"message\":\"");
        escaped(line, cut(String.valueOf(event.getFormattedMessage()), MAX_TEXT));
        line.append('"');
        var fields = event.getKeyValuePairs();
        if (fields != null) fields.forEach(field -> field(line, field.key, field.value));
        if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
            text(line, "stack", stackTrace(proxy.getThrowable()));
        }
        return line.append("}\n").toString();
    }

    private static void field(StringBuilder line, String name, @Nullable Object value) {
        if (value instanceof Number) {
            line.append(",\"").append(name).append("\":").append(value);
        } else {
            text(line, name, cut(String.valueOf(value), MAX_TEXT));
        }
    }

    private static void text(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":\"");
        escaped(line, value);
        line.append('"');
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max) + "… and " + (text.length() - max) + " more";
    }

    /// As `2026-07-10T12:00:00.250Z`, by hand: the first line of the boot would load the JDK's formatter.
    private static void time(StringBuilder line, Instant at) {
        var utc = at.atOffset(ZoneOffset.UTC);
        digits(line, 4, utc.getYear()).append('-');
        digits(line, 2, utc.getMonthValue()).append('-');
        digits(line, 2, utc.getDayOfMonth()).append('T');
        digits(line, 2, utc.getHour()).append(':');
        digits(line, 2, utc.getMinute()).append(':');
        digits(line, 2, utc.getSecond()).append('.');
        digits(line, 3, utc.getNano() / 1_000_000).append('Z');
    }

    private static StringBuilder digits(StringBuilder line, int count, int number) {
        var digits = Integer.toString(number);
        for (int i = digits.length(); i < count; i++) line.append('0');
        return line.append(digits);
    }

    private static void withoutLineBreaks(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(breaksLine(c) ? '�' : c);
        }
    }

    private static boolean breaksLine(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static void escaped(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return cut(text.toString(), MAX_STACK);
    }
}
