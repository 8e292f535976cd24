package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.DatabaseFailure.NotReady;
import com.hiremebahamas.tidepool.DatabaseFailure.Rejected;
import com.hiremebahamas.tidepool.DatabaseFailure.TimedOut;
import com.hiremebahamas.tidepool.DatabaseFailure.Undone;
import com.hiremebahamas.tidepool.DatabaseFailure.Unknown;
import com.hiremebahamas.tidepool.DatabaseFailure.Unreachable;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import com.hiremebahamas.tidepool.wire.ErrorReport;
import java.sql.SQLException;
import java.util.List;

/// Decides what a failure of a statement, or of COMMIT, means by three facts: its [Position], whether the
/// session goes on, and whether the server, a pooler or the driver reported it. The class of the SQLSTATE
/// (PostgreSQL, appendix A) only refines that, and so do the words of a pooler.
///
/// | the session | a read | before COMMIT was sent | a write of its own, or COMMIT was sent |
/// |---|---|---|---|
/// | has ended, for any reason and with any code | `Unreachable` | `Undone` | `Unknown` |
/// | goes on: the server undid the statement | by the class of the SQLSTATE | the same | the same |
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

    /// Of a pooler that ends a session before a server has had any of its statements. No phrase about what
    /// is asked for is looked for once a session works: a message with such words may follow a statement
    /// that ran.
    private static final List<String> POOLER_WITHOUT_SERVER_CONNECTION = List.of(
            "no more connections allowed",
            "query_wait_timeout",
            "shutting down",
            "is disabled",
            "paused",
            "too many connections");

    private static final List<String> OF_ALTERED_TABLE = List.of("cached plan must not change");

    private FailureClassifier() {}

    /// @param isClosed whether the driver has closed the connection since
    static DatabaseFailure ofStatement(SQLException e, Position position, boolean isClosed) {
        var report = new ErrorReport(e);
        return isClosed || endsSession(e) ? ofLostSession(report, position) : ofUndoneStatement(report);
    }

    /// Whether the session is over: by what the server says of its severity, or because nothing was heard of it.
    static boolean endsSession(SQLException e) {
        var report = new ErrorReport(e);
        return report.isSent() ? report.isFatal() : report.stateClass().equals("08") || report.isOfNetwork();
    }

    /// Whether the server ended a statement that took too long, by its own limit or on a cancel request.
    static boolean isOverTime(SQLException e) {
        return new ErrorReport(e).state().equals("57014");
    }

    /// Whether a write was refused because the transaction or the server is read-only.
    static boolean isReadOnly(SQLException e) {
        return new ErrorReport(e).state().equals("25006");
    }

    /// Whether a named statement was planned for a table that has been altered since.
    static boolean isOfAlteredTable(SQLException e) {
        var report = new ErrorReport(e);
        return report.state().equals("0A000") && report.has(OF_ALTERED_TABLE);
    }

    /// A write in a transaction that the caller made read-only.
    static DatabaseFailure ofReadOnlyWork(SQLException e) {
        var report = new ErrorReport(e);
        return new Rejected("This unit of work is read-only: " + report.firstLine(), report.state(), "");
    }

    /// Of a session that was ended here, by [StatementWatch].
    static DatabaseFailure ofUnanswered(Position position) {
        var words = "No answer came within the connect timeout, and no further connection could be had either";
        return switch (position) {
            case READING -> new Unreachable(words, NetworkFailure.SILENT);
            case BEFORE_COMMIT -> new Undone(words);
            case COMMITTING -> new Unknown(words);
        };
    }

    private static DatabaseFailure ofLostSession(ErrorReport report, Position position) {
        if (report.state().equals("08P01")) {
            if (report.has(POOLER_WITHOUT_SERVER_CONNECTION)) return new NotReady(report.firstLine());
            var ofPooler = ConnectFailureClassifier.ofPooler(report);
            if (ofPooler != null) return ofPooler;
        }
        return switch (position) {
            case READING -> lostRead(report);
            case BEFORE_COMMIT -> new Undone(report.firstLine());
            case COMMITTING -> new Unknown(report.firstLine());
        };
    }

    private static DatabaseFailure lostRead(ErrorReport report) {
        var network = NetworkFailure.of(report.exception());
        return new Unreachable(ConnectFailureClassifier.unreachable(report, network), network);
    }

    /// The server has undone the statement, and a transaction around it, and the session goes on.
    private static DatabaseFailure ofUndoneStatement(ErrorReport report) {
        if (isOfAlteredTable(report.exception())) return new Undone(report.firstLine());
        return switch (report.state()) {
            case "57014" -> new TimedOut(report.firstLine());
            case "25006" -> new NotReady("The server is read-only: " + report.firstLine());
            // A lock that was not to be waited for; a named statement that is gone or exists already.
            case "55P03", "26000", "42P05" -> new Undone(report.firstLine());
            // A protocol violation is the statement's.
            case "08P01" -> rejected(report);
            default -> ofClass(report);
        };
    }

    private static DatabaseFailure ofClass(ErrorReport report) {
        return switch (report.stateClass()) {
            // For the sake of other transactions, or of a snapshot that has become too old.
            case "40", "72" -> new Undone(report.firstLine());
            // The state of the server, of one that it reads from, of a pooler, and its own mistakes; all other
            // classes are about the statement.
            case "08", "53", "57", "58", "F0", "HV", "XX" -> new NotReady(report.firstLine());
            default -> rejected(report);
        };
    }

    private static Rejected rejected(ErrorReport report) {
        return new Rejected(report.firstLine(), report.isOfDriver() ? "" : report.state(), report.constraint());
    }
}
