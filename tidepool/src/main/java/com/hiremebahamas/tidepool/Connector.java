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
import org.postgresql.PGConnection;

/// Opens physical connections, each with the same few properties, and can look whether one has died while idle.
///
/// Why each property is as it is: README.md, "Settings".
final class Connector implements UrlDataSource {

    private static final Driver DRIVER = new Driver();

    /// Uses of a statement after which the server keeps its plan by name, where that is safe. The driver's own default.
    private static final String NAMED_AFTER = "5";

    private final DatabaseUrl.Valid url;
    private final PoolSettings settings;
    private final TidepoolListener listener;
    private final Map<Connection, SocketChannel> channels = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Connection> probed = new AtomicReference<>();
    private volatile Failures.Sink failures = (_, _) -> {};
    private volatile boolean direct;

    Connector(DatabaseUrl.Valid url, PoolSettings settings, TidepoolListener listener) {
        this.url = url;
        this.settings = settings;
        this.listener = listener;
    }

    /// Names who hears of the pool's failed attempts.
    void tell(Failures.Sink failures) {
        this.failures = failures;
    }

    /// HikariCP waits so long for an attempt under way when it is closed, in whole seconds, and warns at once of none.
    @Override
    public int getLoginTimeout() {
        return 1;
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
        atOnce(connection, () -> name(connection));
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
        long start = System.nanoTime();
        try {
            var connection = peekable();
            settle(connection);
            listener.connected(Duration.ofNanos(System.nanoTime() - start));
            return connection;
        } catch (SQLException e) {
            listener.connectFailed(Failures.ofConnecting(e), Duration.ofNanos(System.nanoTime() - start));
            throw e;
        }
    }

    private Connection peekable() throws SQLException {
        var token = UUID.randomUUID().toString();
        channels.values().removeIf(channel -> !channel.isOpen());
        try {
            var connection = connect(url, properties(token));
            var channel = PeekableSockets.take(token);
            if (channel != null) channels.put(connection, channel);
            return connection;
        } finally {
            PeekableSockets.take(token);
        }
    }

    private void settle(Connection connection) throws SQLException {
        atOnce(connection, () -> {
            DateStyle.nameInFull(connection);
            if (direct) name(connection);
        });
    }

    /// Lets statements be named where no pooler can lend the server's connection to somebody else.
    ///
    /// A pooler greets with a process number of its own invention, so the server is asked for its own. Where
    /// anything else answers, statements stay unnamed, which is right everywhere.
    private void name(Connection connection) throws SQLException {
        var physical = connection.unwrap(PGConnection.class);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            direct = row.getInt(1) == physical.getBackendPID();
        }
        if (direct) {
            physical.setPrepareThreshold(
                    Integer.parseInt(url.properties().getOrDefault("prepareThreshold", NAMED_AFTER)));
        }
    }

    static Connection connect(DatabaseUrl.Valid url, Properties properties) throws SQLException {
        var connection = DRIVER.connect(url.jdbcUrl(), properties);
        if (connection == null) throw new SQLException("The driver does not know this URL", "08001");
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
        var properties = properties(url);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", Long.toString(socketMillis() / 1000));
        properties.setProperty("cancelSignalTimeout", Long.toString(Limits.CANCEL.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("readOnlyMode", "transaction");
        properties.setProperty("socketFactory", PeekableSockets.class.getName());
        properties.setProperty("socketFactoryArg", token);
        return properties;
    }

    /// What holds for every connection, pooled or not: nothing in it that a pooler would refuse.
    static Properties properties(DatabaseUrl.Valid url) {
        var properties = new Properties();
        properties.putAll(url.properties());
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        properties.putIfAbsent("ApplicationName", "tidepool");
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    private int socketMillis() {
        return Math.toIntExact(settings.statement().plus(Limits.GRACE).toMillis());
    }
}
