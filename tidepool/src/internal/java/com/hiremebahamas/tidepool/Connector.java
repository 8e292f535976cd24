package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.tidepool.wire.ChannelSocketFactory;
import com.hiremebahamas.tidepool.wire.DateStyle;
import com.hiremebahamas.tidepool.wire.NamedStatements;
import com.hiremebahamas.tidepool.wire.OpenSockets;
import com.hiremebahamas.tidepool.wire.TlsFiles;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/// Opens physical connections. The reason for each property: SETTINGS.md.
final class Connector implements UrlDataSource {

    private static final Driver DRIVER = new Driver();

    /// Runs of a statement after which it becomes a named one, where that is safe. The driver's own
    /// default.
    private static final String NAMED_AFTER = "5";

    private final DatabaseUrl.Valid url;
    private final PoolSettings settings;
    private final TidepoolListener listener;
    private final ConnectListener attempts;
    private final OpenSockets sockets;
    private final AtomicReference<@Nullable Connection> probed = new AtomicReference<>();
    private volatile boolean direct;

    /// @param attempts is called for attempts of the pool, not for those of a probe
    /// @param sockets  get the socket of each connection
    Connector(
            DatabaseUrl.Valid url,
            PoolSettings settings,
            TidepoolListener listener,
            ConnectListener attempts,
            OpenSockets sockets) {
        this.url = url;
        this.settings = settings;
        this.listener = listener;
        this.attempts = attempts;
        this.sockets = sockets;
    }

    /// In whole seconds: how long HikariCP waits for a running connect when it is closed. It logs a warning
    /// for 0.
    @Override
    public int getLoginTimeout() {
        return 1;
    }

    /// The next connection of the pool: the one that a probe has opened, or a new one.
    @Override
    public Connection getConnection() throws SQLException {
        var ready = probed.getAndSet(null);
        if (ready != null) return ready;
        attempts.check();
        long start = System.nanoTime();
        try {
            var connection = open(false);
            attempts.connected();
            return connection;
        } catch (SQLException e) {
            attempts.connectFailed(e, Duration.ofNanos(System.nanoTime() - start));
            throw e;
        }
    }

    /// Opens a connection and runs a query on it: a pooler accepts sign-ins while its database is down. The
    /// connection becomes the pool's next one.
    void probe() throws SQLException {
        keep(open(true));
    }

    /// Opens a connection, runs a query on it and closes it.
    void check() throws SQLException {
        open(true).close();
    }

    /// Opens a connection, which becomes the pool's next one if the server takes writes on it, and is
    /// closed otherwise.
    ///
    /// @return whether it does
    boolean probeForWrites() throws SQLException {
        var connection = open(true);
        try {
            if (isWritable(connection)) {
                keep(connection);
                return true;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return false;
    }

    private static boolean isWritable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select current_setting('transaction_read_only')")) {
            return row.next() && row.getString(1).equals("off");
        }
    }

    private void keep(Connection connection) throws SQLException {
        var unused = probed.getAndSet(connection);
        if (unused != null) unused.close();
    }

    /// Closes the connection of a probe that the pool has not taken.
    void close() throws SQLException {
        var unused = probed.getAndSet(null);
        if (unused != null) unused.close();
    }

    /// @param isProbe whether a query is run in any case
    private Connection open(boolean isProbe) throws SQLException {
        long start = System.nanoTime();
        try {
            var connection = openOverChannel();
            withinConnectTimeout(connection, () -> initialize(connection, isProbe));
            listener.connectionOpened(Duration.ofNanos(System.nanoTime() - start));
            return connection;
        } catch (SQLException e) {
            listener.connectFailed(ConnectFailureClassifier.failure(e), Duration.ofNanos(System.nanoTime() - start));
            throw e;
        }
    }

    private Connection openOverChannel() throws SQLException {
        var token = ChannelSocketFactory.newToken(url.hosts().size());
        try {
            var connection = connect(url, properties(), token);
            var channel = ChannelSocketFactory.take(token);
            if (channel != null) sockets.add(connection, channel);
            return connection;
        } finally {
            ChannelSocketFactory.take(token);
        }
    }

