package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.DatabaseFailure.Misconfigured;
import com.hiremebahamas.tidepool.DatabaseFailure.NotReady;
import com.hiremebahamas.tidepool.DatabaseFailure.Rejected;
import com.hiremebahamas.tidepool.DatabaseFailure.TimedOut;
import com.hiremebahamas.tidepool.DatabaseFailure.Undone;
import com.hiremebahamas.tidepool.DatabaseFailure.Unknown;
import com.hiremebahamas.tidepool.DatabaseFailure.Unreachable;
import com.hiremebahamas.tidepool.FailureClassifier.Position;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.security.spec.InvalidKeySpecException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/// What a failure means is derived from where it happened and whether the session goes on; only then from its code.
class FailureClassifierTest {

    /// Those that PostgreSQL or a pooler uses, and random ones, which nobody has used yet.
    static Stream<String> states() {
        var known = Stream.of(
                "00000", "08P01", "0A000", "22023", "23505", "25006", "25P03", "25P04", "28000", "28P01", "3D000",
                "40001", "42501", "42601", "53300", "55000", "57014", "57P01", "57P02", "57P03", "57P04", "57P05",
                "58000", "F0000", "P0001", "XX000", "XX001");
        var random = new Random(14);
        var unknown = random.ints(40, 0, 36 * 36 * 36 * 36)
                .mapToObj(number -> "9" + ("000" + Integer.toString(number, 36)).replaceFirst(".*(....)$", "$1"))
                .map(String::toUpperCase);
        return Stream.concat(known, unknown);
    }

    @ParameterizedTest(name = "T23 {0}")
    @MethodSource("states")
    @DisplayName("T23 a session that is over is Undone before COMMIT was sent and Unknown after, with whatever code")
    void aLostSessionIsJudgedByItsPosition(String state) {
        for (var severity : List.of("FATAL", "PANIC")) {
            var e = sent(severity, state, "something that nobody has seen");
            assertThat(FailureClassifier.endsSession(e)).isTrue();
            assertThat(FailureClassifier.ofStatement(e, Position.BEFORE_COMMIT, false))
                    .isInstanceOf(Undone.class);
            assertThat(FailureClassifier.ofStatement(e, Position.COMMITTING, false))
                    .isInstanceOf(Unknown.class);
            assertThat(FailureClassifier.ofStatement(e, Position.READING, false))
                    .isInstanceOf(Unreachable.class);
        }
        // A server that speaks another language names its severity in that one.
        var closed = sent("FATAAL", state, "mensagem");
        assertThat(FailureClassifier.ofStatement(closed, Position.BEFORE_COMMIT, true))
                .isInstanceOf(Undone.class);
        assertThat(FailureClassifier.ofStatement(closed, Position.COMMITTING, true))
                .isInstanceOf(Unknown.class);
    }

    @ParameterizedTest(name = "T23 {0}")
    @MethodSource("states")
    @DisplayName("T23 while the session goes on, a statement is neither Unknown nor Unreachable, with whatever code")
    void anErrorOfALivingSessionSaysThatNothingWasDone(String state) {
        for (var position : Position.values()) {
            var failure = FailureClassifier.ofStatement(sent("ERROR", state, "some words"), position, false);

            assertThat(failure).isNotInstanceOfAny(Unknown.class, Unreachable.class, Misconfigured.class);
        }
    }

    @ParameterizedTest(name = "T23 {0}")
    @MethodSource("states")
    @DisplayName("T23 whoever answers a connect is reached: it refuses for now, or until what is asked for is changed")
    void aRefusalIsNeverUnreachable(String state) {
        assertThat(ConnectFailureClassifier.failure(sent("FATAL", state, "some words")))
                .isInstanceOfAny(NotReady.class, Misconfigured.class);
    }

