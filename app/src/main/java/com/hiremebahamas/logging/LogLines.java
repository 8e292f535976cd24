package com.hiremebahamas.logging;

import com.hiremebahamas.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// One log record as one line: for a terminal, or as a JSON object for a collector. A line break in what is told
/// cannot begin a line of its own.
interface LogLines {

    String line(LogLine said);

    static LogLines of(Settings.Log.Format format) {
        return switch (format) {
            case TEXT -> LogLines::text;
            case JSON -> LogLines::json;
        };
    }

    private static String text(LogLine said) {
        var line = new StringBuilder(160);
        moment(line, said.at());
        line.append(' ').append(said.level()).append(' ');
        printable(line, said.message());
        line.append('\n');
        var thrown = said.thrown();
        if (thrown != null) line.append(trace(thrown));
        return line.toString();
    }

    private static String json(LogLine said) {
        var line = new StringBuilder(200).append("{\"time\":\"");
        moment(line, said.at());
        line.append("\",\"level\":\"").append(said.level()).append("\",\"logger\":\"");
        quoted(line, said.logger());
        line.append("\",\"message\":\"");
        quoted(line, said.message());
        line.append('"');
        for (var field : said.fields()) field(line, field.key, field.value);
        var thrown = said.thrown();
        if (thrown != null) field(line, "stack", trace(thrown));
        return line.append("}\n").toString();
    }

    private static void field(StringBuilder line, String name, @Nullable Object value) {
        line.append(",\"").append(name).append("\":");
        if (value instanceof Number) {
            line.append(value);
        } else {
            line.append('"');
            quoted(line, String.valueOf(value));
            line.append('"');
        }
    }

    /// As `2026-07-10T12:00:00.250Z`, by hand: the JDK's formatter would be loaded by the first line of the boot.
    private static void moment(StringBuilder line, Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        digits(line, 4, time.getYear()).append('-');
        digits(line, 2, time.getMonthValue()).append('-');
        digits(line, 2, time.getDayOfMonth()).append('T');
        digits(line, 2, time.getHour()).append(':');
        digits(line, 2, time.getMinute()).append(':');
        digits(line, 2, time.getSecond()).append('.');
        digits(line, 3, time.getNano() / 1_000_000).append('Z');
    }

    private static StringBuilder digits(StringBuilder line, int count, int number) {
        var digits = Integer.toString(number);
        for (int i = digits.length(); i < count; i++) line.append('0');
        return line.append(digits);
    }

    private static void printable(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(breaksLine(c) ? '�' : c);
        }
    }

    private static boolean breaksLine(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static void quoted(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
    }

    private static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
