package com.hiremebahamas.http.connections;

import com.hiremebahamas.http.proxies.ClientAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// A connection that is closed when the head of a request takes too long to arrive or too much memory.
///
/// The idle timeout alone starts again with every byte, so one byte in four seconds would hold a connection
/// for hours.
final class BoundedConnection extends HttpConnection {

    /// What the parser makes of one byte: a character of a text that grows by doubling, and again of the
    /// field.
    private static final int HEAP_PER_BYTE = 3;

    private final BoundedConnectionFactory.HeadLimits limits;
    private final AtomicReference<@Nullable Head> head = new AtomicReference<>();
    private volatile long counted;

    /// A head that is not whole. Its timeout is cancelled with it: the scheduler would keep the connection,
    /// and all that it has read, until then.
    private record Head(MemoryBudget.Reservation memory, Scheduler.Task timeout) {}

    BoundedConnection(
            HttpConfiguration configuration,
            Connector connector,
            EndPoint endPoint,
            BoundedConnectionFactory.HeadLimits limits) {
        super(configuration, connector, endPoint);
        this.limits = limits;
    }

    /// Parses the next request after a response: on a virtual thread, where Jetty would wake one of its own.
    /// Not on the thread that responded, which holds a permit: a client that pipelines requests would keep it.
    @Override
    protected Executor getExecutor() {
        return Thread::startVirtualThread;
    }

    /// Almost every head arrives in one piece, and then nothing is counted or scheduled.
    @Override
    public void onFillable() {
        super.onFillable();
        if (isInHead()) countHead();
        else releaseHead();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        releaseHead();
    }

    /// Whether a request is being processed or answered, or its body read.
    boolean isBusy() {
        var parser = getParser();
        return !parser.isStart() && !parser.inHeaderState();
    }

    /// Whether this connection has brought a whole request and waits for the next.
    boolean isBetweenRequests() {
        return getMessagesIn() > 0 && getParser().isStart();
    }

    boolean isOfProxy() {
        return getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer
                && limits.isProxy().test(peer.getAddress());
    }

    private boolean isInHead() {
        var parser = getParser();
        return parser.inHeaderState() && !parser.isStart();
    }

    /// Another thread may parse the rest meanwhile, and look for a reservation to release before it is there.
    private void countHead() {
        if (head.get() == null) startHead();
        var current = head.get();
        if (current == null) return;
        long received = getBytesIn();
        long more = received - counted;
        counted = received;
        current.memory().progress(more);
        if (!current.memory().add(HEAP_PER_BYTE * more)) revoke(MemoryBudget.Cause.NO_MEMORY);
        if (!isInHead()) releaseHead();
    }

    private void startHead() {
        var memory = limits.budget().reserve(peer(), this::revoke);
        var timeout = getConnector()
                .getScheduler()
                .schedule(() -> timeOut(memory), limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        if (!head.compareAndSet(null, new Head(memory, timeout))) timeout.cancel();
    }

    private void releaseHead() {
        var released = head.getAndSet(null);
        if (released != null) {
            released.timeout().cancel();
            released.memory().close();
        }
        counted = getBytesIn();
    }

    private void timeOut(MemoryBudget.Reservation timed) {
        var current = head.get();
        if (current != null && current.memory() == timed)
            getEndPoint().close(new TimeoutException("The head of the request took too long"));
    }

    private void revoke(MemoryBudget.Cause cause) {
        getEndPoint().close(new TimeoutException("The head of the request did not arrive: " + cause));
    }

    /// The network of the peer; null for a proxy.
    private @Nullable String peer() {
        if (isOfProxy() || !(getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer)) return null;
        return ClientAddress.seen(peer.getAddress()).network();
    }
}
