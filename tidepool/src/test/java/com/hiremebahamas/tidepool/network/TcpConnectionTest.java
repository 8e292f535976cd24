package com.hiremebahamas.tidepool.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A host with several addresses of the loopback, of which some refuse and some never answer.
class TcpConnectionTest {

    /// Longer than any machine takes to connect to itself; only a silent address takes its share of it.
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final InetAddress FIRST = address("127.0.0.2");
    private static final InetAddress SECOND = address("127.0.0.1");

    @Test
    void theFirstAddressThatAcceptsIsTaken() throws IOException {
        try (var server = new ServerSocket(0, 1, SECOND);
                var channel = open(server.getLocalPort(), List.of(FIRST, SECOND))) {
            assertThat(channel.socket().getInetAddress()).isEqualTo(SECOND);
        }
    }

    @Test
    @DisplayName("A silent address takes its share of the time, and the next one still has its own")
    void aSilentAddressTakesItsShareOfTheTime() throws IOException {
        try (var server = new ServerSocket(0, 1, SECOND);
                var _ = BlackHole.open(FIRST, server.getLocalPort());
                var channel = open(server.getLocalPort(), List.of(FIRST, SECOND))) {
            assertThat(channel.socket().getInetAddress()).isEqualTo(SECOND);
        }
    }

    @Test
    void aClosedPortIsRefused() {
        try (var closed = ClosedPort.open()) {
            assertThatExceptionOfType(HostUnreachableException.class)
                    .isThrownBy(() -> TcpConnection.open(new Host("127.0.0.1", closed.port()), TIMEOUT))
                    .withMessage(
                            "127.0.0.1:%d refused the connection: nothing listens on that port: check the port, and"
                                    + " that the server runs",
                            closed.port())
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(NetworkFailure.REFUSED));
        }
    }

    @Test
    void aPortThatDoesNotAnswerIsSilent() {
        try (var hole = BlackHole.open()) {
            assertThatExceptionOfType(HostUnreachableException.class)
                    .isThrownBy(() -> TcpConnection.open(new Host("127.0.0.1", hole.port()), Duration.ofMillis(300)))
                    .withMessageContaining("127.0.0.1:%d did not answer within 300 ms", hole.port())
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(NetworkFailure.SILENT));
        }
    }

    @Test
    void aNameWithoutAnAddressIsNotKnown() {
        assertThatExceptionOfType(HostUnreachableException.class)
                .isThrownBy(() -> TcpConnection.open(new Host("no-such-host.invalid", 5432), TIMEOUT))
                .withMessageStartingWith("no-such-host.invalid is not known here: check the host's spelling")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(NetworkFailure.UNKNOWN_HOST));
    }

    @Test
    void ofSeveralAddressesEachIsTold() {
        try (var closed = ClosedPort.open();
                var _ = BlackHole.open(FIRST, closed.port())) {
            assertThatExceptionOfType(HostUnreachableException.class)
                    .isThrownBy(() -> open(closed.port(), List.of(FIRST, SECOND)))
                    .withMessageContaining("127.0.0.2 did not answer within 2000 ms, 127.0.0.1 refused the connection");
        }
    }

    @Test
    void whereIpv6LeadsNowhereAHostWithIpv6AloneIsSaidToHaveNoOther() {
        var failures = new LinkedHashMap<InetAddress, IOException>();
        failures.put(address("2001:db8::1"), new SocketException("Network is unreachable"));
        failures.put(address("2001:db8::2"), new NoRouteToHostException("No route to host"));

        assertThat(HostUnreachableException.of(new Host("db", 5432), failures))
                .hasMessageStartingWith("db:5432 has addresses of IPv6 alone, and this machine has no route for IPv6")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(NetworkFailure.NO_ROUTE));

        failures.put(address("192.0.2.1"), new NoRouteToHostException("No route to host"));
        assertThat(HostUnreachableException.of(new Host("db", 5432), failures))
                .hasMessageStartingWith("db:5432 cannot be reached: there is no route to it");
    }

    @Test
    void aThreadThatIsInterruptedTriesNoOtherAddress() throws IOException {
        try (var server = new ServerSocket(0, 1, SECOND)) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(ClosedByInterruptException.class)
                    .isThrownBy(() -> open(server.getLocalPort(), List.of(SECOND, SECOND)));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("db"), NetworkFailure.UNKNOWN_HOST),
                Arguments.of(new NoRouteToHostException("No route to host"), NetworkFailure.NO_ROUTE),
                Arguments.of(new SocketException("Network is unreachable"), NetworkFailure.NO_ROUTE),
                Arguments.of(new SocketException("Address family not supported"), NetworkFailure.NO_ROUTE),
                Arguments.of(new SocketException("Protocol family unavailable"), NetworkFailure.NO_ROUTE),
                Arguments.of(new SocketException("Unsupported address type"), NetworkFailure.NO_ROUTE),
                Arguments.of(new SocketException("Host is down"), NetworkFailure.NO_ROUTE),
                Arguments.of(new SocketException("Too many open files"), NetworkFailure.OTHER),
                Arguments.of(new BindException("Cannot assign requested address"), NetworkFailure.NO_ROUTE),
                Arguments.of(new ConnectException("Connection refused"), NetworkFailure.REFUSED),
                Arguments.of(new ConnectException("Connection timed out"), NetworkFailure.SILENT),
                Arguments.of(new SocketTimeoutException("Connect timed out"), NetworkFailure.SILENT),
                Arguments.of(new SocketException("Connection reset"), NetworkFailure.CUT),
                Arguments.of(new IOException("Connection reset by peer"), NetworkFailure.CUT),
                Arguments.of(new IOException("Broken pipe"), NetworkFailure.CUT),
                Arguments.of(new EOFException(), NetworkFailure.CUT),
                Arguments.of(new ClosedChannelException(), NetworkFailure.CUT),
                Arguments.of(new SSLException("no", new EOFException()), NetworkFailure.CUT),
                Arguments.of(
                        new IllegalStateException(new ConnectException("Connection refused")), NetworkFailure.REFUSED),
                Arguments.of(new SSLException("bad certificate"), NetworkFailure.OTHER),
                Arguments.of(new FileNotFoundException("root.crt"), NetworkFailure.OTHER),
                Arguments.of(new IOException("something else"), NetworkFailure.OTHER),
                Arguments.of(new IOException(), NetworkFailure.OTHER));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("failures")
    void theNetworkIsRecognised(Throwable failure, NetworkFailure expected) {
        assertThat(NetworkFailure.of(failure)).isEqualTo(expected);
    }

    private static SocketChannel open(int port, List<InetAddress> addresses) throws IOException {
        return TcpConnection.open(new Host("db", port), addresses, null, TIMEOUT);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
