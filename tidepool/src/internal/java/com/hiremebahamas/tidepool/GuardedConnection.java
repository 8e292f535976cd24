package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;

import com.hiremebahamas.tidepool.guard.PoolerGuard;
import com.hiremebahamas.tidepool.guard.SearchPath;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgStatement;

/// An acquired connection as plain JDBC, by dynamic proxies. The guard checks the text of every statement,
/// whichever method takes it, and every statement has the pool's time limit. `getConnection()` and `getStatement()`
/// of derived objects return the proxies again; only `unwrap`, for code that knows the driver, returns the objects
/// behind them.
final class GuardedConnection implements InvocationHandler {

    /// "Feature not supported", of the SQL standard.
    private static final String REFUSED = "0A000";

    private final PoolEntry entry;
    private final PoolerGuard guard;
    private final Duration statementTimeout;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GuardedConnection(PoolEntry entry, PoolerGuard guard, Duration statementTimeout) {
        this.entry = entry;
        this.guard = guard;
        this.statementTimeout = statementTimeout;
    }

    /// @param statementTimeout of the pool
    static Connection on(PoolEntry entry, PoolerGuard guard, Duration statementTimeout) {
        return proxy(Connection.class, new GuardedConnection(entry, guard, statementTimeout));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                if (!closed.getAndSet(true)) entry.close();
                yield null;
            }
            case "isClosed" -> closed.get();
            case "setSchema" -> throw refused("setSchema reaches the next client: qualify the names instead");
            case "setTransactionIsolation" ->
                throw refused("setTransactionIsolation reaches the next client: begin with SET TRANSACTION");
            case "createStatement" -> statement(Statement.class, self, method, arguments);
            case "prepareStatement" -> statement(PreparedStatement.class, self, method, arguments);
            case "prepareCall" -> statement(CallableStatement.class, self, method, arguments);
            case "getMetaData" -> metaData(self, method, arguments);
            default -> pass(entry.pooled(), self, method, arguments);
        };
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
        var sql = arguments != null && arguments[0] instanceof String given ? given : prepared;
        return method.getName().startsWith("execute") && SearchPath.isSetBy(sql)
                ? keepingPath(statement, self, method, arguments, sql)
                : pass(statement, self, method, arguments);
    }

    /// Runs what sets the search path, and puts it back where that has changed which schemas are searched. In a
    /// transaction only: behind a pooler each statement outside one may run in another session.
    private @Nullable Object keepingPath(
            Object statement, Object self, Method method, Object @Nullable [] arguments, String sql) throws Throwable {
        if (!setsPathInTransaction(sql)) check(sql, method);
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
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) entry.noteServerReadOnly(failure);
            throw e.getCause();
        }
    }

    /// The names of methods whose first argument is SQL; `setSavepoint`, for one, takes a name that may look like
    /// SQL.
    private static boolean takesSql(Method method) {
        var name = method.getName();
        return name.startsWith("execute") || name.startsWith("prepare") || name.equals("addBatch");
    }

    private void limit(Statement statement) throws SQLException {
        var limit = StatementLimits.now(statementTimeout).statement();
        statement.unwrap(PgStatement.class).setQueryTimeoutMs(Math.max(1, limit.toMillis()));
    }

    private void check(String sql, Method method) throws SQLException {
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
