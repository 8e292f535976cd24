package com.hiremebahamas.server;

import com.hiremebahamas.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.LogRecord;

/// One log record as one line: for a terminal, or as a JSON object for a collector. A line break in what is told
/// cannot begin a line of its own.
interface LogLines {

    String line(LogRecord record);

    static LogLines of(Settings.Log.Format format) {
        return switch (format) {
            case TEXT -> LogLines::text;
            case JSON -> LogLines::json;
        };
    }

    private static String text(LogRecord record) {
        var line = new StringBuilder(160)
                .append(record.getInstant())
                .append(' ')
                .append(Logs.name(record.getLevel()))
                .append(' ');
        printable(line, record.getMessage());
        line.append('\n');
        if (record.getThrown() != null) line.append(trace(record.getThrown()));
        return line.toString();
    }

    private static String json(LogRecord record) {
        var line = new StringBuilder(200)
                .append("{\"time\":\"")
                .append(record.getInstant())
                .append("\",\"level\":\"")
                .append(Logs.name(record.getLevel()))
                .append("\",\"logger\":\"");
        quoted(line, record.getLoggerName());
        line.append("\",\"message\":\"");
        quoted(line, record.getMessage());
        if (record.getThrown() != null) {
            line.append("\",\"stack\":\"");
            quoted(line, trace(record.getThrown()));
        }
        return line.append("\"}\n").toString();
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
