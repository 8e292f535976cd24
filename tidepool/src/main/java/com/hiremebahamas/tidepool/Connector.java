package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.wire.PeekableSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Opens physical connections, each with the same few properties, and can look whether one has died while idle.
///
/// Why each property is as it is: README.md, "Settings".
final class Connector implements UrlDataSource {

    private static final Driver DRIVER = new Driver();

    private final DatabaseUrl.Valid url;
    private final PoolSettings settings;
    private final Map<Connection, SocketChannel> channels = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Connection> probed = new AtomicReference<>();
    private volatile Failures.Sink failures = (_, _) -> {};

    Connector(DatabaseUrl.Valid url, PoolSettings settings) {
        this.url = url;
        this.settings = settings;
    }

    /// Names who hears of the pool's failed attempts.
    void tell(Failures.Sink failures) {
        this.failures = failures;
    }

    /// The next connection of the pool: the one that a probe has left here, or a new one.
    @Override
    public Connection getConnection() throws SQLException {
        var ready = probed.getAndSet(null);
        if (ready != null) return ready;
        long start = System.nanoTime();
        try {
            return open();
        } catch (SQLException e) {
            failures.connectFailed(e, Duration.ofNanos(System.nanoTime() - start));
            throw e;
        }
    }

    /// Opens a connection and runs a real query on it, because a pooler accepts sign-ins while its database is down.
    /// The connection becomes the pool's next one.
    void probe() throws SQLException {
        var connection = open();
        atOnce(connection, () -> {
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
        });
        var unused = probed.getAndSet(connection);
        if (unused != null) unused.close();
    }

    /// Closes what a probe has left and nobody took.
    void close() throws SQLException {
        var unused = probed.getAndSet(null);
        if (unused != null) unused.close();
    }

    /// Whether nothing has arrived on an idle connection: a server that ends one says so or closes the socket, and
    /// either can be seen here without a round trip.
    boolean isQuiet(Connection physical) {
        var channel = channels.get(physical);
        if (channel == null) return true;
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private Connection open() throws SQLException {
        var token = UUID.randomUUID().toString();
        channels.values().removeIf(channel -> !channel.isOpen());
        try {
            var connection = DRIVER.connect(url.jdbcUrl(), properties(token));
            if (connection == null) throw new SQLException("The driver does not know this URL", "08001");
            var channel = PeekableSockets.take(token);
            if (channel != null) channels.put(connection, channel);
            return settled(connection);
        } finally {
            PeekableSockets.take(token);
        }
    }

    private Connection settled(Connection connection) throws SQLException {
        atOnce(connection, () -> DateStyle.nameInFull(connection));
        return connection;
    }

    /// What belongs to connecting is held to the connect limit; a connection on which it fails is closed.
    private void atOnce(Connection connection, Step step) throws SQLException {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(settings.connect().toMillis()));
            step.run();
            connection.setNetworkTimeout(Runnable::run, socketMillis());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private Properties properties(String token) {
        var seconds = Long.toString(Math.max(1, settings.connect().toSeconds()));
        var properties = new Properties();
        properties.putAll(url.properties());
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        properties.putIfAbsent("ApplicationName", "tidepool");
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", Long.toString(socketMillis() / 1000));
        properties.setProperty("cancelSignalTimeout", Long.toString(Limits.CANCEL.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("readOnlyMode", "transaction");
        properties.setProperty("socketFactory", PeekableSockets.class.getName());
        properties.setProperty("socketFactoryArg", token);
        return properties;
    }

    private int socketMillis() {
        return Math.toIntExact(settings.statement().plus(Limits.GRACE).toMillis());
    }
}
