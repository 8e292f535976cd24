package com.hiremebahamas.examples.plain;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;

/// Prints which PostgreSQL answers at `DATABASE_URL`, or what to do when none does.
public final class FirstQuery {

    public static void main(String[] arguments) {
        var url = System.getenv("DATABASE_URL");
        if (url == null || url.isBlank()) {
            System.err.println("DATABASE_URL is not set. Set it to the address of a PostgreSQL, and run this again:");
            System.err.println("DATABASE_URL=postgresql://user:password@host:5432/database");
            System.exit(2);
        }
        try {
            System.out.println("Answered by PostgreSQL " + version(url));
        } catch (DatabaseException e) {
            System.err.println("DATABASE_URL: " + e.getMessage());
            System.exit(1);
        }
    }

    /// What one query returns. A program that lives on makes one Tidepool, and closes it at its end.
    static String version(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT)) {
            return tidepool.one("show server_version", row -> row.getString(1)).orElseThrow();
        }
    }
}
