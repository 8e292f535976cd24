package com.hiremebahamas.http;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Where the doorkeeper hears those who have come. Only [#call] may be called on another thread.
final class Lobby implements AutoCloseable {

    /// With what each may say, four megabytes. More wait in the kernel.
    private static final int MOST_CALLERS = 1000;

    private static final long LOOK_ROUND_MILLIS = 50;

    private final ServerSocketChannel port;
    private final DoorAnswers answers;
    private final Selector selector;
    private final SelectionKey entrance;

    Lobby(ServerSocketChannel port, DoorAnswers answers) throws IOException {
        this.port = port;
        this.answers = answers;
        port.configureBlocking(false);
        selector = Selector.open();
        entrance = port.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// Waits until somebody comes, says something or has taken too long, or until it is called.
    void attend() throws IOException {
        if (entrance.isValid()) entrance.interestOps(hasRoom() ? SelectionKey.OP_ACCEPT : 0);
        selector.select(this::attend, LOOK_ROUND_MILLIS);
        long now = System.nanoTime();
        for (var key : selector.keys()) {
            if (key.attachment() instanceof Caller caller && caller.isLate(now)) dismiss(key);
        }
    }

    /// Ends the waiting.
    void call() {
        selector.wakeup();
    }

    boolean isEmpty() {
        return selector.keys().isEmpty();
    }

    /// Lets nobody in any more. The port stays open: who comes now waits in the kernel.
    void closeEntrance() throws IOException {
        entrance.cancel();
        selector.selectNow(this::attend);
        port.configureBlocking(true);
    }

    /// Those who have not said a thing yet: nothing is lost when somebody else hears them from now on.
    List<SocketChannel> releaseSilent() throws IOException {
        var silent = new ArrayList<SocketChannel>();
        for (var key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof Caller caller && caller.isSilent()) {
                key.cancel();
                silent.add((SocketChannel) key.channel());
            }
        }
        selector.selectNow(this::attend); // a channel that still hangs here would not close elsewhere
        return silent;
    }

    /// The port and everybody who has come through it.
    void dismissAll() {
        for (var key : selector.keys()) dismiss(key);
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    private void attend(SelectionKey key) {
        if (key.attachment() instanceof Caller caller) {
            hear(caller, key);
        } else {
            letIn();
        }
    }

    private void hear(Caller caller, SelectionKey key) {
        try {
            caller.hear(answers);
        } catch (IOException | RuntimeException e) {
            dismiss(key); // gone, or not to be understood: the others are heard all the same
        }
    }

    private void letIn() {
        try {
            while (hasRoom()) {
                var channel = port.accept();
                if (channel == null) return;
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Caller(channel));
            }
        } catch (IOException e) {
            // one who is gone already; the next is told of again
        }
    }

    private boolean hasRoom() {
        return selector.keys().size() <= MOST_CALLERS;
    }

    private static void dismiss(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // closed all the same
        }
    }
}
