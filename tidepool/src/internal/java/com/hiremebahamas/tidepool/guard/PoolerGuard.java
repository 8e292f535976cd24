package com.hiremebahamas.tidepool.guard;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/// Refuses statements whose effect outlives their transaction: behind a pooler it would reach the next client,
/// or be lost. It reads the text of a statement as PostgreSQL does, in time that grows with its length and no
/// faster; a statement checked before costs one lookup in a map.
///
/// What a text does not show, such as what a function or a `do` block runs, it cannot refuse; a [SessionVerifier]
/// finds it afterwards.
public final class PoolerGuard {

    /// Programs have a few hundred statements; one that builds them at run time must not fill the memory.
    private static final int MOST_REMEMBERED = 2000;

    /// Where a statement that is refused may run.
    public static final String OWN_SESSION =
            "For a session of its own use Tidepool.unpooled with the direct URL, or sessionDataSource() over a direct "
                    + "connection";

    private final @Nullable SessionVerifier verifier;
    private final Map<String, List<StatementKind>> passed = new ConcurrentHashMap<>();

    /// @param verifier gets each statement; null for none
    public PoolerGuard(@Nullable SessionVerifier verifier) {
        this.verifier = verifier;
    }

    /// Checks a statement that is about to run on this connection. A change of the role that changes nothing passes:
    /// migration tools put the role back that they have found. Only then is the server asked.
    ///
    /// @throws IllegalArgumentException naming the remedy
    public void check(String sql, PgConnection connection) throws SQLException {
        try {
            check(sql);
        } catch (IllegalArgumentException e) {
            var role = SessionRole.of(sql);
            if (role == null || !role.isAlreadyThatOf(connection)) throw e;
        }
        if (verifier != null) verifier.note(connection, sql);
    }

    /// Checks the text alone.
    ///
    /// @return the kinds of the statements in it, in order
    /// @throws IllegalArgumentException naming the remedy
    public List<StatementKind> check(String sql) {
        var known = passed.get(sql);
        if (known != null) return known;
        var statements = Statement.split(SqlLexer.tokens(sql));
        for (var statement : statements) {
            var effect = StatementRules.effectOf(statement);
            if (effect != null) throw new IllegalArgumentException(effect.remedy() + ": " + sql.strip());
        }
        var kinds = kinds(statements);
        if (passed.size() < MOST_REMEMBERED) passed.put(sql, kinds);
        return kinds;
    }

    /// The kinds of the statements in a text, in order; nothing is checked.
    public List<StatementKind> kinds(String sql) {
        var known = passed.get(sql);
        return known != null ? known : kinds(Statement.split(SqlLexer.tokens(sql)));
    }

    /// Whether a text only reads. Anything else that fails after the server has run it must be undone.
    public boolean isRead(String sql) {
        for (var kind : kinds(sql)) if (kind != StatementKind.READ) return false;
        return true;
    }

    private static List<StatementKind> kinds(List<Statement> statements) {
        return statements.stream()
                .filter(statement -> statement.size() > 0)
                .map(StatementKind::of)
                .toList();
    }
}
