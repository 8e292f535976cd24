package com.hiremebahamas.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// What another program has made in the schema of a connection, such as the old site's `alembic_version`.
public final class OtherProgramStore {

    private static final String NAMES = """
            /* otherProgram.names */
            with made as (
                select oid, relname::text as name, 1 as kind
                  from pg_class
                 where relnamespace = current_schema()::regnamespace
                   and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                union all
                select oid, proname::text, 2
                  from pg_proc
                 where pronamespace = current_schema()::regnamespace
                union all
                select oid, typname::text, 2
                  from pg_type
                 where typnamespace = current_schema()::regnamespace
                   and typtype in ('d', 'e')
            )
            select name
              from made
             where not exists (select from pg_depend
                                where objid = made.oid
                                  and objsubid = 0
                                  and deptype in ('a', 'e', 'i'))
               and to_regclass('flyway_schema_history') is null
             order by name ~* 'version|migration|changelog' desc, kind, name
            """;

    private final DataSource database;

    public OtherProgramStore(DataSource database) {
        this.database = database;
    }

    /// The names of its tables, views, sequences, functions and types, without those of extensions and those that
    /// belong
    /// to another one, such as the sequence of a column; first those that
    /// record the program's own migrations, which show whose schema it is. Empty where `migrate` has run, and
    /// where nothing is. Blocks for one query.
    public List<String> names() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(NAMES)) {
            var names = new ArrayList<String>();
            while (row.next()) names.add(row.getString("name"));
            return List.copyOf(names);
        }
    }
}
