package com.hiremebahamas.http.connections;

import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// Accepts every connection, and closes waiting ones when there are too many: one that is not accepted could
/// not even ask for `/health`.
public final class BoundedConnector extends ServerConnector {

    /// Closed at once, so that a flood does not sort all connections for each new one.
    private static final int CLOSED_PART = 16;

    /// The newest, which may not have had the time to send their request.
    private static final int SPARED_PART = 8;

    /// A whole page at once, and a body at 600 kB a second over 100 ms. The kernel would give 4 MiB and more
    /// to each client that does not read, out of the same container.
    private static final int SOCKET_BUFFER_BYTES = 64 * 1024;

    private final MemoryBudget budget;
    private final int maxConnections;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    /// @param maxHead how long the head of a request may take to arrive
    /// @param isProxy whether an address is one of the proxies in front
    public BoundedConnector(
            Server server,
            HttpConfiguration configuration,
            int maxConnections,
            long maxBytes,
            Duration maxHead,
            Predicate<InetAddress> isProxy) {
        super(server, 1, 1);
        this.maxConnections = maxConnections;
        this.budget = new MemoryBudget(maxBytes, System::nanoTime, this::schedule);
        setAcceptedSendBufferSize(SOCKET_BUFFER_BYTES);
        setAcceptedReceiveBufferSize(SOCKET_BUFFER_BYTES);
        setConnectionFactories(List.of(new BoundedConnectionFactory(
                configuration, new BoundedConnectionFactory.HeadLimits(maxHead, budget, isProxy))));
    }

    /// The memory of all that clients have not finished sending or reading.
    public MemoryBudget budget() {
        return budget;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint = new BoundedEndPoint(channel, selector, key, this, accepted.incrementAndGet());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        if (open.incrementAndGet() > maxConnections) closeWaiting();
    }

    /// Jetty's own count still has connections that were closed a moment ago.
    void onClosed() {
        open.decrementAndGet();
    }

    /// A connection that waits for its client.
    ///
    /// @param rank    of those closed first, 0: it has not brought one request; 1: a client may bring another;
    ///                2: a proxy keeps it for the next of its clients
    /// @param idleFor milliseconds since its last byte
    private record Waiting(EndPoint endPoint, int rank, long idleFor) {

        static Waiting of(BoundedConnection connection) {
            int rank = !connection.isBetweenRequests() ? 0 : connection.isOfProxy() ? 2 : 1;
            var endPoint = connection.getEndPoint();
            return new Waiting(endPoint, rank, ((BoundedEndPoint) endPoint).getIdleFor());
        }
    }

    private void closeWaiting() {
        long lastOld = accepted.get() - Math.max(1, maxConnections / SPARED_PART);
        getConnectedEndPoints().stream()
                .filter(EndPoint::isOpen)
                .filter(endPoint -> ((BoundedEndPoint) endPoint).number() <= lastOld)
                .map(EndPoint::getConnection)
                .filter(connection -> connection instanceof BoundedConnection bounded && !bounded.isBusy())
                .map(connection -> Waiting.of((BoundedConnection) connection))
                .sorted(Comparator.comparingInt(Waiting::rank)
                        .thenComparing(
                                Comparator.comparingLong(Waiting::idleFor).reversed()))
                .limit(Math.max(1, maxConnections / CLOSED_PART))
                .forEach(waiting -> waiting.endPoint().close(new TimeoutException("Closed for newer connections")));
    }

    private void schedule(Runnable task, Duration delay) {
        getScheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
