package com.hiremebahamas.testing;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// A database that looks like the one of the old Python site: Alembic's table, and tables of SQLAlchemy's making.
public final class OldSite {

    /// What its bcrypt hashed to the hash below.
    public static final String PASSWORD = "abc";

    private static final String HASH = "$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
    private static final String OTHER_PASSWORD_HASH = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private final String url =
            PostgresServer.shared().url(PostgresServer.shared().createDatabase());

    public OldSite() {
        execute("""
                create type notificationtype as enum ('FOLLOW', 'LIKE');
                create table alembic_version (version_num varchar(32) primary key);
                insert into alembic_version values ('3f2a9c1b7d4e');
                create table users (
                    id serial primary key,
                    email varchar(255) not null unique,
                    hashed_password varchar(255),
                    first_name varchar(100) not null,
                    last_name varchar(100) not null,
                    username varchar(50) unique,
                    phone varchar(20),
                    location varchar(200),
                    occupation varchar(200),
                    is_active boolean default true,
                    role varchar(50) default 'user',
                    created_at timestamptz default now()
                );
                create table jobs (
                    id serial primary key,
                    title varchar(200) not null,
                    company varchar(200) not null,
                    salary_min integer,
                    employer_id integer not null references users (id)
                );
                create table posts (id serial primary key, user_id integer references users (id), content text);
                create table messages (id serial primary key, sender_id integer references users (id), content text);
                create table notifications (
                    id serial primary key,
                    user_id integer references users (id),
                    notification_type notificationtype
                );
                """);
    }

    public String url() {
        return url;
    }

    /// Adds a person whose password is [#PASSWORD].
    ///
    /// @param kind such as `2b`, of the bcrypt hash
    public OldSite withPerson(String email, String kind) {
        return with(email, "$" + kind + HASH, "Ann", "Rolle", "true");
    }

    /// Adds a person with the same address and another password, registered a year earlier.
    public OldSite withEarlierPerson(String email) {
        with(email, OTHER_PASSWORD_HASH, "Ann", "Before", "true");
        execute("update users set created_at = created_at - interval '1 year' where email = '" + email + "'");
        return this;
    }

    public OldSite withName(String email, String first, String last) {
        return with(email, "$2b" + HASH, first, last, "true");
    }

    public OldSite withInactivePerson(String email) {
        return with(email, "$2b" + HASH, "In", "Active", "false");
    }

    /// Adds a person whose password cannot be verified.
    public OldSite withHash(String email, String hash) {
        return with(email, hash, "No", "Password", "true");
    }

    private OldSite with(String email, String hash, String first, String last, String active) {
        execute("insert into users (email, hashed_password, first_name, last_name, occupation, is_active)"
                + " values ('%s', nullif('%s', ''), '%s', '%s', 'Boat  builder', %s)"
                        .formatted(email, hash, first, last, active));
        return this;
    }

    /// The names of everything in it, with the number of rows of `users`.
    public List<String> contents() {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select string_agg(nspname || '.' || relname, ' ' order by nspname, relname),
                               (select count(*) from users)
                          from pg_class
                          join pg_namespace on pg_namespace.oid = relnamespace
                         where nspname not like 'pg\\_%' and nspname <> 'information_schema'
                        """)) {
            row.next();
            return List.of(row.getString(1), row.getString(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public Connection connect() throws SQLException {
        return Tidepool.unpooled((DatabaseUrl.Valid) DatabaseUrl.parse(url), Duration.ofSeconds(5))
                .getConnection();
    }
}
