package com.hiremebahamas.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Opens the port and answers `/health` until the server stands, which takes its classes a while; then steps aside.
///
/// Knows the JDK alone. One thread, which ends when the last caller has been seen off; the methods may be called on any
/// other.
public final class Doorkeeper implements AutoCloseable {

    private static final long LONGEST_ORDER_SECONDS = 10;

    /// How many the kernel keeps waiting to be let in; Linux no more than `somaxconn`. The JDK's own number is 50,
    /// less than a crowd brings while a processor is busy; whoever finds no room tries again after a second.
    private static final int MOST_WAITING_OUTSIDE = 4096;

    private final ServerSocketChannel port;
    private final Lobby lobby;
    private final Queue<FutureTask<?>> orders = new ConcurrentLinkedQueue<>();
    private volatile boolean isRelieved;

    private Doorkeeper(ServerSocketChannel port, Lobby lobby) {
        this.port = port;
        this.lobby = lobby;
    }

    /// Binds the port, 0 for any that is free, and answers from then on.
    ///
    /// @throws IOException when the port cannot be bound
    public static Doorkeeper open(int port, boolean production) throws IOException {
        StartupProperties.openNoBooks();
        var channel = bound(new InetSocketAddress(port));
        var keeper = new Doorkeeper(channel, new Lobby(channel, new DoorAnswers(production)));
        Thread.ofPlatform().daemon().name("doorkeeper").start(keeper::stand);
        return keeper;
    }

    private static ServerSocketChannel bound(InetSocketAddress address) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            return channel.bind(address, MOST_WAITING_OUTSIDE);
        } catch (IOException e) {
            channel.close();
            throw new IOException("Failed to bind to " + address, e);
        }
    }

    public int port() {
        return port.socket().getLocalPort();
    }

    /// Lets nobody in any more and gives the port away, which is never closed in between.
    ServerSocketChannel leavePort() {
        order(() -> {
            lobby.closeEntrance();
            return port;
        });
        return port;
    }

    /// Gives away everybody who has not said a thing yet. Who was cut short is heard out for a moment.
    void handOver(Consumer<SocketChannel> successor) {
        order(() -> {
            lobby.releaseSilent().forEach(successor);
            isRelieved = true;
            return port;
        });
    }

    /// Shuts the door; nothing when somebody else stands there already.
    @Override
    public void close() {
        if (isRelieved) return;
        order(() -> {
            lobby.dismissAll();
            isRelieved = true;
            return port;
        });
    }

    private void stand() {
        try (lobby) {
            while (!isRelieved || !lobby.isEmpty()) {
                lobby.attend();
                for (var order = orders.poll(); order != null; order = orders.poll()) order.run();
            }
        } catch (IOException e) {
            throw new IllegalStateException("The doorkeeper cannot see who comes", e);
        }
    }

    /// Everything is done on the one thread, so that nobody accepts on a channel that has just become a blocking one.
    private void order(Callable<?> work) {
        var order = new FutureTask<>(work);
        orders.add(order);
        lobby.call();
        try {
            order.get(LONGEST_ORDER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The doorkeeper does not step aside", e);
        }
    }
}
