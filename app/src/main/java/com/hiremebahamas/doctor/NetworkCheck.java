package com.hiremebahamas.doctor;

import com.hiremebahamas.tidepool.network.HostUnreachableException;
import com.hiremebahamas.tidepool.network.TcpConnection;
import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks the network to one host of a database URL: DNS, TCP at each of its addresses, TLS; each within a limit.
final class NetworkCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /// The protocol's SSLRequest: the length of the packet, then the request code.
    private static final byte[] TLS_REQUEST =
            ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();

    private final String subject;
    private final Host host;
    private final List<Finding> findings = new ArrayList<>();
    private List<InetAddress> addresses = List.of();

    NetworkCheck(String subject, Host host) {
        this.subject = subject;
        this.host = host;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// Whether the name resolves and one of its addresses accepts a connection. Blocks.
    boolean isOpen() {
        return resolves() && connects();
    }

    private boolean resolves() {
        var lookUp = new FutureTask<>(() -> TcpConnection.addresses(host));
        // The system's resolver has no timeout.
        Thread.ofPlatform().daemon().start(lookUp);
        try {
            addresses = lookUp.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            var found = addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
            findings.add(Finding.green(subject + ": DNS", host.name() + " is " + found));
            return true;
        } catch (ExecutionException e) {
            findings.add(unreachable("DNS", e.getCause()));
        } catch (TimeoutException e) {
            findings.add(Finding.red(
                    subject + ": DNS",
                    "the resolver does not answer within " + TIMEOUT.toSeconds() + " s",
                    "Check the name servers of this machine."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean connects() {
        long start = System.nanoTime();
        try (var channel = TcpConnection.open(host, addresses, null, TIMEOUT)) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            var address = channel.socket().getInetAddress();
            // The TLS check asks the machine that has answered.
            addresses = List.of(address);
            findings.add(Finding.green(
                    subject + ": TCP",
                    "port " + host.port() + " is open at " + address.getHostAddress() + ", " + millis + " ms"));
            return true;
        } catch (IOException e) {
            findings.add(unreachable("TCP", e));
            return false;
        }
    }

    /// In the words of the program itself.
    private Finding unreachable(String step, @Nullable Throwable failure) {
        return failure instanceof HostUnreachableException host
                ? Finding.red(subject + ": " + step, host.problem(), sentence(host.remedy()))
                : Finding.red(subject + ": " + step, "cannot be checked: " + failure, "Run it again.");
    }

    private static String sentence(String remedy) {
        return Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".";
    }

    /// Requests TLS as the driver does. Blocks.
    void checkTls(Tls demanded) {
        try (var channel = TcpConnection.open(host, addresses, null, TIMEOUT)) {
            var socket = channel.socket();
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
}
