package com.hiremebahamas.schema;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.Sql;

/// Flyway's table `flyway_schema_history`, read without Flyway.
public final class SchemaStore {

    private static final String NO_SUCH_TABLE = "42P01";

    private final Sql sql;

    public SchemaStore(Sql sql) {
        this.sql = sql;
    }

    /// The version of the last script applied, such as `004`; empty for a database that was never migrated. Blocks for
    /// one query.
    ///
    /// @throws DatabaseException when the database cannot answer
    public String version() {
        try {
            return sql.one("""
                            /* schema.version */
                            select version
                              from flyway_schema_history
                             where success
                               and version is not null
                             order by installed_rank desc
                             limit 1
                            """, row -> row.getString("version")).orElse("");
        } catch (DatabaseException e) {
            if (e.failure() instanceof DatabaseFailure.Rejected rejected
                    && rejected.sqlState().equals(NO_SUCH_TABLE)) return "";
            throw e;
        }
    }
}
