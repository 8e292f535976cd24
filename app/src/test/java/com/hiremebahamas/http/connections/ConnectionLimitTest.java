package com.hiremebahamas.http.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitTest {

    private static final int MAX = 32;
    private static final InetAddress CLIENT = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress PROXY = InetAddress.ofLiteral("127.0.0.2");

    private final Server server = new Server();
    private final BoundedConnector connector = new BoundedConnector(
            server,
            new HttpConfiguration(),
            MAX,
            new BoundedConnector.MaxUnfinished(1 << 20, 1 << 20, 1 << 20),
            Duration.ofMinutes(5),
            PROXY::equals);
    private final Semaphore working = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<RawConnection> opened = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        connector.setIdleTimeout(Duration.ofMinutes(5).toMillis());
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getHttpURI().getPath().equals("/work")) {
                    working.release();
                    release.await();
                }
                response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        opened.forEach(RawConnection::close);
        server.stop();
    }

    @Test
    @DisplayName("R24 silent connections make room for new ones, the oldest first")
    void silentConnectionsMakeRoom() {
        var oldest = open(CLIENT);
        await().until(() -> connections() == 1);
        for (int i = 0; i < 3 * MAX; i++) open(CLIENT);

        assertThat(answers(open(CLIENT))).isTrue();
        assertThat(oldest.rest()).isEmpty();
        await().until(() -> connections() <= MAX);
    }

    @Test
    @DisplayName("R24 a connection that has brought a request outlasts those that have brought none")
    void aUsedConnectionOutlastsSilentOnes() {
        var used = open(CLIENT);
        assertThat(answers(used)).isTrue();
        for (int i = 0; i < 3 * MAX; i++) open(CLIENT).send("GET / HTTP/1.1\r\nX-Sl");
        assertThat(answers(open(CLIENT))).isTrue();

        assertThat(answers(used)).isTrue();
    }

    @Test
    @DisplayName("R24 a proxy's idle connection outlasts those of clients")
    void aProxysConnectionOutlastsThoseOfClients() {
        var kept = open(PROXY);
        assertThat(answers(kept)).isTrue();
        for (int i = 0; i < 3 * MAX; i++) assertThat(answers(open(CLIENT))).isTrue();

        assertThat(answers(kept)).isTrue();
    }

    @Test
    @DisplayName("R24 a connection whose request is processed is not closed")
    void aBusyConnectionIsNotClosed() throws InterruptedException {
        var busy = open(CLIENT).get("/work");
        working.acquire();
        for (int i = 0; i < 3 * MAX; i++) assertThat(answers(open(CLIENT))).isTrue();
        release.countDown();

        assertThat(busy.answer()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    @DisplayName("R24 a connection that its client has closed does not count")
    void closedConnectionsDoNotCount() {
        var waiting = open(CLIENT);
        for (int i = 0; i < 3 * MAX; i++) {
            try (var closed = RawConnection.to(connector.getLocalPort(), CLIENT)) {
                assertThat(answers(closed)).isTrue();
            }
            await().until(() -> connections() == 1);
        }

        assertThat(answers(waiting)).isTrue();
    }

    @Test
    @DisplayName("R24 when no more files can be opened the oldest connections close, and accepting goes on")
    void whenNoMoreFilesCanBeOpenedTheOldestClose() {
        var oldest = open(CLIENT);
        await().until(() -> connections() == 1);
        for (int i = 0; i < MAX / 2; i++) open(CLIENT);
        await().until(() -> connections() == 1 + MAX / 2);

        assertThat(connector.handleAcceptFailure(new IOException("Too many open files")))
                .isTrue();

        assertThat(oldest.rest()).isEmpty();
        assertThat(answers(open(CLIENT))).isTrue();
    }

    @Test
    void aClosedListenerIsNoReasonToCloseConnections() {
        var open = open(CLIENT);
        for (int i = 0; i < MAX / 2; i++) open(CLIENT);

        assertThat(connector.handleAcceptFailure(new ClosedByInterruptException()))
                .isFalse();

        assertThat(answers(open)).isTrue();
    }

    @ParameterizedTest(name = "of {0} descriptors {1} are for connections")
    @CsvSource({"1048576, 10000", "10256, 10000", "10255, 9999", "1024, 768", "512, 256", "100, 50", "1, 1"})
    void connectionsLeaveDescriptorsForTheRest(int limit, int connections) {
        assertThat(FileDescriptors.forConnections(10_000, limit)).isEqualTo(connections);
    }

    @Test
    void theLimitOfThisProcessIsKnown() {
        assertThat(FileDescriptors.forConnections(10)).isEqualTo(10);
    }

    private RawConnection open(InetAddress from) {
        var connection = RawConnection.to(connector.getLocalPort(), from);
        opened.add(connection);
        return connection;
    }

    private static boolean answers(RawConnection connection) {
        return connection.get("/").answer().startsWith("HTTP/1.1 200 ");
    }

    private int connections() {
        return connector.getConnectedEndPoints().size();
    }
}
