package com.hiremebahamas.tidepool.network;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Why the network did not carry a connection to a server.
public enum NetworkFailure {
    /// The name of the host has no address.
    UNKNOWN_HOST("is not known here", "check the host's spelling, and that this machine can resolve names"),
    /// This machine does not know a way to the address.
    NO_ROUTE("cannot be reached: there is no route to it", "check the address, and the network of this machine"),
    /// The machine answers, and the port is closed.
    REFUSED("refused the connection", "nothing listens on that port: check the port, and that the server runs"),
    /// Nothing answers in time.
    SILENT("did not answer", "a firewall or an allow-list may drop the packets: let this machine's address through"),
    /// The connection was open and has ended.
    CUT("ended the connection", "look at the server's log, and at what is in between"),
    /// None of these, or not known.
    OTHER("cannot be reached", "look at the server's log");

    private final String words;
    private final String remedy;

    NetworkFailure(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /// What is the matter, to follow the name of a host.
    public String words() {
        return words;
    }

    /// What to do about it, without a full stop.
    public String remedy() {
        return remedy;
    }

    /// What the exception, or the first of its causes that is about the network, means.
    public static NetworkFailure of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HostUnreachableException host) return host.failure();
            if (cause instanceof IOException io && ofOne(io) != OTHER) return ofOne(io);
        }
        return OTHER;
    }

    private static NetworkFailure ofOne(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> UNKNOWN_HOST;
            case NoRouteToHostException _ -> NO_ROUTE;
            // A machine without an address of that family.
            case BindException _ -> NO_ROUTE;
            case SocketTimeoutException _ -> SILENT;
            // The kernel's own limit, of two minutes on Linux.
            case ConnectException _ -> says(e, "timed out") ? SILENT : REFUSED;
            case EOFException _ -> CUT;
            case ClosedChannelException _ -> CUT;
            case SocketException _ -> ofWords(e);
            // What a channel throws for a connection that its peer has reset.
            default -> e.getClass() == IOException.class ? ofWords(e) : OTHER;
        };
    }

    /// The JVM has no types for these.
    private static NetworkFailure ofWords(IOException e) {
        if (says(e, "unreachable", "is down", "not supported", "unavailable", "unsupported address")) return NO_ROUTE;
        return says(e, "reset", "broken pipe", "closed", "abort") ? CUT : OTHER;
    }

    private static boolean says(IOException e, String... words) {
        var message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of(words).anyMatch(message::contains);
    }
}
