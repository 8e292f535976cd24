package com.hiremebahamas.tidepool.wire;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What an `SQLException` of the driver reports: what a server or pooler has sent, or what the driver
/// found itself.
public record ErrorReport(SQLException exception) {

    /// The SQLSTATE; empty where there is none.
    public String state() {
        var state = exception.getSQLState();
        return state == null ? "" : state;
    }

    /// The first two characters of the SQLSTATE; empty where there is none.
    public String stateClass() {
        return state().length() == 5 ? state().substring(0, 2) : "";
    }

    /// Of the message: pgjdbc puts details, which may hold row values, on lines of their own.
    public String firstLine() {
        var message = exception.getMessage();
        var line = (message == null ? exception.getClass().getSimpleName() : message)
                .lines()
                .findFirst()
                .orElse("");
        return state().isEmpty() ? line : line + " (SQLSTATE " + state() + ")";
    }

    /// Whether the message has one of these phrases, which are in lower case.
    public boolean has(List<String> phrases) {
        var message = exception.getMessage();
        var words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return phrases.stream().anyMatch(words::contains);
    }

    /// Whether a server or pooler has sent it.
    public boolean isSent() {
        return sent() != null;
    }

    /// Whether the driver refused by itself, with a code of the server's: 42703 for a column that a result has
    /// not. The server has not said that, and it says nothing about the schema.
    public boolean isOfDriver() {
        return exception instanceof PSQLException && !isSent();
    }

    /// Whether a server or pooler has sent it, and says that the session is over.
    public boolean isFatal() {
        var sent = sent();
        return sent != null && List.of("FATAL", "PANIC").contains(String.valueOf(sent.getSeverity()));
    }

    /// The constraint that was violated; empty where there is none.
    public String constraint() {
        var sent = sent();
        var constraint = sent == null ? null : sent.getConstraint();
        return constraint == null ? "" : constraint;
    }

    /// Whether the network failed, and nothing on this machine.
    public boolean isOfNetwork() {
        return hasCause(cause -> cause instanceof IOException && !(cause instanceof SSLException) && !isLocal(cause));
    }

    /// Whether something on this machine failed: a file, a key, a certificate.
    public boolean isLocal() {
        return hasCause(ErrorReport::isLocal);
    }

    private static boolean isLocal(Throwable cause) {
        return cause instanceof FileNotFoundException
                || cause instanceof FileSystemException
                || cause instanceof GeneralSecurityException;
    }

    /// Whether one of the causes is of this kind; the first is the exception itself.
    public boolean hasCause(Predicate<Throwable> kind) {
        for (@Nullable Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (kind.test(cause)) return true;
        }
        return false;
    }

    private @Nullable ServerErrorMessage sent() {
        for (@Nullable Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sent && sent.getServerErrorMessage() != null)
                return sent.getServerErrorMessage();
        }
        return null;
    }
}
