package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.DatabaseFailure.Misconfigured;
import com.hiremebahamas.tidepool.DatabaseFailure.NotReady;
import com.hiremebahamas.tidepool.DatabaseFailure.Rejected;
import com.hiremebahamas.tidepool.DatabaseFailure.TimedOut;
import com.hiremebahamas.tidepool.DatabaseFailure.Undone;
import com.hiremebahamas.tidepool.DatabaseFailure.Unknown;
import com.hiremebahamas.tidepool.DatabaseFailure.Unreachable;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// Maps an `SQLException` to a [DatabaseFailure].
///
/// By SQLSTATE (PostgreSQL, appendix A), except for `08P01`: PgBouncer 1.18 sends it for a full pool, a paused
/// one, a dead database and a refused parameter alike, and only the message tells them apart.
final class FailureClassifier {

    private static final List<String> POOLER_MISCONFIGURED =
            List.of("unsupported startup parameter", "unsupported options", "no such user", "no such database");
    private static final List<String> POOLER_SATURATED = List.of(
            "no more connections allowed",
            "query_wait_timeout",
            "shutting down",
            "is disabled",
            "paused",
            "too many connections");
    private static final List<String> POOLER_WITHOUT_DATABASE =
            List.of("cannot connect to server", "server login failed", "login has been failing", "server_login_retry");

    /// What the driver reports without an exception of TLS: no TLS at all, and a certificate for another host.
    private static final List<String> NO_TLS =
            List.of("does not support ssl", "could not be verified by hostnameverifier");

    private FailureClassifier() {}

    /// Why a connection could not be opened. Nothing ran in any case.
    static DatabaseFailure ofConnecting(SQLException e) {
        var state = state(e);
        var words = words(e);
        if (tls(e) || NO_TLS.stream().anyMatch(words::contains)) return new Misconfigured("TLS failed: " + server(e));
        return switch (state) {
            case "08P01" -> ofPooler(words, e, new Unreachable(server(e)));
            case "28P01", "28000", "3D000", "42501" -> new Misconfigured(server(e));
            case "57P03", "55000", "57P01", "57P02" -> new NotReady(server(e));
            default -> state.startsWith("53") ? new NotReady(server(e)) : new Unreachable(server(e));
        };
    }

    /// Whether the server ended a statement that took too long, by its own limit or on a cancel request.
    static boolean isOverTime(SQLException e) {
        return state(e).equals("57014");
    }

    /// Whether a write was refused because the transaction or the server is read-only.
    static boolean isReadOnly(SQLException e) {
        return state(e).equals("25006");
    }

    /// A write in a transaction that the caller made read-only.
    static DatabaseFailure ofReadOnlyWork(SQLException e) {
        return new Rejected("This unit of work is read-only: " + server(e), state(e), "");
    }

    /// Why a statement failed.
    ///
    /// @param uncommitted whether it ran in a transaction whose COMMIT had not been sent: a broken connection
    ///                    has then undone everything
    static DatabaseFailure ofStatement(SQLException e, boolean uncommitted) {
        var state = state(e);
        var broken = uncommitted ? new Undone(server(e)) : new Unknown(server(e));
        return switch (state) {
            case "08P01" -> ofPooler(words(e), e, broken);
            case "40001", "40P01", "55P03" -> new Undone(server(e));
            // A named statement that is gone or exists already: nothing ran, and the driver prepares it anew.
            case "26000", "42P05" -> new Undone(server(e));
            case "0A000" ->
                words(e).contains("cached plan must not change")
                        ? new Undone(server(e))
                        : new Rejected(server(e), state, "");
            case "57014" -> new TimedOut(server(e));
            case "25006" -> new NotReady("The server is read-only: " + server(e));
            case "57P01", "57P02", "57P03" -> broken;
            default -> {
                if (state.startsWith("08")) yield broken;
                if (state.startsWith("53")) yield new NotReady(server(e));
                yield new Rejected(server(e), state, constraint(e));
            }
        };
    }

    private static DatabaseFailure ofPooler(String words, SQLException e, DatabaseFailure otherwise) {
        if (POOLER_MISCONFIGURED.stream().anyMatch(words::contains)) return new Misconfigured(server(e));
        if (POOLER_SATURATED.stream().anyMatch(words::contains)) return new NotReady(server(e));
        if (POOLER_WITHOUT_DATABASE.stream().anyMatch(words::contains)) return new Unreachable(server(e));
        return otherwise;
    }

    /// Whether the connection must not be used again.
    static boolean breaks(DatabaseFailure failure, SQLException e) {
        var state = state(e);
        return failure instanceof Unknown
                || failure instanceof Unreachable
                || state.startsWith("08")
                || state.startsWith("57P");
    }

    private static String state(SQLException e) {
        var state = e.getSQLState();
        return state == null ? "" : state;
    }

    private static String words(SQLException e) {
        return e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
    }

    /// The first line of the message: pgjdbc puts details, which may hold row values, on lines of their own.
    private static String server(SQLException e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        var line = message.lines().findFirst().orElse("");
        var state = state(e);
        return state.isEmpty() ? line : line + " (SQLSTATE " + state + ")";
    }

    private static String constraint(SQLException e) {
        var said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        var constraint = said == null ? null : said.getConstraint();
        return constraint == null ? "" : constraint;
    }

    private static boolean tls(SQLException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) return true;
        }
        return false;
    }
}
