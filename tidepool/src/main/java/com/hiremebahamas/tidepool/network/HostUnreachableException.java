package com.hiremebahamas.tidepool.network;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Collectors;

/// No address of a host accepts a connection. The message names the host, says what is the matter with each address,
/// and what to do.
public final class HostUnreachableException extends IOException {

    private static final long serialVersionUID = 1;

    private final NetworkFailure failure;
    private final String problem;
    private final String remedy;

    private HostUnreachableException(NetworkFailure failure, String problem, String remedy, IOException cause) {
        super(problem + ": " + remedy, cause);
        this.failure = failure;
        this.problem = problem;
        this.remedy = remedy;
    }

    static HostUnreachableException unknown(Host host, UnknownHostException cause) {
        var unknown = NetworkFailure.UNKNOWN_HOST;
        var remedy = hasIpv6()
                ? unknown.remedy()
                : unknown.remedy() + "; it has no IPv6, so that a host with addresses of IPv6 alone is unknown to it";
        return new HostUnreachableException(unknown, host.name() + " " + unknown.words(), remedy, cause);
    }

    /// @param failures at least one, of each address that was tried, in order
    static HostUnreachableException of(Host host, Map<InetAddress, IOException> failures) {
        var kinds =
                failures.values().stream().map(NetworkFailure::of).distinct().toList();
        var last = kinds.getLast();
        var cause = failures.values().stream().reduce((_, next) -> next).orElseThrow();
        if (kinds.size() > 1) return new HostUnreachableException(last, each(host, failures), last.remedy(), cause);
        if (last == NetworkFailure.NO_ROUTE && failures.keySet().stream().allMatch(Inet6Address.class::isInstance)) {
            return new HostUnreachableException(
                    last,
                    host + " has addresses of IPv6 alone, and this machine has no route for IPv6",
                    "use a host with an address of IPv4, such as the pooler's",
                    cause);
        }
        return new HostUnreachableException(last, host + " " + words(cause), last.remedy(), cause);
    }

    /// That of the last address.
    public NetworkFailure failure() {
        return failure;
    }

    /// What is the matter, without the remedy.
    public String problem() {
        return problem;
    }

    /// What to do, without a full stop.
    public String remedy() {
        return remedy;
    }

    private static String each(Host host, Map<InetAddress, IOException> failures) {
        return failures.entrySet().stream()
                .map(one -> one.getKey().getHostAddress() + " " + words(one.getValue()))
                .collect(Collectors.joining(", ", "no address of " + host + " accepts: ", ""));
    }

    /// With how long it was waited for an answer, and with the words of the JVM for what has none here.
    private static String words(IOException failure) {
        var network = NetworkFailure.of(failure);
        var detail = switch (network) {
            case SILENT -> failure instanceof SocketTimeoutException ? " " + failure.getMessage() : "";
            case OTHER -> " (" + failure.getMessage() + ")";
            case UNKNOWN_HOST, NO_ROUTE, REFUSED, CUT -> "";
        };
        return network.words() + detail;
    }

    /// A JVM on a machine without IPv6 resolves no such address.
    private static boolean hasIpv6() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(Inet6Address.class::isInstance);
        } catch (SocketException e) {
            return true;
        }
    }
}
