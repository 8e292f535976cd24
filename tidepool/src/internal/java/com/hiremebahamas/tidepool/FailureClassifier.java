package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.DatabaseFailure.Misconfigured;
import com.hiremebahamas.tidepool.DatabaseFailure.NotReady;
import com.hiremebahamas.tidepool.DatabaseFailure.Rejected;
import com.hiremebahamas.tidepool.DatabaseFailure.TimedOut;
import com.hiremebahamas.tidepool.DatabaseFailure.Undone;
import com.hiremebahamas.tidepool.DatabaseFailure.Unknown;
import com.hiremebahamas.tidepool.DatabaseFailure.Unreachable;
import com.hiremebahamas.tidepool.network.HostUnreachableException;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Decides what an `SQLException` means by three facts: its [Position], whether the session goes on, and whether the
/// server, a pooler or the driver reported it. The class of the SQLSTATE (PostgreSQL, appendix A) only refines that,
/// and so do the words of a pooler, because PgBouncer has one code, `08P01`, for everything.
///
/// | the session | a read | before COMMIT was sent | a write of its own, or COMMIT was sent |
/// |---|---|---|---|
/// | has ended, for any reason and with any code | `Unreachable` | `Undone` | `Unknown` |
/// | goes on: the server undid the statement | by the class of the SQLSTATE | the same | the same |
///
/// While a connection is being opened nothing has run. A server or pooler that answers has refused it, for now
/// (`NotReady`) or until a setting is changed (`Misconfigured`); one that does not answer is `Unreachable`.
final class FailureClassifier {

    /// How far the work of a connection had come.
    enum Position {
        /// In a statement that only reads, outside a transaction.
        READING,
        /// In a transaction whose COMMIT has not been sent.
        BEFORE_COMMIT,
        /// In a statement outside a transaction that may write, or in COMMIT.
        COMMITTING
    }

    /// Of poolers and proxies in front of servers, about what is asked for.
    private static final List<String> ASKED_WRONGLY = List.of(
            "unsupported startup parameter",
            "unsupported options",
            "authentication failed",
            "auth failed",
            "wrong password",
            "no such user",
            "no such database",
            "does not exist",
            "not found",
            "endpoint has been disabled",
            "endpoint id is not specified");

    /// Of PgBouncer, which refuses a BEGIN then. No phrase about what is asked for is looked for once a session works:
    /// a message with such words may follow a statement that ran.
    private static final String STATEMENT_POOLING = "not allowed in statement pooling mode";

    private static final List<String> POOLER_WITHOUT_DATABASE =
            List.of("cannot connect to server", "server login failed", "login has been failing", "server_login_retry");

    /// Of a pooler that ends a session before a server has had any of its statements.
    private static final List<String> POOLER_WITHOUT_SERVER_CONNECTION = List.of(
            "no more connections allowed",
            "query_wait_timeout",
            "shutting down",
            "is disabled",
            "paused",
            "too many connections");

    /// What the driver reports without an exception of TLS: no TLS at all, and a certificate for another host.
    private static final List<String> NO_TLS =
            List.of("does not support ssl", "could not be verified by hostnameverifier");

    private FailureClassifier() {}

    /// Why a connection could not be opened. Nothing ran in any case.
    static DatabaseFailure ofConnecting(SQLException e) {
        if (serverMessage(e) != null) return ofRefusal(e);
        if (isWrongHere(e)) return new Misconfigured(about(e));
        var network = NetworkFailure.of(e);
        var hosts = unreachableHosts(e);
        return new Unreachable(hosts.isEmpty() ? unreachable(e, network) : hosts, network);
    }

