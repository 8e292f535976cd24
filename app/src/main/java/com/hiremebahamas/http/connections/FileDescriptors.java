package com.hiremebahamas.http.connections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// How many files and sockets this process may open.
public final class FileDescriptors {

    /// For jars, the log, the database and Redis, and for connections that are accepted while others are being
    /// closed.
    private static final int OTHERS = 256;

    /// What macOS gives the JVM, which has no `/proc`.
    private static final int UNKNOWN_LIMIT = 10_240;

    /// `unlimited` is no number.
    private static final Pattern LIMIT = Pattern.compile("Max open files +([0-9]+)");

    private FileDescriptors() {}

    /// How many connections may be open at once: as many as asked for, or as the process may open.
    public static int forConnections(int wanted) {
        return forConnections(wanted, limit());
    }

    static int forConnections(int wanted, int limit) {
        return Math.clamp((long) limit - Math.min(OTHERS, limit / 2), 1, wanted);
    }

    /// The JVM has raised the soft limit to the hard one when it started. The management beans know the same,
    /// 100 ms later.
    private static int limit() {
        var limits = Path.of("/proc/self/limits");
        if (!Files.isReadable(limits)) return UNKNOWN_LIMIT;
        try {
            var number = LIMIT.matcher(Files.readString(limits));
            return number.find()
                    ? (int) Math.min(Integer.MAX_VALUE, Long.parseLong(number.group(1)))
                    : Integer.MAX_VALUE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
