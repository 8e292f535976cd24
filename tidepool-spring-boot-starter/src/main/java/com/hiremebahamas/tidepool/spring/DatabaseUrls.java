package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/// Where the database is: the URL that serves, and the one past the pooler, for migrations. Both come from one source,
/// so that a migration never runs in another database than the one that is served.
record DatabaseUrls(DatabaseUrl url, DatabaseUrl direct) {

    static final String TIDEPOOL = "tidepool.url";
    static final String SPRING = "spring.datasource.url";
    static final String PLATFORM = "DATABASE_URL";
    private static final String DIRECT = "tidepool.direct-url";

    /// From the first source that is there: connection details such as those of Testcontainers, `tidepool.url`,
    /// `spring.datasource.url` with its user and password, `DATABASE_URL`.
    static DatabaseUrls of(@Nullable JdbcConnectionDetails details, Environment environment) {
        if (details != null) return withoutDirect(of(details), "spring.flyway.url");
        if (has(environment, TIDEPOOL))
            return with(DatabaseUrl.parse(environment.getProperty(TIDEPOOL)), DIRECT, environment);
        if (has(environment, SPRING)) return with(ofSpring(environment), DIRECT, environment);
        var platform = DatabaseUrl.parse(environment.getProperty(PLATFORM));
        var unpooled = environment.getProperty("DATABASE_URL_UNPOOLED");
        return StringUtils.hasText(unpooled) && !has(environment, DIRECT)
                ? new DatabaseUrls(platform, DatabaseUrl.parse(unpooled))
                : with(platform, "DATABASE_URL_UNPOOLED", environment);
    }

    private static DatabaseUrl of(JdbcConnectionDetails details) {
        return DatabaseUrl.parse(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    private static DatabaseUrl ofSpring(Environment environment) {
        return DatabaseUrl.parse(
                environment.getProperty(SPRING),
                environment.getProperty("spring.datasource.username"),
                environment.getProperty("spring.datasource.password"));
    }

    /// @param setting which would name the direct URL
    private static DatabaseUrls with(DatabaseUrl url, String setting, Environment environment) {
        return has(environment, DIRECT)
                ? new DatabaseUrls(url, DatabaseUrl.parse(environment.getProperty(DIRECT)))
                : withoutDirect(url, setting);
    }

    private static DatabaseUrls withoutDirect(DatabaseUrl url, String setting) {
        return new DatabaseUrls(url, url instanceof DatabaseUrl.Valid valid ? directOf(valid, setting) : url);
    }

    private static DatabaseUrl directOf(DatabaseUrl.Valid url, String setting) {
        var derived = url.direct();
        if (derived.isPresent()) return derived.get();
        return url.kind()
                .pooler()
                .<DatabaseUrl>map(pooler -> new DatabaseUrl.Invalid("cannot be used: " + url.target() + " is behind "
                        + pooler + ", where a migration loses its session: set " + setting + " to the direct URL"))
                .orElse(url);
    }

    static boolean has(Environment environment, String property) {
        return StringUtils.hasText(environment.getProperty(property));
    }
}
