package com.hiremebahamas.tidepool.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hiremebahamas.tidepool.network.HostUnreachableException;
import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The driver's socket, whose host `db` has two addresses.
class ChannelSocketTest {

    private static final int MILLIS = 4000;
    private static final InetAddress FIRST = address(2);
    private static final InetAddress SECOND = address(1);

    private final ConnectAttempt attempt = new ConnectAttempt(1, _ -> List.of(FIRST, SECOND));

    static Stream<Method> methods() {
        return Stream.of(Socket.class.getMethods())
                .filter(method ->
                        method.getDeclaringClass() == Socket.class && !Modifier.isStatic(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("No method of a socket is left to the one that is never connected")
    void everyMethodIsThatOfTheChannel(Method method) throws NoSuchMethodException {
        assertThat(ChannelSocket.class
                        .getMethod(method.getName(), method.getParameterTypes())
                        .getDeclaringClass())
                .isEqualTo(ChannelSocket.class);
    }

    @Test
    @DisplayName("A cancel request goes to the machine of its session, though an earlier address accepts by now")
    void aCancelRequestGoesToTheMachineOfItsSession() throws IOException {
        try (var second = new ServerSocket(0, 1, SECOND);
                var session = connected(second.getLocalPort());
                var _ = new ServerSocket(second.getLocalPort(), 1, FIRST);
                var cancel = connected(second.getLocalPort())) {
            assertThat(session.getInetAddress()).isEqualTo(SECOND);
            assertThat(cancel.getInetAddress()).isEqualTo(SECOND);
        }
    }

    @Test
    void theAddressOfThisMachineIsKept() throws IOException {
        try (var server = new ServerSocket(0, 1, SECOND);
                var socket = new ChannelSocket(attempt)) {
            socket.bind(new InetSocketAddress("127.0.0.3", 0));

            socket.connect(target(server.getLocalPort()), MILLIS);

            assertThat(socket.getLocalAddress().getHostAddress()).isEqualTo("127.0.0.3");
            assertThat(attempt.channel()).isEqualTo(socket.getChannel());
        }
    }

    @Test
    @DisplayName("Of a list, a silent host takes its share of the time, and what was wrong with each is kept")
    void aSilentHostOfAListTakesItsShare() {
        var list = new ConnectAttempt(2, host -> List.of(host.name().equals("silent") ? FIRST : SECOND));
        try (var closed = ClosedPort.open();
                var hole = BlackHole.open(FIRST, closed.port())) {
            assertThatExceptionOfType(HostUnreachableException.class)
                    .isThrownBy(() -> list.connect(unresolved("silent", hole.port()), null, MILLIS));
            assertThatExceptionOfType(HostUnreachableException.class)
                    .isThrownBy(() -> list.connect(unresolved("refuses", hole.port()), null, MILLIS))
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("silent:", "did not answer within 1800 ms"));
        }
    }

    private ChannelSocket connected(int port) throws IOException {
        var socket = new ChannelSocket(attempt);
        socket.connect(target(port), MILLIS);
        return socket;
    }

    private static InetSocketAddress target(int port) {
        return unresolved("db", port);
    }

    private static InetSocketAddress unresolved(String host, int port) {
        return InetSocketAddress.createUnresolved(host, port);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
