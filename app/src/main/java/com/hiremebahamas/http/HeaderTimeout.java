package com.hiremebahamas.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// HTTP/1 connections that are closed when the header of a request takes too long to arrive.
///
/// The idle timeout alone starts again with every byte, so one byte in four seconds would hold a connection
/// for hours.
final class HeaderTimeout extends HttpConnectionFactory {

    private final Duration longest;

    HeaderTimeout(HttpConfiguration configuration, Duration longest) {
        super(configuration);
        this.longest = longest;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        var connection = new TimedConnection(getHttpConfiguration(), connector, endPoint, longest);
        return configure(connection, connector, endPoint);
    }

    private static final class TimedConnection extends HttpConnection {

        private final Duration longest;
        private long timed = -1;

        TimedConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint, Duration longest) {
            super(configuration, connector, endPoint);
            this.longest = longest;
        }

        /// Parses the next request after a response: on a virtual thread, where Jetty would wake one of its
        /// own. Not on the thread that responded, which holds a permit: a client that pipelines requests would
        /// keep it.
        @Override
        protected Executor getExecutor() {
            return Thread::startVirtualThread;
        }

        /// Almost every header arrives in one piece, and then nothing is scheduled.
        @Override
        public void onFillable() {
            super.onFillable();
            long messages = getMessagesIn();
            if (!isInHeader() || timed == messages) return;
            timed = messages;
            getConnector()
                    .getScheduler()
                    .schedule(() -> closeIfStillIn(messages), longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void closeIfStillIn(long messages) {
            if (getMessagesIn() == messages && isInHeader()) {
                getEndPoint().close(new TimeoutException("The header of the request took too long"));
            }
        }

        private boolean isInHeader() {
            var parser = getParser();
            return parser.inHeaderState() && !parser.isStart();
        }
    }
}
