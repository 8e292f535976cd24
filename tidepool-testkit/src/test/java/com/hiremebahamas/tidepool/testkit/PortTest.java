package com.hiremebahamas.tidepool.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server that is closed has given its port back, also when clients are connected or about to be.
class PortTest {

    record Server(AutoCloseable server, int port) {

        static <S extends AutoCloseable> Supplier<Server> of(Supplier<S> start, ToIntFunction<S> port) {
            return () -> {
                var started = start.get();
                return new Server(started, port.applyAsInt(started));
            };
        }
    }

    static Stream<Named<Supplier<Server>>> servers() {
        return Stream.of(
                Named.of("closed port", Server.of(ClosedPort::open, ClosedPort::port)),
                Named.of("mute server", Server.of(MuteServer::open, MuteServer::port)),
                Named.of("fake", Server.of(FakePostgres::start, FakePostgres::port)),
                Named.of("proxy", Server.of(() -> FaultProxy.to(1), FaultProxy::port)),
                Named.of(
                        "proxy of a server",
                        Server.of(() -> FaultProxy.to(PostgresServer.shared().port()), FaultProxy::port)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void thePortIsFreeAsSoonAsItsServerIsClosed(Supplier<Server> start) throws Exception {
        for (int i = 0; i < 500; i++) {
            var server = start.get();
            try (var client = new Socket()) {
                if (i % 2 == 0) connect(client, server.port());
                server.server().close();

                assertThatCode(() -> listenAt(server.port())).as("round %d", i).doesNotThrowAnyException();
            }
        }
    }

    private static void connect(Socket client, int port) {
        try {
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            // refused, as it may be
        }
    }

    private static void listenAt(int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
}
