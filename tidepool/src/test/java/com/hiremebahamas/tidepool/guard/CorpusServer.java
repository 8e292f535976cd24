package com.hiremebahamas.tidepool.guard;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/// A database with what the statements of the corpus name, and what they leave in a session of their own.
final class CorpusServer {

    private static final String OBJECTS = """
            do $$ begin create role corpus_ann; exception when duplicate_object then null; end $$;
            create schema app;
            create schema nowhere;
            create schema config_table;
            create table keyed (n int primary key);
            create table note (n int, word text, "set" text, listen text, constraint note_fk foreign key (n)
                references keyed (n) deferrable);
            insert into keyed values (1), (2);
            create table words (listen int, load int, reset int, discard int, prepare int);
            create table temp (n int);
            create table lasting_temp (temp int);
            create table config_column (set_config text, word text, "pg_advisory_lock(1)" int);
            create table config_table.set_config (a int, b int, c bool);
            create function app.plain() returns int language sql as 'select 1';
            create function app.set_config(text, text, bool) returns int language sql as 'select 1';
            create function app.pg_advisory_lock(int) returns int language sql as 'select 1';
            """;

    /// The server splits the text into statements, and not the driver.
    private final String url;

    CorpusServer() {
        var server = PostgresServer.shared();
        url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + server.createDatabase()
                + "?preferQueryMode=simple";
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(OBJECTS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs a text in a transaction of a new session, and commits.
    ///
    /// @return what is in the session then and was not, or is not there any more
    Set<SessionState.Item> left(String sql) throws SQLException {
        try (var connection = connect()) {
            var session = connection.unwrap(PgConnection.class);
            var before = SessionState.read(session);
            connection.setAutoCommit(false);
            run(session, sql);
            connection.commit();
            var after = SessionState.read(session);
            var left = new LinkedHashSet<>(after.without(before));
            left.addAll(before.without(after));
            release(connection);
            return left;
        }
    }

    /// A server ends a session some time after its connection was closed, and the next one may want the
    /// same lock.
    private static void release(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("discard all");
        }
    }

    private static void run(PgConnection session, String sql) throws SQLException {
        if (sql.startsWith("copy")) {
            var copy = new CopyManager(session).copyOut(sql);
            while (copy.readFromCopy() != null) {}
            return;
        }
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }
}
