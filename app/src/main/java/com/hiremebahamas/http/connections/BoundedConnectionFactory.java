package com.hiremebahamas.http.connections;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/// HTTP/1 connections whose unfinished heads are bounded in time and memory.
final class BoundedConnectionFactory extends HttpConnectionFactory {

    /// The limits of every head.
    ///
    /// @param isProxy a proxy's connections are of many clients, so each counts alone
    record HeadLimits(Duration timeout, MemoryBudget budget, Predicate<InetAddress> isProxy) {}

    private final HeadLimits limits;

    BoundedConnectionFactory(HttpConfiguration configuration, HeadLimits limits) {
        super(configuration);
        this.limits = limits;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(
                new BoundedConnection(getHttpConfiguration(), connector, endPoint, limits), connector, endPoint);
    }
}
