package com.hiremebahamas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.doctor.Finding.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCheckTest {

    /// `S` and `N` are the server's answers to a request for TLS; without one it closes the connection.
    @ParameterizedTest(name = "answer {0}, required {1}: {2}")
    @CsvSource({
        "S, true, GREEN, offered and required",
        "S, false, YELLOW, 'offered, not required'",
        "N, true, RED, 'required, not offered'",
        "N, false, GREEN, neither offered nor required",
        ", true, RED, 'required, not offered'"
    })
    void tlsMustBeOfferedWhereItIsRequired(@Nullable String answer, boolean required, Level level, String found)
            throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answerOnce(server, answer);
            var check = new NetworkCheck("db", "127.0.0.1", server.getLocalPort());

            check.checkTls(required);

            assertThat(check.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.level()).isEqualTo(level);
                assertThat(finding.found()).isEqualTo(found);
            });
        }
    }

    @Test
    void anUnknownHostIsNotConnectedTo() {
        var check = new NetworkCheck("db", "no-such-host.invalid", 5432);

        assertThat(check.isOpen()).isFalse();
        assertThat(check.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.RED);
            assertThat(finding.subject()).isEqualTo("db: DNS");
        });
    }

    private static void answerOnce(ServerSocket server, @Nullable String answer) {
        Thread.startVirtualThread(() -> {
            try (var socket = server.accept()) {
                socket.getInputStream().readNBytes(8);
                if (answer != null) socket.getOutputStream().write(answer.charAt(0));
            } catch (IOException e) {
                throw new IllegalStateException("The client left", e);
            }
        });
    }
}
