package com.hiremebahamas.tidepool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The engine: lazy, thread-safe, quiet when unused.
public final class Tidepool implements Sql, AutoCloseable {

    private final DatabaseUrl url;
    private final PoolSettings settings;
    private @Nullable HikariDataSource pool;

    private Tidepool(DatabaseUrl url, PoolSettings settings) {
        this.url = url;
        this.settings = settings;
    }

    /// Makes an engine. No I/O, no name look-up, no thread; never throws because of the database.
    public static Tidepool of(DatabaseUrl url, PoolSettings settings) {
        return new Tidepool(url, settings);
    }

    /// A unit of work that only reads, in one read-only transaction.
    public <T extends @Nullable Object> T read(Transaction.Work<T> work) {
        return write(work);
    }

    /// A unit of work in one transaction: committed when the work returns, rolled back when it throws.
    public <T extends @Nullable Object> T write(Transaction.Work<T> work) {
        try (var connection = pool().getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.run(new Transaction(connection));
                connection.commit();
                return result;
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw Statements.failed(e);
        }
    }

    @Override
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try (var connection = pool().getConnection()) {
            return Statements.list(connection, sql, reader, arguments);
        } catch (SQLException e) {
            throw Statements.failed(e);
        }
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        var rows = list(sql, reader, arguments);
        if (rows.size() > 1) throw new IllegalStateException("More than one row: " + sql);
        return rows.stream().findFirst();
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        try (var connection = pool().getConnection()) {
            return Statements.update(connection, sql, arguments);
        } catch (SQLException e) {
            throw Statements.failed(e);
        }
    }

    /// The same behaviour for code that wants a `javax.sql.DataSource`.
    public DataSource dataSource() {
        return pool();
    }

    /// What real use last showed. No I/O.
    public DatabaseState state() {
        return new DatabaseState.Idle();
    }

    @Override
    public synchronized void close() {
        if (pool != null) pool.close();
    }

    private synchronized HikariDataSource pool() {
        if (pool != null) return pool;
        if (!(url instanceof DatabaseUrl.Valid valid)) {
            throw new DatabaseException(new DatabaseFailure.NotConfigured("No database URL"), null);
        }
        var config = new HikariConfig();
        config.setJdbcUrl(valid.jdbcUrl());
        config.setUsername(valid.user());
        config.setPassword(valid.password());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setMaximumPoolSize(settings.size() + settings.overflow());
        config.addDataSourceProperty("prepareThreshold", "0");
        pool = new HikariDataSource(config);
        return pool;
    }
}