    @ParameterizedTest(name = "T23 of a living session, {0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "40001 | could not serialize access | Undone",
                "40P01 | deadlock detected | Undone",
                "40002 | a constraint of the transaction | Undone",
                "55P03 | lock not available | Undone",
                "26000 | prepared statement S_1 does not exist | Undone",
                "42P05 | prepared statement S_1 already exists | Undone",
                "0A000 | cached plan must not change result type | Undone",
                "0A000 | cannot do that here | Rejected",
                "57014 | canceling statement due to user request | TimedOut",
                "25006 | cannot execute INSERT in a read-only transaction | NotReady",
                "25P02 | current transaction is aborted | Rejected",
                "53100 | could not extend file: no space left | NotReady",
                "53200 | out of memory | NotReady",
                "58030 | could not read block 7 | NotReady",
                "XX000 | cache lookup failed for type 17 | NotReady",
                "72000 | snapshot too old | Undone",
                "08001 | could not connect to server of the foreign table | NotReady",
                "08006 | connection to the foreign server was lost | NotReady",
                "HV000 | error of the foreign data wrapper | NotReady",
                "23505 | duplicate key value | Rejected",
                "22P02 | invalid input syntax | Rejected",
                "42601 | syntax error | Rejected",
                "42501 | permission denied for table job | Rejected",
                "P0001 | raised by a function | Rejected",
                "08P01 | bind message supplies 1 parameters | Rejected",
            })
    void theClassOfTheStateRefines(String state, String message, String failure) {
        assertThat(name(FailureClassifier.ofStatement(sent("ERROR", state, message), Position.COMMITTING, false)))
                .isEqualTo(failure);
    }

    @ParameterizedTest(name = "T23 a pooler ends a session with {0}: {1}, {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "query_wait_timeout | NotReady",
                "no more connections allowed (max_client_conn) | NotReady",
                "server login has been failing | Unreachable",
                "pgbouncer cannot connect to server | Unreachable",
                "transaction blocks not allowed in statement pooling mode | Misconfigured",
                "server conn crashed? | Unknown",
                "the relation does not exist, or was not found | Unknown",
            })
    void aPoolerTellsThatNoServerHadTheStatement(String message, String failure) {
        assertThat(name(FailureClassifier.ofStatement(sent("FATAL", "08P01", message), Position.COMMITTING, true)))
                .isEqualTo(failure);
    }

    @ParameterizedTest(name = "T23 while connecting, {0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "28P01 | password authentication failed | Misconfigured",
                "28000 | no pg_hba.conf entry | Misconfigured",
                "3D000 | database does not exist | Misconfigured",
                "42501 | permission denied for database | Misconfigured",
                "22023 | invalid value for parameter TimeZone: Nowhere | Misconfigured",
                "57P03 | the database system is starting up | NotReady",
                "57P01 | terminating connection | NotReady",
                "55000 | database is not accepting connections | NotReady",
                "53300 | too many clients already | NotReady",
                "58000 | could not open file | NotReady",
                "08P01 | unsupported startup parameter: options | Misconfigured",
                "08P01 | no such user: ann | Misconfigured",
                "08P01 | no such database: site | Misconfigured",
                "08P01 | password authentication failed | Misconfigured",
                "08P01 | SASL authentication failed | Misconfigured",
                "XX000 | Tenant or user not found | Misconfigured",
                "XX000 | The endpoint has been disabled. Enable it and retry. | Misconfigured",
                "XX000 | Too many connections: the control plane is busy | NotReady",
                "08P01 | No more connections allowed (max_client_conn) | NotReady",
                "08P01 | query_wait_timeout | NotReady",
                "08P01 | the pooler is shutting down | NotReady",
                "08P01 | database is paused | NotReady",
                "08P01 | something that nobody has seen | NotReady",
                "08P01 | pgbouncer cannot connect to server | Unreachable",
                "08P01 | server login has been failing | Unreachable",
            })
    void aRefusalIsClassified(String state, String message, String failure) {
        assertThat(name(ConnectFailureClassifier.failure(sent("FATAL", state, message))))
                .isEqualTo(failure);
    }

    static Stream<Throwable> networkFailures() {
        return Stream.of(
                new ConnectException("refused"),
                new UnknownHostException("db"),
                new SocketTimeoutException("Read timed out"),
                new SocketException("Connection reset"),
                new EOFException(),
                new ClosedByInterruptException(),
                new SSLHandshakeException("Remote host terminated the handshake").initCause(new EOFException()),
                new SSLException("Connection reset", new SocketException("Connection reset")));
    }

    @ParameterizedTest
    @MethodSource("networkFailures")
    @DisplayName("T23 a network that ends a connect, in the middle of TLS too, makes the database unreachable")
    void aNetworkThatEndsAConnectIsUnreachable(Throwable cause) {
        var e = new PSQLException("The connection attempt failed.", PSQLState.CONNECTION_UNABLE_TO_CONNECT, cause);

        assertThat(ConnectFailureClassifier.failure(e)).isInstanceOf(Unreachable.class);
        assertThat(FailureClassifier.ofStatement(e, Position.BEFORE_COMMIT, false))
                .isInstanceOf(Undone.class);
        assertThat(FailureClassifier.ofStatement(e, Position.COMMITTING, false)).isInstanceOf(Unknown.class);
    }

    static Stream<Throwable> localFailures() {
        return Stream.of(
                new SSLHandshakeException("PKIX path building failed"),
                new SSLException("Unsupported or unrecognized SSL message"),
                new SSLHandshakeException("no").initCause(new CertificateException("expired")),
                new IllegalStateException(new SSLHandshakeException("deep below")),
                new FileNotFoundException("root.crt"),
                new NoSuchFileException("client.key"),
                new InvalidKeySpecException("not a key"));
    }

    @ParameterizedTest
    @MethodSource("localFailures")
    @DisplayName("T23 a certificate, a key or a file that is wrong stays wrong until somebody changes it")
    void whatIsWrongHereIsMisconfigured(Throwable cause) {
        var e = new PSQLException("SSL error", PSQLState.CONNECTION_FAILURE, cause);

        assertThat(ConnectFailureClassifier.failure(e)).isInstanceOf(Misconfigured.class);
    }

    @ParameterizedTest(name = "T23 the driver says {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "08004 | The authentication type 7 is not supported. | Misconfigured",
                "08006 | The server does not support SSL. | Misconfigured",
                "08006 | The hostname db could not be verified by hostnameverifier X. | Misconfigured",
                "08P01 | Protocol error.  Session setup failed. | Misconfigured",
                "08001 | Connection attempt timed out. | Unreachable",
            })
    void theDriversOwnRefusals(String state, String message, String failure) {
        assertThat(name(ConnectFailureClassifier.failure(new SQLException(message, state))))
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @EnumSource(Position.class)
    void aConnectionThatTheDriverHasClosedIsLost(Position position) {
        var closed = new SQLException("This connection has been closed.", "08003");

        assertThat(FailureClassifier.endsSession(closed)).isTrue();
        assertThat(FailureClassifier.ofStatement(closed, position, true))
                .isInstanceOf(
                        switch (position) {
                            case READING -> Unreachable.class;
                            case BEFORE_COMMIT -> Undone.class;
                            case COMMITTING -> Unknown.class;
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "22023", "07006"})
    void whatTheDriverRejectsByItselfIsRejected(String state) {
        var failure = FailureClassifier.ofStatement(
                new SQLException("No value specified for parameter 1.", state), Position.COMMITTING, false);

        assertThat(failure)
                .isEqualTo(new Rejected("No value specified for parameter 1. (SQLSTATE " + state + ")", state, ""));
    }

    @Test
    @DisplayName("The failure has the first line of the server's message: later ones may hold values of rows")
    void onlyTheFirstLineOfTheMessageIsKept() {
        var e = new SQLException("duplicate key value\n  Detail: Key (email)=(ann@example.com) exists.", "23505");

        assertThat(FailureClassifier.ofStatement(e, Position.COMMITTING, false))
                .isEqualTo(new Rejected("duplicate key value (SQLSTATE 23505)", "23505", ""));
    }

    @Test
    void anErrorWithoutStateOrMessageIsNamedByItsClass() {
        assertThat(FailureClassifier.ofStatement(new SQLException(), Position.COMMITTING, false))
                .isEqualTo(new Rejected("SQLException", "", ""));
        assertThat(ConnectFailureClassifier.failure(new SQLException())).isEqualTo(new Unreachable("SQLException"));
        assertThat(FailureClassifier.isOverTime(new SQLException())).isFalse();
        assertThat(FailureClassifier.isOverTime(new SQLException("canceled", "57014")))
                .isTrue();
    }

    @Test
    void aStatementOverItsLimitIsTimedOut() {
        var e = sent("ERROR", "57014", "canceling statement due to user request");

        assertThat(FailureClassifier.ofStatement(e, Position.BEFORE_COMMIT, false))
                .isInstanceOf(TimedOut.class);
    }

    /// As a server or a pooler sends it.
    private static PSQLException sent(String severity, String state, String message) {
        return new PSQLException(new ServerErrorMessage("S" + severity + "\0C" + state + "\0M" + message + "\0"));
    }

    private static String name(DatabaseFailure failure) {
        return failure.getClass().getSimpleName();
    }
}
