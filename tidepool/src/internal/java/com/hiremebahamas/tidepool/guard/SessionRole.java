package com.hiremebahamas.tidepool.guard;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/// The role that a statement sets for the session.
///
/// @param name `none` for the user of the session, which no role can be called
record SessionRole(String name) {

    private static final String SESSION_USER = "none";

    /// Null unless the text is one statement, `set role …` or `reset role`.
    static @Nullable SessionRole of(String sql) {
        var statements = Statement.split(SqlLexer.tokens(sql)).stream()
                .filter(statement -> statement.size() > 0)
                .toList();
        if (statements.size() != 1) return null;
        var statement = statements.getFirst();
        if (statement.size() == 2 && statement.isWords(0, "reset", "role")) return new SessionRole(SESSION_USER);
        int role = statement.isWords(0, "set", "session") ? 2 : 1;
        if (!statement.isWord(0, "set") || !statement.isWord(role, "role")) return null;
        int value = statement.isSymbol(role + 1, "=") || statement.isWord(role + 1, "to") ? role + 2 : role + 1;
        var name = statement.at(value);
        boolean isName = name.isName() || name.kind() == Token.Kind.STRING;
        return isName && statement.size() == value + 1 ? new SessionRole(name.text()) : null;
    }

    /// Whether the session has this role, and it is that of its user: then setting it changes nothing. A role that a
    /// transaction or a pooler has set is another, and would be lost.
    boolean isAlreadyThatOf(PgConnection connection) throws SQLException {
        // The driver sends no BEGIN before this query, so that it cannot begin a transaction of the caller's.
        try (var row = connection.execSQLQuery("select current_user, session_user")) {
            row.next();
            var current = row.getString(1);
            return current.equals(row.getString(2)) && (name.equals(SESSION_USER) || name.equals(current));
        }
    }
}
