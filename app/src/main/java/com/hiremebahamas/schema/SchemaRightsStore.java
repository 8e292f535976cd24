package com.hiremebahamas.schema;

import java.sql.SQLException;
import javax.sql.DataSource;

/// What the role of a connection may do in the schema of that connection.
public final class SchemaRightsStore {

    private static final String RIGHTS = """
            /* schemaRights.rights */
            select quote_ident(current_user) as role,
                   coalesce(quote_ident(current_schema()), '') as schema,
                   current_setting('search_path') as path,
                   coalesce(has_schema_privilege(current_schema(), 'create'), false) as creates,
                   current_setting('transaction_read_only') = 'on' as read_only
            """;

    /// The rights, and where they hold.
    ///
    /// @param role     quoted where SQL needs it
    /// @param schema   likewise; empty when the search path names none that exists
    /// @param path     the search path
    /// @param creates  whether the role may create tables in the schema
    /// @param readOnly whether the server takes no writes, as a standby and one with a full disk do
    public record Rights(String role, String schema, String path, boolean creates, boolean readOnly) {

        /// What stands in the way of creating tables, with the remedy; empty when nothing does.
        public String obstacle() {
            if (readOnly) return "the server is read-only: use the address of the primary, or free its disk";
            if (schema.isEmpty())
                return "no schema of the search path (" + path + ") exists: run, as the owner of the database, "
                        + "create schema public authorization " + role;
            if (!creates)
                return "the role " + role + " may not create tables in the schema " + schema
                        + ": run, as its owner, grant usage, create on schema " + schema + " to " + role;
            return "";
        }
    }

    private final DataSource database;

    public SchemaRightsStore(DataSource database) {
        this.database = database;
    }

    /// Blocks for one query.
    public Rights rights() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(RIGHTS)) {
            row.next();
            return new Rights(
                    row.getString("role"),
                    row.getString("schema"),
                    row.getString("path"),
                    row.getBoolean("creates"),
                    row.getBoolean("read_only"));
        }
    }
}
