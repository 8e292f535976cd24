package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;

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
import org.postgresql.jdbc.PgStatement;

/// A lease as plain JDBC. Whichever way the text of a statement is handed over, it passes the guard, and every
/// statement begins with the limit of the engine's own. What leads back to a connection or a statement leads back
/// to these; `unwrap` alone, for code that knows the driver, goes past them.
final class GuardedConnection implements InvocationHandler {

    /// "Feature not supported", of the SQL standard.
    private static final String REFUSED = "0A000";

    private final Lease lease;
    private final PoolerGuard guard;
    private final Duration longest;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GuardedConnection(Lease lease, PoolerGuard guard, Duration longest) {
        this.lease = lease;
        this.guard = guard;
        this.longest = longest;
    }

    /// @param longest run of a statement
    static Connection on(Lease lease, PoolerGuard guard, Duration longest) {
        return proxy(Connection.class, new GuardedConnection(lease, guard, longest));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                if (!closed.getAndSet(true)) lease.close();
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
            default -> pass(lease.pooled(), self, method, arguments);
        };
    }

    private <T extends Statement> T statement(
            Class<T> type, Object connection, Method method, Object @Nullable [] arguments) throws Throwable {
        var statement = type.cast(requireNonNull(pass(lease.pooled(), connection, method, arguments)));
        statement
                .unwrap(PgStatement.class)
                .setQueryTimeoutMs(Math.max(1, Limits.now(longest).statement().toMillis()));
        return proxy(
                type,
                (self, called, given) -> called.getName().equals("getConnection")
                        ? connection
                        : rows(pass(statement, self, called, given), called, (Statement) self));
    }

    private DatabaseMetaData metaData(Object connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        var data = requireNonNull(pass(lease.pooled(), connection, method, arguments));
        return proxy(
                DatabaseMetaData.class,
                (self, called, given) -> called.getName().equals("getConnection")
                        ? connection
                        : rows(pass(data, self, called, given), called, null));
    }

    /// Rows know the statement they come from; those of the metadata come from none, as JDBC allows.
    private @Nullable Object rows(@Nullable Object answer, Method method, @Nullable Statement origin) {
        if (!(answer instanceof ResultSet rows) || method.getName().equals("unwrap")) return answer;
        return proxy(
                ResultSet.class,
                (self, called, given) -> called.getName().equals("getStatement")
                        ? origin
                        : rows(pass(rows, self, called, given), called, origin));
    }

    // A connection equals itself alone.
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Object pass(Object target, Object self, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("equals")) return arguments != null && self == arguments[0];
        if (takesSql(method) && arguments != null && arguments[0] instanceof String sql) check(sql);
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) lease.noteServerReadOnly(failure);
            throw e.getCause();
        }
    }

    /// Not so what may only sound like a statement, such as the name of a savepoint.
    private static boolean takesSql(Method method) {
        var name = method.getName();
        return name.startsWith("execute") || name.startsWith("prepare") || name.equals("addBatch");
    }

    private void check(String sql) throws SQLException {
        try {
            guard.check(sql);
        } catch (IllegalArgumentException e) {
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
