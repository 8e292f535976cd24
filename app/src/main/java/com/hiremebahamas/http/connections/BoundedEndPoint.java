package com.hiremebahamas.http.connections;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.jspecify.annotations.Nullable;

/// A connection whose unread response is counted in the memory budget, whatever wrote it. A response that the
/// socket takes at once, which is nearly every one, is not counted.
public final class BoundedEndPoint extends SocketChannelEndPoint {

    /// What an unfinished request or response takes in the heap beside its bytes: the objects and the buffers
    /// of Jetty.
    public static final int OVERHEAD_BYTES = 16 * 1024;

    private final BoundedConnector connector;
    private final long number;
    private volatile @Nullable String client;
    private volatile @Nullable Unread unread;

    /// A response that is not read.
    ///
    /// @param idleTimeout of the connection before, in milliseconds
    private record Unread(MemoryBudget.Reservation memory, long idleTimeout) {}

    BoundedEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            BoundedConnector connector,
            long number) {
        super(channel, selector, key, connector.getScheduler());
        this.connector = connector;
        this.number = number;
    }

    /// Its place among all connections that were accepted.
    long number() {
        return number;
    }

    /// The client of the request that is answered next, behind the proxies in front.
    public void setClient(String address) {
        client = address;
    }

    /// Jetty never flushes on two threads at once.
    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = remaining(buffers);
        boolean complete = super.flush(buffers);
        long after = remaining(buffers);
        if (complete) {
            release();
        } else {
            count(before, before - after);
        }
        return complete;
    }

    @Override
    public void doClose() {
        super.doClose();
        connector.onClosed();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        release();
    }

    /// All of the response is in memory until its last byte is sent. Its client may pause as long as while it
    /// sends.
    private void count(long bytes, long flushed) {
        var counted = unread;
        if (counted != null) {
            counted.memory().progress(flushed);
            return;
        }
        var memory = connector.responses().reserve(client, this::revoke);
        unread = new Unread(memory, getIdleTimeout());
        setIdleTimeout(Math.max(getIdleTimeout(), IdleTimeouts.DURING_TRANSFER.toMillis()));
        if (!memory.add(OVERHEAD_BYTES + bytes)) revoke(MemoryBudget.Cause.NO_MEMORY);
        if (!isOpen()) release();
    }

    private void release() {
        var released = unread;
        unread = null;
        if (released == null) return;
        released.memory().close();
        setIdleTimeout(released.idleTimeout());
    }

    private void revoke(MemoryBudget.Cause cause) {
        close(new TimeoutException("The response was not read: " + cause));
    }

    private static long remaining(ByteBuffer... buffers) {
        long bytes = 0;
        for (var buffer : buffers) bytes += buffer.remaining();
        return bytes;
    }
}
