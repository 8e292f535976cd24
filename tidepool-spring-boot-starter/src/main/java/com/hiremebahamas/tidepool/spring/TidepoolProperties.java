package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.PoolSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/// The properties `tidepool.*`. The defaults are those of [PoolSettings#DEFAULT].
///
/// @param url              URL of the database as its host shows it, user and password included. Without it
///                         spring.datasource.url or DATABASE_URL is used.
/// @param directUrl        URL past the pooler, user and password included, for migrations. Without it
///                         DATABASE_URL_UNPOOLED is used beside DATABASE_URL, or what the URL itself tells.
/// @param poolSize         Connections kept for reuse while they are in use now and then.
/// @param overflow         Further connections under load.
/// @param acquireTimeout   Longest wait for a free connection.
/// @param maxLifetime      Longest life of a connection.
/// @param connectTimeout   Longest time to open a connection, TLS and sign-in included.
/// @param statementTimeout Longest run of one statement.
/// @param verification     Whether each connection that was used is compared with what it was, for development.
/// @param namedStatements  Whether statements are named behind a pooler, too, for one that supports them.
/// @param migrate          Whether to migrate the schema with Flyway and to end, instead of serving.
/// @param migration        When Flyway migrates the schema, beside the command.
@ConfigurationProperties("tidepool")
public record TidepoolProperties(
        @Nullable String url,
        @Nullable String directUrl,
        @DefaultValue("5") int poolSize,
        @DefaultValue("5") int overflow,
        @DefaultValue("30s") Duration acquireTimeout,
        @DefaultValue("5m") Duration maxLifetime,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration statementTimeout,
        @DefaultValue("false") boolean verification,
        @DefaultValue("false") boolean namedStatements,
        @DefaultValue("false") boolean migrate,
        @DefaultValue("command") Migration migration) {

    /// When the schema is migrated.
    public enum Migration {
        /// By `--tidepool.migrate` alone.
        COMMAND,
        /// Also by each start of the application, once it serves.
        AFTER_START,
        /// By each start, before the application serves, which then needs the database: for tests.
        AT_BOOT
    }

    /// @throws InvalidConfigurationPropertyValueException when a value makes no sense
    PoolSettings settings() {
        try {
            return new PoolSettings(
                    poolSize,
                    overflow,
                    acquireTimeout,
                    maxLifetime,
                    connectTimeout,
                    statementTimeout,
                    verification,
                    namedStatements);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /// @param problem begins with the name of the component
    private InvalidConfigurationPropertyValueException invalid(String problem) {
        var values = Map.of(
                "size", poolSize,
                "overflow", overflow,
                "acquireTimeout", acquireTimeout,
                "maxLifetime", maxLifetime,
                "connectTimeout", connectTimeout,
                "statementTimeout", statementTimeout);
        var component = problem.split(" ", 2)[0];
        var property = component.equals("size") ? "poolSize" : component;
        return new InvalidConfigurationPropertyValueException(
                "tidepool." + DataObjectPropertyName.toDashedForm(property), values.get(component), problem);
    }

    /// Without the URLs, which hold passwords.
    @Override
    public String toString() {
        return "tidepool: " + settings();
    }
}
