package com.hiremebahamas.http.connections;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts every connection, and closes waiting ones when there are too many: one that is not accepted could
/// not even ask for `/health`.
public final class BoundedConnector extends ServerConnector {

    /// Closed at once, so that a flood does not sort all connections for each new one.
    private static final int CLOSED_PART = 16;

    /// The newest, which may not have had the time to send their request.
    private static final int SPARED_PART = 8;

    /// A body at 600 kB a second over 100 ms. The kernel would give 4 MiB and more to each client, out of the
    /// same container.
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

    /// A page at once, twice that with the kernel's own part. It takes more when a third is free: with a larger
    /// one a telephone at 16 kbit/s that pauses would not be seen to read for a minute.
    private static final int SEND_BUFFER_BYTES = 16 * 1024;

    /// After the process could open no more files, until it has closed some.
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(10);

    private static final Duration ACCEPT_WARNINGS = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(BoundedConnector.class);

    /// The most that clients may not have finished, in bytes of the heap. Each kind has its own bound, so that
    /// a flood of one kind closes none of the others.
    public record MaxUnfinished(long heads, long bodies, long responses) {
        public long total() {
            return heads + bodies + responses;
        }
    }

    private final MemoryBudget heads;
    private final MemoryBudget bodies;
    private final MemoryBudget responses;
    private final int maxConnections;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    /// Of the acceptor's thread alone.
    private long lastAcceptWarning = System.nanoTime() - ACCEPT_WARNINGS.toNanos();

    /// @param maxHead how long the head of a request may take to arrive
    /// @param isProxy whether an address is one of the proxies in front
    public BoundedConnector(
            Server server,
            HttpConfiguration configuration,
            int maxConnections,
            MaxUnfinished maxUnfinished,
            Duration maxHead,
            Predicate<InetAddress> isProxy) {
        super(server, 1, 1);
        this.maxConnections = maxConnections;
        this.heads = budget(maxUnfinished.heads());
        this.bodies = budget(maxUnfinished.bodies());
        this.responses = budget(maxUnfinished.responses());
        setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        setAcceptedReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        setConnectionFactories(List.of(new BoundedConnectionFactory(
                configuration, new BoundedConnectionFactory.HeadLimits(maxHead, heads, isProxy))));
    }

    private MemoryBudget budget(long maxBytes) {
        return new MemoryBudget(maxBytes, System::nanoTime, this::schedule);
    }

    /// The memory of the bodies that are arriving.
    public MemoryBudget bodies() {
        return bodies;
    }

    /// The memory of the responses that clients have not read.
    MemoryBudget responses() {
        return responses;
    }

    /// The bytes of all that clients have not finished sending or reading.
    public long unfinishedBytes() {
        return heads.reserved() + bodies.reserved() + responses.reserved();
    }

    /// Jetty would wait for a second, in which nobody is accepted.
    @Override
    protected boolean handleAcceptFailure(Throwable failure) {
        if (!isRunning() || !(failure instanceof IOException) || failure instanceof ClosedChannelException)
            return super.handleAcceptFailure(failure);
        long now = System.nanoTime();
        if (now - lastAcceptWarning > ACCEPT_WARNINGS.toNanos()) {
            lastAcceptWarning = now;
            log.warn("Connections are closed, because no more can be accepted: {}", failure.toString());
        }
        closeWaiting();
        LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
        return true;
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
