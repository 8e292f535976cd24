package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;

import com.hiremebahamas.tidepool.guard.JdbcCall;
import com.hiremebahamas.tidepool.guard.PoolerGuard;
import com.hiremebahamas.tidepool.guard.SearchPath;
import com.hiremebahamas.tidepool.guard.SessionChangedException;
import com.hiremebahamas.tidepool.guard.TransactionIsolation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgStatement;

/// An acquired connection as plain JDBC, by dynamic proxies. The guard checks the text of every statement,
/// whichever method takes it, and every statement has the pool's time limit. `getConnection()` and
/// `getStatement()` of derived objects return the proxies again; only `unwrap`, for code that knows the
/// driver, returns the objects behind them. What a borrower sets on it ends with the borrower: HikariCP
/// resets what it knows of, and this class the rest.
final class GuardedConnection {

    /// "Feature not supported", of the SQL standard.
    static final String REFUSED = "0A000";

    private static final String SET_SCHEMA =
            "setSchema reaches the next client: qualify the names. " + PoolerGuard.OWN_SESSION;

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
    /// @param listener         is called for each statement that was run
    static Connection on(
            PoolEntry entry, @Nullable PoolerGuard guard, Duration statementTimeout, TidepoolListener listener) {
        return proxy(Connection.class, new GuardedConnection(entry, guard, statementTimeout, listener)::answer);
    }

    private @Nullable Object answer(JdbcCall call) throws Throwable {
        if (guard == null && call.isOfSession()) return pass(entry.pooled(), call);
        return switch (call.name()) {
            case "close" -> close();
            case "isClosed" -> closed.get();
            case "setSchema" -> throw new SQLException(SET_SCHEMA, REFUSED);
            case "getTransactionIsolation" -> open(isolation).level();
            case "setTransactionIsolation" -> open(isolation).choose((Integer) requireNonNull(call.argument()));
            case "setClientInfo" -> setClientInfo();
            case "createStatement" -> statement(Statement.class, call);
            case "prepareStatement" -> statement(PreparedStatement.class, call);
            case "prepareCall" -> statement(CallableStatement.class, call);
            case "getMetaData" -> metaData(call);
            default -> pass(entry.pooled(), call);
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

    private <T extends Statement> T statement(Class<T> type, JdbcCall call) throws Throwable {
        var statement = type.cast(requireNonNull(pass(entry.pooled(), call)));
        limit(statement);
        var prepared = call.textOr("");
        return proxy(
                type,
                made -> made.name().equals("getConnection")
                        ? call.proxy()
                        : rows(run(statement, made, prepared), made, (Statement) made.proxy()));
    }

    private @Nullable Object run(Statement statement, JdbcCall call, String prepared) throws Throwable {
        if (call.name().equals("setQueryTimeout") && call.argument() instanceof Integer seconds && seconds >= 0)
            return limit(statement, Duration.ofSeconds(seconds));
        if (!call.isExecuting()) return pass(statement, call);
        var sql = call.textOr(prepared);
        long start = System.nanoTime();
        try {
            return guard != null && SearchPath.isSetBy(sql) ? keepingPath(statement, call, sql) : pass(statement, call);
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
    private @Nullable Object keepingPath(Statement statement, JdbcCall call, String sql) throws Throwable {
        if (!setsPathInTransaction(sql)) check(sql, call);
        begin();
        try (var other = entry.pooled().createStatement()) {
            var path = SearchPath.read(other);
            try {
                return pass(statement, call);
            } finally {
                if (entry.physical().getTransactionState() == TransactionState.OPEN) path.requireSame(other);
            }
        }
    }

    private boolean setsPathInTransaction(String sql) throws SQLException {
        return SearchPath.isSetBy(sql) && !entry.pooled().getAutoCommit();
    }

    private DatabaseMetaData metaData(JdbcCall call) throws Throwable {
        var data = requireNonNull(pass(entry.pooled(), call));
        return proxy(
                DatabaseMetaData.class,
                made -> made.name().equals("getConnection") ? call.proxy() : rows(pass(data, made), made, null));
    }

    /// `getStatement()` of a result set returns the proxy it came from; null for those of the metadata, as JDBC
    /// allows.
    private @Nullable Object rows(@Nullable Object answer, JdbcCall call, @Nullable Statement origin) {
        if (!(answer instanceof ResultSet rows) || call.name().equals("unwrap")) return answer;
        return proxy(
                ResultSet.class,
                made -> made.name().equals("getStatement") ? origin : rows(pass(rows, made), made, origin));
    }

    // A connection is equal to itself only.
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Object pass(Object target, JdbcCall call) throws Throwable {
        if (call.name().equals("equals")) return call.proxy() == call.argument();
        if (call.takesSql()) check(call.textOr(""), call);
        if (call.mayBegin()) begin();
        try {
            var answer = call.on(target);
            if (call.mayEnd()) verify();
            return answer;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) entry.noteFailure(failure);
            throw e.getCause();
        }
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
        var _ = limit(statement, Duration.ZERO);
    }

    /// The shorter one holds: beyond the pool's limit the socket would be closed under a statement that goes on.
    ///
    /// @param asked zero for no limit but the pool's
    private @Nullable Void limit(Statement statement, Duration asked) throws SQLException {
        var most = StatementLimits.now(statementTimeout).statement();
        var limit = asked.isZero() || asked.compareTo(most) > 0 ? most : asked;
        statement.unwrap(PgStatement.class).setQueryTimeoutMs(Math.max(1, limit.toMillis()));
        return null;
    }

    private void check(String sql, JdbcCall call) throws SQLException {
        if (guard == null) return;
        try {
            guard.check(sql, entry.physical());
        } catch (IllegalArgumentException e) {
            // That is judged when it runs; of a batch nobody knows then.
            if (setsPathInTransaction(sql) && !call.name().equals("addBatch")) return;
            throw new SQLException(e.getMessage(), REFUSED, e);
        }
    }

    private interface Answer {
        @Nullable
        Object to(JdbcCall call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        InvocationHandler handler = (self, method, arguments) -> answer.to(new JdbcCall(self, method, arguments));
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