    private void initialize(Connection connection, boolean isProbe) throws SQLException {
        var process = DateStyle.setFullName(connection);
        if (process.isPresent()) {
            enableNamedStatements(connection, process.getAsInt());
        } else if (isProbe || direct || settings.namedStatements()) {
            try (var statement = connection.createStatement()) {
                enableNamedStatements(connection, serverProcess(statement));
            }
        }
    }

    /// The number of the server's process that serves the connection.
    static int serverProcess(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /// Enables named statements on a direct connection, where no other client can use the server's process, and
    /// behind a pooler where the settings ask for it.
    ///
    /// A pooler invents the process number ("backend PID") in its greeting, so it differs from the one that
    /// the server returns. Where they differ statements stay unnamed, which is right everywhere.
    private void enableNamedStatements(Connection connection, int process) throws SQLException {
        var physical = connection.unwrap(PGConnection.class);
        direct = process == physical.getBackendPID();
        int threshold = Integer.parseInt(url.properties().getOrDefault("prepareThreshold", NAMED_AFTER));
        if (threshold == 0 || !(direct || settings.namedStatements())) return;
        if (!direct) NamedStatements.requireSupported(connection);
        physical.setPrepareThreshold(threshold);
    }

    /// @param token of [ChannelSocketFactory], which the caller takes
    static Connection connect(DatabaseUrl.Valid url, Properties properties, String token) throws SQLException {
        properties.setProperty("socketFactory", ChannelSocketFactory.class.getName());
        properties.setProperty("socketFactoryArg", token);
        properties.putIfAbsent("classLoaderStrategy", "context-first");
        long start = System.nanoTime();
        try {
            return connect(url, properties);
        } catch (SQLException e) {
            var limit = Duration.ofSeconds(Long.parseLong(properties.getProperty("loginTimeout")));
            boolean timedOut = e.getCause() == null && System.nanoTime() - start >= limit.toNanos();
            throw timedOut ? silent(url, limit, e) : e;
        }
    }

    /// The driver finds a class by its name. Where its own class loader has another copy of the library,
    /// as in some application servers, that one's factory would know nothing of the tokens of this one.
    private static Connection connect(DatabaseUrl.Valid url, Properties properties) throws SQLException {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(Connector.class.getClassLoader());
        try {
            var connection = DRIVER.connect(url.jdbcUrl(), properties);
            if (connection == null) throw new SQLException("The driver does not know this URL", "08001");
            return connection;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /// What the driver reports as "Connection attempt timed out." in the language of the JVM. A connection
    /// was accepted, or [ChannelSocketFactory] would have said sooner what was not.
    private static SQLException silent(DatabaseUrl.Valid url, Duration limit, SQLException e) {
        var hosts = url.hosts().stream().map(DatabaseUrl.Host::toString).collect(Collectors.joining(", "));
        var words = hosts + " accepted the connection and did not answer within " + limit.toMillis() + " ms";
        var silent = new SQLException(words, e.getSQLState(), new SocketTimeoutException(words));
        silent.addSuppressed(e);
        return silent;
    }

    /// Runs a step of connecting within the connect timeout; closes the connection when it fails.
    private void withinConnectTimeout(Connection connection, Initializer initializer) throws SQLException {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(settings.connectTimeout().toMillis()));
            initializer.run();
            connection.setNetworkTimeout(Runnable::run, socketMillis());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private interface Initializer {
        void run() throws SQLException;
    }

    private Properties properties() throws SQLException {
        var seconds = Long.toString(Math.max(1, settings.connectTimeout().toSeconds()));
        var properties = properties(url);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", Long.toString(socketMillis() / 1000));
        properties.setProperty("cancelSignalTimeout", Long.toString(StatementLimits.CANCEL.toSeconds()));
        properties.setProperty("readOnlyMode", "transaction");
        return properties;
    }

    /// The properties of every connection, in the pool or not; no pooler refuses any of them.
    ///
    /// @throws SQLException when a file that the URL names for TLS cannot be used
    static Properties properties(DatabaseUrl.Valid url) throws SQLException {
        var properties = new Properties();
        properties.putAll(url.properties());
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        properties.putIfAbsent("ApplicationName", "tidepool");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("logServerErrorDetail", "false");
        TlsFiles.check(properties);
        return properties;
    }

    private int socketMillis() {
        return Math.toIntExact(
                settings.statementTimeout().plus(StatementLimits.GRACE).toMillis());
    }
}