    /// The words of the network, which the driver keeps in a cause; those of each host of a list that was tried.
    private static String unreachableHosts(SQLException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HostUnreachableException last) {
                return Stream.concat(Stream.of(last.getSuppressed()), Stream.of(last))
                        .map(Throwable::getMessage)
                        .distinct()
                        .collect(Collectors.joining("; "));
            }
        }
        return "";
    }

    private static String unreachable(SQLException e, NetworkFailure network) {
        return network == NetworkFailure.CUT ? "The server " + network.words() + ": " + firstLine(e) : firstLine(e);
    }

    /// Whether a connection could not be opened because its address does not answer; not when it is not known.
    static boolean isUnreachable(SQLException e) {
        return ofConnecting(e) instanceof Unreachable unreachable
                && unreachable.network() != NetworkFailure.UNKNOWN_HOST;
    }

    /// A server, or a pooler in front of it, has answered.
    private static DatabaseFailure ofRefusal(SQLException e) {
        return switch (stateClass(e)) {
            // What is asked for: the database, the user, the password, a parameter.
            case "0A", "22", "28", "3D", "42" -> new Misconfigured(firstLine(e));
            // The state of the server.
            case "53", "55", "57", "58" -> new NotReady(firstLine(e));
            default -> {
                if (words(e).contains(STATEMENT_POOLING)) yield statementPooling(e);
                if (has(e, ASKED_WRONGLY)) yield new Misconfigured(firstLine(e));
                if (has(e, POOLER_WITHOUT_DATABASE)) yield new Unreachable(firstLine(e));
                yield new NotReady(firstLine(e));
            }
        };
    }

    /// Whether a setting, a file or a certificate must be changed first. A TLS handshake that the network ends is
    /// another matter: servers in maintenance do that.
    private static boolean isWrongHere(SQLException e) {
        if (has(e, NO_TLS) || hasCause(e, FailureClassifier::isLocal)) return true;
        if (hasCause(e, FailureClassifier::isOfNetwork)) return false;
        // The driver's own refusals: a method of signing in that it does not know, a peer that is no PostgreSQL, a
        // certificate or a key, a value of a property, a class that it cannot make.
        return isTls(e) || List.of("08004", "08006", "08P01").contains(state(e)) || !isOfConnection(e);
    }

    private static boolean isLocal(Throwable cause) {
        return cause instanceof FileNotFoundException
                || cause instanceof FileSystemException
                || cause instanceof GeneralSecurityException;
    }

    private static boolean isOfNetwork(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof SSLException) && !isLocal(cause);
    }

    private static boolean isTls(SQLException e) {
        return hasCause(e, SSLException.class::isInstance);
    }

    private static boolean isOfConnection(SQLException e) {
        return List.of("", "08").contains(stateClass(e));
    }

    private static String about(SQLException e) {
        if (!isTls(e) && !has(e, NO_TLS)) return firstLine(e);
        return "TLS failed: " + firstLine(e) + tlsRemedy(e);
    }

    private static String tlsRemedy(SQLException e) {
        if (words(e).contains("hostnameverifier")) {
            return "; its certificate is for another host: correct the host, or ask for less with sslmode=verify-ca";
        }
        if (!hasCause(e, GeneralSecurityException.class::isInstance)) return "";
        return "; its certificate is signed by none of the authorities that sslrootcert names, or has expired";
    }

    /// Whether the server ended a statement that took too long, by its own limit or on a cancel request.
    static boolean isOverTime(SQLException e) {
        return state(e).equals("57014");
    }

    /// Whether a write was refused because the transaction or the server is read-only.
    static boolean isReadOnly(SQLException e) {
        return state(e).equals("25006");
    }

    /// Whether a named statement was planned for a table that has been altered since.
    static boolean isOfAlteredTable(SQLException e) {
        return state(e).equals("0A000") && words(e).contains("cached plan must not change");
    }

    /// A write in a transaction that the caller made read-only.
    static DatabaseFailure ofReadOnlyWork(SQLException e) {
        return new Rejected("This unit of work is read-only: " + firstLine(e), state(e), "");
    }

    /// Why a statement, or COMMIT, failed.
    ///
    /// @param isClosed whether the driver has closed the connection since
    static DatabaseFailure ofStatement(SQLException e, Position position, boolean isClosed) {
        return isClosed || endsSession(e) ? ofLostSession(e, position) : ofUndoneStatement(e);
    }

    /// Whether the session is over: by what the server says of its severity, or because nothing was heard of it.
    static boolean endsSession(SQLException e) {
        var message = serverMessage(e);
        if (message == null) return stateClass(e).equals("08") || hasCause(e, FailureClassifier::isOfNetwork);
        return List.of("FATAL", "PANIC").contains(String.valueOf(message.getSeverity()));
    }

    private static DatabaseFailure lostRead(SQLException e) {
        var network = NetworkFailure.of(e);
        return new Unreachable(unreachable(e, network), network);
    }

    private static DatabaseFailure statementPooling(SQLException e) {
        return new Misconfigured(firstLine(e) + ": set pool_mode = transaction at the pooler");
    }

    private static DatabaseFailure ofLostSession(SQLException e, Position position) {
        if (state(e).equals("08P01")) {
            if (has(e, POOLER_WITHOUT_SERVER_CONNECTION)) return new NotReady(firstLine(e));
            if (has(e, POOLER_WITHOUT_DATABASE)) return new Unreachable(firstLine(e));
            if (words(e).contains(STATEMENT_POOLING)) return statementPooling(e);
        }
        return switch (position) {
            case READING -> lostRead(e);
            case BEFORE_COMMIT -> new Undone(firstLine(e));
            case COMMITTING -> new Unknown(firstLine(e));
        };
    }

    /// The server has undone the statement, and a transaction around it, and the session goes on.
    private static DatabaseFailure ofUndoneStatement(SQLException e) {
        if (isOfAlteredTable(e)) return new Undone(firstLine(e));
        return switch (state(e)) {
            case "57014" -> new TimedOut(firstLine(e));
            case "25006" -> new NotReady("The server is read-only: " + firstLine(e));
            // A lock that was not to be waited for; a named statement that is gone or exists already.
            case "55P03", "26000", "42P05" -> new Undone(firstLine(e));
            default ->
                switch (stateClass(e)) {
                    // For the sake of other transactions, or of a snapshot that has become too old.
                    case "40", "72" -> new Undone(firstLine(e));
                    // The state of the server, of one that it reads from, and its own mistakes; all other classes are
                    // about the statement.
                    case "53", "57", "58", "F0", "HV", "XX" -> new NotReady(firstLine(e));
                    // Of a pooler, or of the server's own connection to another one. A protocol violation, though, is
                    // the statement's.
                    case "08" -> {
                        if (state(e).equals("08P01")) yield new Rejected(firstLine(e), state(e), "");
                        yield new NotReady(firstLine(e));
                    }
                    default -> new Rejected(firstLine(e), isOfDriver(e) ? "" : state(e), constraint(e));
                };
        };
    }

    /// Whether the driver refused by itself, with a code of the server's: 42703 for a column that a result has
    /// not. The server has not said that, and it says nothing about the schema.
    private static boolean isOfDriver(SQLException e) {
        return e instanceof PSQLException && serverMessage(e) == null;
    }

    private static boolean has(SQLException e, List<String> phrases) {
        return phrases.stream().anyMatch(words(e)::contains);
    }

    private static String state(SQLException e) {
        var state = e.getSQLState();
        return state == null ? "" : state;
    }

    private static String stateClass(SQLException e) {
        var state = state(e);
        return state.length() == 5 ? state.substring(0, 2) : "";
    }

    private static String words(SQLException e) {
        return e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
    }

    /// Of the message: pgjdbc puts details, which may hold row values, on lines of their own.
    private static String firstLine(SQLException e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        var line = message.lines().findFirst().orElse("");
        var state = state(e);
        return state.isEmpty() ? line : line + " (SQLSTATE " + state + ")";
    }

    private static String constraint(SQLException e) {
        var message = serverMessage(e);
        var constraint = message == null ? null : message.getConstraint();
        return constraint == null ? "" : constraint;
    }

    /// What the server, or a pooler, has sent; null when the driver reports what it found itself.
    private static @Nullable ServerErrorMessage serverMessage(SQLException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sent && sent.getServerErrorMessage() != null)
                return sent.getServerErrorMessage();
        }
        return null;
    }

    private static boolean hasCause(SQLException e, Predicate<Throwable> kind) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (kind.test(cause)) return true;
        }
        return false;
    }
}
