package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;

import com.hiremebahamas.tidepool.guard.PoolerGuard;
import com.hiremebahamas.tidepool.guard.SearchPath;
import com.hiremebahamas.tidepool.guard.SessionChangedException;
import com.hiremebahamas.tidepool.guard.TransactionIsolation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgStatement;

/// An acquired connection as plain JDBC, by dynamic proxies. The guard checks the text of every statement,
/// whichever method takes it, and every statement has the pool's time limit. `getConnection()` and `getStatement()`
/// of derived objects return the proxies again; only `unwrap`, for code that knows the driver, returns the objects
/// behind them. What a borrower sets on it ends with the borrower: HikariCP resets what it knows of, and this class
/// the rest.
final class GuardedConnection implements InvocationHandler {

    /// "Feature not supported", of the SQL standard.
    static final String REFUSED = "0A000";

    /// Methods that may send the first statement of a transaction, beside those of the metadata and those whose name
    /// begins with `execute`, `update` or `moveTo`: an updatable result set looks for its primary key.
    private static final Set<String> BEGINNING =
            Set.of("setSavepoint", "getSchema", "getCatalog", "insertRow", "deleteRow", "refreshRow");

    /// What a session of the caller's own may have for itself.
    private static final Set<String> OF_SESSION =
            Set.of("setSchema", "getTransactionIsolation", "setTransactionIsolation", "setClientInfo");

    private static final Set<String> ENDING = Set.of("commit", "rollback", "setAutoCommit");

    private final PoolEntry entry;
    private final @Nullable PoolerGuard guard;
    private final Duration statementTimeout;
    private final TidepoolListener listener;
    private final TransactionIsolation isolation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GuardedConnection(
            PoolEntry entry, @Nullable PoolerGuard guard, Duration statementTimeout, TidepoolListener listener) {
        this.entry = entry;
        this.guard = guard;
        this.statementTimeout = statementTimeout;
        this.listener = listener;
        this.isolation = new TransactionIsolation(entry.physical());
    }

    /// @param guard            null for none, where the session is the caller's own
    /// @param statementTimeout of the pool
    /// @param listener         is told of each statement that was run
    static Connection on(
            PoolEntry entry, @Nullable PoolerGuard guard, Duration statementTimeout, TidepoolListener listener) {
        return proxy(Connection.class, new GuardedConnection(entry, guard, statementTimeout, listener));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (guard == null && OF_SESSION.contains(method.getName()))
            return pass(entry.pooled(), self, method, arguments);
        return switch (method.getName()) {
            case "close" -> close();
            case "isClosed" -> closed.get();
            case "setSchema" -> throw refused("setSchema reaches the next client: qualify the names instead");
            case "getTransactionIsolation" -> open(isolation).level();
            case "setTransactionIsolation" -> open(isolation).choose((Integer) requireNonNull(arguments)[0]);
            case "setClientInfo" -> setClientInfo();
            case "createStatement" -> statement(Statement.class, self, method, arguments);
            case "prepareStatement" -> statement(PreparedStatement.class, self, method, arguments);
            case "prepareCall" -> statement(CallableStatement.class, self, method, arguments);
            case "getMetaData" -> metaData(self, method, arguments);
            default -> pass(entry.pooled(), self, method, arguments);
        };
    }

    private <T> T open(T part) throws SQLException {
        if (closed.get()) throw new SQLException("The connection is closed", "08003");
        return part;
    }

    private @Nullable Void close() throws SQLException {
        if (closed.getAndSet(true)) return null;
        try {
            entry.physical().setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
            entry.physical().setTypeMap(new HashMap<>());
        } catch (SQLException e) {
            entry.markBroken();
        }
        try {
            entry.close();
        } catch (SessionChangedException e) {
            throw new SQLException(e.getMessage(), REFUSED, e);
        }
        return null;
    }

    /// As JDBC has it for what a driver does not know: without effect, and with a warning.
    private @Nullable Void setClientInfo() throws SQLClientInfoException {
        if (closed.get()) throw new SQLClientInfoException("The connection is closed", "08003", Map.of());
        entry.physical()
                .addWarning(new SQLWarning(
                        "Client info is not sent, for it would reach the next client: name the application in the URL, "
                                + "application_name=…",
                        "01000"));
        return null;
    }

    private <T extends Statement> T statement(
            Class<T> type, Object connection, Method method, Object @Nullable [] arguments) throws Throwable {
        var statement = type.cast(requireNonNull(pass(entry.pooled(), connection, method, arguments)));
        limit(statement);
        var prepared = arguments != null && arguments[0] instanceof String sql ? sql : "";
        return proxy(
                type,
                (self, called, given) -> called.getName().equals("getConnection")
                        ? connection
                        : rows(run(statement, self, called, given, prepared), called, (Statement) self));
    }

