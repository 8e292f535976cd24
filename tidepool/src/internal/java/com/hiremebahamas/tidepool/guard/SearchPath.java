package com.hiremebahamas.tidepool.guard;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Where a session looks for names. Migration tools put the schema that they work in first, where it often is already.
///
/// @param setting as it was set
/// @param schemas that there are, in their order: two settings with the same ones do the same
public record SearchPath(String setting, String schemas) {

    private static final String READ = "select current_setting('search_path'), current_schemas(false)";

    private static final List<String> BEFORE_VALUE = List.of("select", "set_config", "(", "search_path", ",");
    private static final List<String> AFTER_VALUE = List.of(",", "false", ")");

    /// Whether a text is `select set_config('search_path', …, false)`, with one literal or parameter.
    public static boolean isSetBy(String sql) {
        if (!sql.contains("search_path")) return false;
        var texts = SqlLexer.tokens(sql).stream().map(Token::text).toList();
        return texts.size() == BEFORE_VALUE.size() + 1 + AFTER_VALUE.size()
                && texts.subList(0, BEFORE_VALUE.size()).equals(BEFORE_VALUE)
                && texts.subList(BEFORE_VALUE.size() + 1, texts.size()).equals(AFTER_VALUE);
    }

    /// That of the session. Blocks for one query.
    public static SearchPath read(Statement statement) throws SQLException {
        try (var row = statement.executeQuery(READ)) {
            row.next();
            return new SearchPath(row.getString(1), row.getString(2));
        }
    }

    /// Puts this one back where the session has one with other schemas now.
    ///
    /// @throws SQLException of state 0A000 then
    public void requireSame(Statement statement) throws SQLException {
        if (read(statement).schemas.equals(schemas)) return;
        statement.execute("select set_config('search_path', '" + setting.replace("'", "''") + "', false)");
        throw new SQLException(SessionEffect.SET_CONFIG.remedy() + ": the search path", "0A000");
    }
}
