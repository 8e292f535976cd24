package com.hiremebahamas.demo;

import com.hiremebahamas.demo.DemoJobs.Advert;
import com.hiremebahamas.demo.DemoPeople.Person;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// The demo data's way into the tables: `copy`, in one transaction of one connection.
final class DemoStore {

    private static final int BUFFER = 1 << 16;

    private final Connection connection;

    DemoStore(Connection connection) {
        this.connection = connection;
    }

    boolean isEmpty() throws SQLException {
        return number("select count(*) from (select 1 from account limit 1) as any_account", "") == 0;
    }

    /// How many accounts do not look invented.
    long realAccounts() throws SQLException {
        return number("select count(*) from account where email not like '%@example.com'", "");
    }

    /// How many accounts the demo data of a seed brought.
    long accounts(String mark) throws SQLException {
        return number("select count(*) from account where right(email, length(?)) = ?", mark);
    }

    List<Long> accountIds(String mark) throws SQLException {
        try (var statement =
                connection.prepareStatement("select id from account where right(email, length(?)) = ? order by id")) {
            statement.setString(1, mark);
            statement.setString(2, mark);
            var ids = new ArrayList<Long>();
            try (var row = statement.executeQuery()) {
                while (row.next()) ids.add(row.getLong(1));
            }
            return ids;
        }
    }

    /// Rows on their way into one table.
    final class Copy implements AutoCloseable {

        private final BufferedWriter out;

        private Copy(String sql) throws SQLException {
            var stream = new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, BUFFER);
            out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER);
        }

        void row(@Nullable Object... values) throws IOException {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) out.write('\t');
                out.write(escaped(values[i]));
            }
            out.write('\n');
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    Copy intoAccounts() throws SQLException {
        return new Copy(
                "copy account (email, password_hash, display_name, headline, island_code, created_at) from stdin");
    }

    Copy intoJobs() throws SQLException {
        return new Copy("""
                copy job (posted_by, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
                          description, how_to_apply, posted_at, closed_at)
                from stdin""");
    }

    static void write(Copy copy, Person person) throws IOException {
        copy.row(
                person.email(),
                person.passwordHash(),
                person.name(),
                person.headline(),
                person.islandCode(),
                person.createdAt());
    }

    static void write(Copy copy, long postedBy, Advert advert) throws IOException {
        copy.row(
                postedBy,
                advert.title(),
                advert.employer(),
                advert.islandCode(),
                advert.employmentType().name(),
                advert.payMin(),
                advert.payMax(),
                advert.payPeriod().name(),
                advert.description(),
                advert.howToApply(),
                advert.postedAt(),
                advert.closedAt());
    }

    /// An account somebody can sign in with; one that was there keeps its place and gets the new password.
    void writeAccount(DemoAccount account, String passwordHash) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into account (email, password_hash, display_name, headline, island_code)
                values (?, ?, ?, ?, ?)
                    on conflict (lower(email)) do update set password_hash = excluded.password_hash
                """)) {
            statement.setString(1, account.email());
            statement.setString(2, passwordHash);
            statement.setString(3, account.name());
            statement.setString(4, account.headline());
            statement.setString(5, account.islandCode());
            statement.executeUpdate();
        }
    }

    /// Makes the advertisements of whoever posted the newest one those of an account.
    void takeOverJobs(String email) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update job
                   set posted_by = (select id from account where lower(email) = lower(?))
                 where posted_by = (select posted_by from job order by posted_at desc, id desc limit 1)
                """)) {
            statement.setString(1, email);
            statement.executeUpdate();
        }
    }

    /// Fresh figures for the planner, which otherwise takes the table for empty until autovacuum comes by.
    void analyze() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("analyze account, job");
        }
    }

    private long number(String sql, String mark) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++)
                statement.setString(i, mark);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String escaped(@Nullable Object value) {
        if (value == null) return "\\N";
        var text = value.toString();
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