    private @Nullable Object run(
            Object statement, Object self, Method method, Object @Nullable [] arguments, String prepared)
            throws Throwable {
        if (!method.getName().startsWith("execute")) return pass(statement, self, method, arguments);
        var sql = arguments != null && arguments[0] instanceof String given ? given : prepared;
        long start = System.nanoTime();
        try {
            return guard != null && SearchPath.isSetBy(sql)
                    ? keepingPath(statement, self, method, arguments, sql)
                    : pass(statement, self, method, arguments);
        } catch (SQLException e) {
            if (FailureClassifier.isOverTime(e)) listener.statementTimedOut(sql, since(start));
            throw e;
        } finally {
            listener.statementExecuted(sql, since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// Runs what sets the search path, and puts it back where that has changed which schemas are searched. In a
    /// transaction only: behind a pooler each statement outside one may run in another session.
    private @Nullable Object keepingPath(
            Object statement, Object self, Method method, Object @Nullable [] arguments, String sql) throws Throwable {
        if (!setsPathInTransaction(sql)) check(sql, method);
        begin();
        try (var other = entry.pooled().createStatement()) {
            var path = SearchPath.read(other);
            try {
                return pass(statement, self, method, arguments);
            } finally {
                if (entry.physical().getTransactionState() == TransactionState.OPEN) path.requireSame(other);
            }
        }
    }

    private boolean setsPathInTransaction(String sql) throws SQLException {
        return SearchPath.isSetBy(sql) && !entry.pooled().getAutoCommit();
    }

    private DatabaseMetaData metaData(Object connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        var data = requireNonNull(pass(entry.pooled(), connection, method, arguments));
        return proxy(
                DatabaseMetaData.class,
                (self, called, given) -> called.getName().equals("getConnection")
                        ? connection
                        : rows(pass(data, self, called, given), called, null));
    }

    /// `getStatement()` of a result set returns the proxy it came from; null for those of the metadata, as JDBC
    /// allows.
    private @Nullable Object rows(@Nullable Object answer, Method method, @Nullable Statement origin) {
        if (!(answer instanceof ResultSet rows) || method.getName().equals("unwrap")) return answer;
        return proxy(
                ResultSet.class,
                (self, called, given) -> called.getName().equals("getStatement")
                        ? origin
                        : rows(pass(rows, self, called, given), called, origin));
    }

    // A connection is equal to itself only.
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Object pass(Object target, Object self, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("equals")) return arguments != null && self == arguments[0];
        if (takesSql(method) && arguments != null && arguments[0] instanceof String sql) check(sql, method);
        if (mayBegin(method)) begin();
        try {
            var answer = method.invoke(target, arguments);
            if (mayEnd(method)) verify();
            return answer;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) entry.noteFailure(failure);
            throw e.getCause();
        }
    }

    /// The names of methods whose first argument is SQL; `setSavepoint`, for one, takes a name that may look like
    /// SQL.
    private static boolean takesSql(Method method) {
        var name = method.getName();
        return name.startsWith("execute") || name.startsWith("prepare") || name.equals("addBatch");
    }

    private static boolean mayBegin(Method method) {
        var name = method.getName();
        return name.startsWith("execute")
                || name.startsWith("update")
                || name.startsWith("moveTo")
                || BEGINNING.contains(name)
                || method.getDeclaringClass() == DatabaseMetaData.class;
    }

    private static boolean mayEnd(Method method) {
        return method.getName().startsWith("execute") || ENDING.contains(method.getName());
    }

    /// Begins the transaction at the level that was chosen, where the next statement would begin one at another.
    private void begin() throws SQLException {
        var first = isolation.firstStatement();
        if (first == null) return;
        try (var statement = entry.pooled().createStatement()) {
            limit(statement);
            statement.execute(first);
        }
    }

    private void verify() throws SQLException {
        if (closed.get() || entry.physical().getTransactionState() != TransactionState.IDLE) return;
        try {
            entry.verify();
        } catch (SessionChangedException e) {
            throw new SQLException(e.getMessage(), REFUSED, e);
        }
    }

    private void limit(Statement statement) throws SQLException {
        var limit = StatementLimits.now(statementTimeout).statement();
        statement.unwrap(PgStatement.class).setQueryTimeoutMs(Math.max(1, limit.toMillis()));
    }

    private void check(String sql, Method method) throws SQLException {
        if (guard == null) return;
        try {
            guard.check(sql, entry.physical());
        } catch (IllegalArgumentException e) {
            // That is judged when it runs; of a batch nobody knows then.
            if (setsPathInTransaction(sql) && !method.getName().equals("addBatch")) return;
            throw new SQLException(e.getMessage(), REFUSED, e);
        }
    }

    private static SQLException refused(String remedy) {
        return new SQLException(remedy, REFUSED);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
