package com.hiremebahamas.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Checks the network to one PostgreSQL server: DNS, TCP, TLS. Each step has a time limit.
final class NetworkCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /// The protocol's SSLRequest: the length of the packet, then the request code.
    private static final byte[] TLS_REQUEST =
            ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();

    private final String subject;
    private final String host;
    private final int port;
    private final List<Finding> findings = new ArrayList<>();

    NetworkCheck(String subject, String host, int port) {
        this.subject = subject;
        this.host = host;
        this.port = port;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// Whether the name resolves and the port accepts a connection. Blocks.
    boolean isOpen() {
        return resolves() && connects();
    }

    private boolean resolves() {
        var lookUp = new FutureTask<>(() -> InetAddress.getAllByName(host));
        // The system's resolver has no timeout.
        Thread.ofPlatform().daemon().start(lookUp);
        try {
            var found = Arrays.stream(lookUp.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            findings.add(Finding.green(subject + ": DNS", host + " is " + found));
            return true;
        } catch (TimeoutException | ExecutionException e) {
            findings.add(Finding.red(
                    subject + ": DNS",
                    host + " is not known here",
                    "Check the host's spelling, and that this machine may resolve names."));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean connects() {
        long start = System.nanoTime();
        try (var socket = socket()) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            findings.add(Finding.green(subject + ": TCP", "port " + port + " is open, " + millis + " ms"));
            return socket.isConnected();
        } catch (SocketTimeoutException e) {
            findings.add(Finding.red(
                    subject + ": TCP",
                    "port " + port + " does not answer within " + TIMEOUT.toSeconds() + " s",
                    "A firewall or an allow-list drops the packets: let this machine's address through."));
        } catch (IOException e) {
            findings.add(Finding.red(
                    subject + ": TCP", "port " + port + " is closed", "Check the port, and that the server runs."));
        }
        return false;
    }

    /// Requests TLS as the driver does. Blocks.
    void checkTls(Tls demanded) {
        try (var socket = socket()) {
            socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
            socket.getOutputStream().write(TLS_REQUEST);
            boolean offered = socket.getInputStream().read() == 'S';
            findings.add(offered ? offered(demanded) : notOffered(demanded));
        } catch (IOException e) {
            findings.add(Finding.red(subject + ": TLS", "no answer", "Is it a Postgres that listens there?"));
        }
    }

    private Finding offered(Tls demanded) {
        var name = subject + ": TLS";
        return switch (demanded) {
            case NOT_REQUIRED -> Finding.yellow(name, "offered, not required", Tls.VERIFY);
            case UNVERIFIED -> Finding.yellow(name, "required, and any certificate is accepted", Tls.VERIFY);
            case VERIFIED -> Finding.green(name, "required, and the server has to prove itself");
        };
    }

    private Finding notOffered(Tls demanded) {
        var name = subject + ": TLS";
        return switch (demanded) {
            case NOT_REQUIRED -> Finding.green(name, "neither offered nor required");
            case UNVERIFIED, VERIFIED ->
                Finding.red(
                        name, "required, not offered", "Turn TLS on in the server, or use sslmode=disable at home.");
        };
    }

    private Socket socket() throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), Math.toIntExact(TIMEOUT.toMillis()));
        return socket;
    }
}
