package com.hiremebahamas.http.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.RawConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.EndPoint;
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

/// Responses that are written on the selector's thread, as cached ones are.
class BoundedEndPointTest {

    /// More than the buffers of both sockets.
    private static final int LARGE = 1_000_000;

    private static final long KEEP_ALIVE = Duration.ofSeconds(9).toMillis();

    private final Server server = new Server();
    private final BoundedConnector connector = new BoundedConnector(
            server,
            new HttpConfiguration(),
            10,
            new BoundedConnector.MaxUnfinished(1 << 20, 1 << 20, 2 << 20),
            Duration.ofMinutes(5),
            _ -> false);
    private final CompletableFuture<EndPoint> answering = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        connector.setIdleTimeout(KEEP_ALIVE);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                answering.complete(
                        request.getConnectionMetaData().getConnection().getEndPoint());
                response.write(true, ByteBuffer.wrap(new byte[LARGE]), callback);
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    @DisplayName("R24 all of a response counts until its last byte is sent")
    void allOfAResponseCountsUntilItsLastByteIsSent() {
        try (var reader = RawConnection.reluctantTo(connector.getLocalPort())) {
            reader.get("/");
            await().until(() -> connector.responses().reserved() > LARGE);
            assertThat(connector.unfinishedBytes())
                    .isEqualTo(connector.responses().reserved());

            reader.answer();
            await().until(() -> connector.responses().reserved() == 0);
        }
    }

    @Test
    @DisplayName("R24 the reader of a response may pause for 30 s, whatever the keep-alive is")
    void theReaderOfAResponseMayPause() {
        try (var reader = RawConnection.reluctantTo(connector.getLocalPort())) {
            reader.get("/");
            var endPoint = answering.join();
            await().until(() -> endPoint.getIdleTimeout() == 30_000);

            reader.answer();
            await().until(() -> endPoint.getIdleTimeout() == KEEP_ALIVE);
        }
    }
}
