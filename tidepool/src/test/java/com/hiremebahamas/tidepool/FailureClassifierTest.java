package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each cause has its one failure, and breaks the connection or not.
class FailureClassifierTest {

    @ParameterizedTest(name = "T23 while connecting, {0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "28P01 | password authentication failed | Misconfigured",
                "28000 | no pg_hba.conf entry | Misconfigured",
                "3D000 | database does not exist | Misconfigured",
                "42501 | permission denied for database | Misconfigured",
                "08001 | connection refused | Unreachable",
                "08006 | an I/O error occurred | Unreachable",
                "57P03 | the database system is starting up | NotReady",
                "57P01 | terminating connection | NotReady",
                "57P02 | crash of another server process | NotReady",
                "55000 | database is not accepting connections | NotReady",
                "53300 | too many clients already | NotReady",
                "53100 | disk full | NotReady",
                "08P01 | unsupported startup parameter: options | Misconfigured",
                "08P01 | unsupported options: x | Misconfigured",
                "08P01 | no such user: ann | Misconfigured",
                "08P01 | no such database: site | Misconfigured",
                "08P01 | No more connections allowed (max_client_conn) | NotReady",
                "08P01 | query_wait_timeout | NotReady",
                "08P01 | the pooler is shutting down | NotReady",
                "08P01 | database site is disabled | NotReady",
                "08P01 | database is paused | NotReady",
                "08P01 | too many connections | NotReady",
                "08P01 | pgbouncer cannot connect to server | Unreachable",
                "08P01 | server login failed: FATAL | Unreachable",
                "08P01 | server login has been failing | Unreachable",
                "08P01 | server_login_retry | Unreachable",
                "08P01 | something that nobody has seen | Unreachable",
                "08004 | The server does not support SSL. | Misconfigured",
                "08006 | The hostname db could not be verified by hostnameverifier X. | Misconfigured",
            })
    void aFailedConnectIsClassified(String state, String message, String failure) {
        assertThat(FailureClassifier.ofConnecting(new SQLException(message, state))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(failure);
    }

    @ParameterizedTest(name = "T23 of a statement, {0} {1} is {2} alone and {3} before its COMMIT, and breaks: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "40001 | could not serialize access | Undone | Undone | false",
                "40P01 | deadlock detected | Undone | Undone | false",
                "55P03 | lock not available | Undone | Undone | false",
                "26000 | prepared statement S_1 does not exist | Undone | Undone | false",
                "42P05 | prepared statement S_1 already exists | Undone | Undone | false",
                "0A000 | cached plan must not change result type | Undone | Undone | false",
                "0A000 | cannot do that here | Rejected | Rejected | false",
                "57014 | canceling statement due to user request | TimedOut | TimedOut | false",
                "25006 | cannot execute INSERT in a read-only transaction | NotReady | NotReady | false",
                "57P01 | terminating connection | Unknown | Undone | true",
                "57P02 | crash of another server process | Unknown | Undone | true",
                "57P03 | the database system is shutting down | Unknown | Undone | true",
                "08006 | an I/O error occurred | Unknown | Undone | true",
                "08003 | this connection has been closed | Unknown | Undone | true",
                "53100 | could not extend file: no space left | NotReady | NotReady | false",
                "53200 | out of memory | NotReady | NotReady | false",
                "23505 | duplicate key value | Rejected | Rejected | false",
                "42601 | syntax error | Rejected | Rejected | false",
                "08P01 | query_wait_timeout | NotReady | NotReady | true",
                "08P01 | server login has been failing | Unreachable | Unreachable | true",
                "08P01 | server conn crashed? | Unknown | Undone | true",
            })
    void aFailedStatementIsClassified(String state, String message, String alone, String uncommitted, boolean breaks) {
        var e = new SQLException(message, state);
        var failure = FailureClassifier.ofStatement(e, false);

        assertThat(failure.getClass().getSimpleName()).isEqualTo(alone);
        assertThat(FailureClassifier.ofStatement(e, true).getClass().getSimpleName())
                .isEqualTo(uncommitted);
        assertThat(FailureClassifier.breaks(failure, e)).isEqualTo(breaks);
    }

    @Test
    void aBrokenHandshakeIsMisconfiguredHoweverDeepItLies() {
        var e = new SQLException("SSL error", "08006", new IllegalStateException(new SSLHandshakeException("no")));

        assertThat(FailureClassifier.ofConnecting(e)).isInstanceOf(DatabaseFailure.Misconfigured.class);
        assertThat(FailureClassifier.ofConnecting(e).message()).isEqualTo("TLS failed: SSL error (SQLSTATE 08006)");
    }

    @Test
    @DisplayName("The failure has the first line of the server's message: later ones may hold values of rows")
    void onlyTheFirstLineOfTheMessageIsKept() {
        var e = new SQLException("duplicate key value\n  Detail: Key (email)=(ann@example.com) exists.", "23505");

        assertThat(FailureClassifier.ofStatement(e, false))
                .isEqualTo(new DatabaseFailure.Rejected("duplicate key value (SQLSTATE 23505)", "23505", ""));
    }

    @Test
    void anErrorWithoutStateOrMessageIsNamedByItsClass() {
        assertThat(FailureClassifier.ofStatement(new SQLException(), false))
                .isEqualTo(new DatabaseFailure.Rejected("SQLException", "", ""));
        assertThat(FailureClassifier.ofConnecting(new SQLException()))
                .isEqualTo(new DatabaseFailure.Unreachable("SQLException"));
        assertThat(FailureClassifier.isOverTime(new SQLException())).isFalse();
        assertThat(FailureClassifier.isOverTime(new SQLException("canceled", "57014")))
                .isTrue();
    }
}
