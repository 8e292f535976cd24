package com.hiremebahamas.http;

import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// The server's end of a port that the doorkeeper has opened: taken over as the last thing of a start.
final class Port extends ServerConnector {

    private final Doorkeeper door;

    Port(Server server, Doorkeeper door, ConnectionFactory connections) {
        super(server, 1, 1, connections);
        this.door = door;
    }

    @Override
    protected ServerSocketChannel openAcceptChannel() {
        return door.leavePort();
    }

    /// A connection that somebody else has accepted, as if it had been accepted here.
    void take(SocketChannel channel) {
        configure(channel.socket());
        getSelectorManager().accept(channel);
    }
}
