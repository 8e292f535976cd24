package com.hiremebahamas.tidepool;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engine for code that wants JDBC: the same gate, breaker and guard around plain connections.
final class TidepoolDataSource implements UrlDataSource {

    private final Supplier<Lease> leases;
    private final Duration statement;
    private final PoolerGuard guard = new PoolerGuard();

    /// @param statement longest run of a statement
    TidepoolDataSource(Supplier<Lease> leases, Duration statement) {
        this.leases = leases;
        this.statement = statement;
    }

    /// @throws SQLException with the library's exception as its cause
    @Override
    public Connection getConnection() throws SQLException {
        try {
            var lease = leases.get();
            hold(lease);
            var closed = new AtomicBoolean();
            return (Connection) Proxy.newProxyInstance(
                    TidepoolDataSource.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (_, method, arguments) -> call(lease, closed, method, arguments));
        } catch (DatabaseException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        }
    }

    /// Whoever had the connection before may have been in more of a hurry.
    private void hold(Lease lease) throws SQLException {
        try {
            lease.limitSocket(Limits.now(statement).socket());
        } catch (SQLException e) {
            lease.breaks();
            lease.close();
            throw e;
        }
    }

    private @Nullable Object call(Lease lease, AtomicBoolean closed, Method method, Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                if (!closed.getAndSet(true)) lease.close();
                return null;
            }
            case "isClosed" -> {
                return closed.get();
            }
            case "setSchema" -> throw new SQLException("setSchema reaches the next client: qualify the names instead");
            case "setTransactionIsolation" ->
                throw new SQLException("setTransactionIsolation reaches the next client: begin with SET TRANSACTION");
            default -> {
                if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) guard.check(sql);
            }
        }
        try {
            return method.invoke(lease.pooled(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
