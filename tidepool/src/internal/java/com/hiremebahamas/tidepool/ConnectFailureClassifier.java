package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.DatabaseFailure.Misconfigured;
import com.hiremebahamas.tidepool.DatabaseFailure.NotReady;
import com.hiremebahamas.tidepool.DatabaseFailure.Unreachable;
import com.hiremebahamas.tidepool.network.HostUnreachableException;
import com.hiremebahamas.tidepool.network.NetworkFailure;
import com.hiremebahamas.tidepool.wire.ErrorReport;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Decides why a connection could not be opened. Nothing ran in any case.
///
/// A server or pooler that answers has refused it, for now (`NotReady`) or until a setting is changed
/// (`Misconfigured`); one that does not answer is `Unreachable`. The class of the SQLSTATE says which, and
/// so do the words of a pooler, because PgBouncer has one code, `08P01`, for everything.
final class ConnectFailureClassifier {

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

    private static final List<String> POOLER_WITHOUT_DATABASE =
            List.of("cannot connect to server", "server login failed", "login has been failing", "server_login_retry");

    /// Of PgBouncer, which refuses a BEGIN then.
    private static final List<String> STATEMENT_POOLING = List.of("not allowed in statement pooling mode");

    private static final List<String> ANOTHER_HOST = List.of("could not be verified by hostnameverifier");

    /// What the driver reports without an exception of TLS: no TLS at all, and a certificate for another host.
    private static final List<String> NO_TLS = List.of("does not support ssl", ANOTHER_HOST.getFirst());

    private ConnectFailureClassifier() {}

    static DatabaseFailure failure(SQLException e) {
        var report = new ErrorReport(e);
        if (report.isSent()) return ofRefusal(report);
        if (isWrongHere(report)) return new Misconfigured(about(report));
        var network = NetworkFailure.of(e);
        var hosts = unreachableHosts(e);
        return new Unreachable(hosts.isEmpty() ? unreachable(report, network) : hosts, network);
    }

    /// Whether a connection could not be opened because its address does not answer; not when it is not known.
    static boolean isUnreachable(SQLException e) {
        return failure(e) instanceof Unreachable unreachable && unreachable.network() != NetworkFailure.UNKNOWN_HOST;
    }

    /// What a pooler says of the way to its server, or of its mode, on a session that is open already; null for
    /// anything else.
    static @Nullable DatabaseFailure ofPooler(ErrorReport report) {
        if (report.has(POOLER_WITHOUT_DATABASE)) return new Unreachable(report.firstLine());
        if (report.has(STATEMENT_POOLING))
            return new Misconfigured(report.firstLine() + ": set pool_mode = transaction at the pooler");
        return null;
    }

    static String unreachable(ErrorReport report, NetworkFailure network) {
        return network == NetworkFailure.CUT
                ? "The server " + network.words() + ": " + report.firstLine()
                : report.firstLine();
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

    /// A server, or a pooler in front of it, has answered.
    private static DatabaseFailure ofRefusal(ErrorReport report) {
        return switch (report.stateClass()) {
            // What is asked for: the database, the user, the password, a parameter.
            case "0A", "22", "28", "3D", "42" -> new Misconfigured(report.firstLine());
            // The state of the server.
            case "53", "55", "57", "58" -> new NotReady(report.firstLine());
            default -> {
                if (report.has(ASKED_WRONGLY)) yield new Misconfigured(report.firstLine());
                var ofPooler = ofPooler(report);
                yield ofPooler == null ? new NotReady(report.firstLine()) : ofPooler;
            }
        };
    }

    /// Whether a setting, a file or a certificate must be changed first. A TLS handshake that the network
    /// ends is another matter: servers in maintenance do that.
    private static boolean isWrongHere(ErrorReport report) {
        if (report.has(NO_TLS) || report.isLocal()) return true;
        if (report.isOfNetwork()) return false;
        // The driver's own refusals: a method of signing in that it does not know, a peer that is no PostgreSQL, a
        // certificate or a key, a value of a property, a class that it cannot make.
        return isTls(report)
                || List.of("08004", "08006", "08P01").contains(report.state())
                || !List.of("", "08").contains(report.stateClass());
    }

    private static boolean isTls(ErrorReport report) {
        return report.hasCause(SSLException.class::isInstance);
    }

    private static String about(ErrorReport report) {
        if (!isTls(report) && !report.has(NO_TLS)) return report.firstLine();
        return "TLS failed: " + report.firstLine() + tlsRemedy(report);
    }

    private static String tlsRemedy(ErrorReport report) {
        if (report.has(ANOTHER_HOST)) {
            return "; its certificate is for another host: correct the host, or ask for less with sslmode=verify-ca";
        }
        if (!report.hasCause(GeneralSecurityException.class::isInstance)) return "";
        return "; its certificate is signed by none of the authorities that sslrootcert names, or has expired";
    }
}
