package com.hiremebahamas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.doctor.Finding.Level;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCheckTest {

    /// `S` and `N` are the server's answers to a request for TLS; without one it closes the connection.
    @ParameterizedTest(name = "answer {0}, {1}: {2}")
    @CsvSource({
        "S, VERIFIED, GREEN, 'required, and the server has to prove itself'",
        "S, UNVERIFIED, YELLOW, 'required, and any certificate is accepted'",
        "S, NOT_REQUIRED, YELLOW, 'offered, not required'",
        "N, VERIFIED, RED, 'required, not offered'",
        "N, UNVERIFIED, RED, 'required, not offered'",
        "N, NOT_REQUIRED, GREEN, neither offered nor required",
        ", VERIFIED, RED, 'required, not offered'"
    })
    void tlsMustBeOfferedWhereItIsRequired(@Nullable String answer, Tls demanded, Level level, String found)
            throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answerOnce(server, answer);
            var check = new NetworkCheck("db", new Host("127.0.0.1", server.getLocalPort()));
            assertThat(check.isOpen()).isTrue();

            check.checkTls(demanded);

            assertThat(check.findings()).last().satisfies(finding -> {
                assertThat(finding.level()).isEqualTo(level);
                assertThat(finding.found()).isEqualTo(found);
            });
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "?sslmode=disable, NOT_REQUIRED",
        "?sslmode=allow, NOT_REQUIRED",
        "?sslmode=prefer, NOT_REQUIRED",
        "'', UNVERIFIED",
        "?sslmode=require, UNVERIFIED",
        "?sslmode=require&channel_binding=require, VERIFIED",
        "?sslmode=prefer&channel_binding=require, NOT_REQUIRED",
        "?sslmode=verify-ca&sslrootcert=/ca.pem, VERIFIED",
        "?sslmode=require&sslrootcert=/ca.pem, VERIFIED",
        "?sslmode=verify-full, VERIFIED",
        "?sslrootcert=system, VERIFIED"
    })
    void whatIsDemandedOfTlsIsReadFromTheUrl(String query, Tls demanded) {
        assertThat(Tls.of((DatabaseUrl.Valid) DatabaseUrl.parse("postgresql://ann:pw@db.example.com/site" + query)))
                .isEqualTo(demanded);
    }

    @Test
    void anUnknownHostIsNotConnectedTo() {
        var check = new NetworkCheck("db", new Host("no-such-host.invalid", 5432));

        assertThat(check.isOpen()).isFalse();
        assertThat(check.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.RED);
            assertThat(finding.subject()).isEqualTo("db: DNS");
            assertThat(finding.found()).isEqualTo("no-such-host.invalid is not known here");
        });
    }

    private static void answerOnce(ServerSocket server, @Nullable String answer) {
        Thread.startVirtualThread(() -> {
            try (var looked = server.accept();
                    var socket = server.accept()) {
                looked.shutdownOutput();
                socket.getInputStream().readNBytes(8);
                if (answer != null) socket.getOutputStream().write(answer.charAt(0));
            } catch (IOException e) {
                throw new IllegalStateException("The client left", e);
            }
        });
    }
}
