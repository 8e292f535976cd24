package com.hiremebahamas.tidepool.guard;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares what a session has before and after its statements, and reports what they have left behind, whichever
/// function or block did it. Two queries for each borrower at least, so it is for development and tests.
///
/// Safe on any thread; a connection belongs to one thread at a time.
public final class SessionVerifier {

    private static final Logger log = LoggerFactory.getLogger(SessionVerifier.class);

    /// As many statements as a report names.
    private static final int MOST_NAMED = 20;

    private final Map<PgConnection, Watch> watched = new ConcurrentHashMap<>();

    private record Watch(SessionState before, List<String> statements) {}

    /// Remembers what the session has now. Blocks for one query.
    public void begin(PgConnection connection) throws SQLException {
        watched.put(connection, new Watch(SessionState.read(connection), new ArrayList<>()));
    }

    /// A statement is about to run.
    void note(PgConnection connection, String sql) {
        var watch = watched.get(connection);
        if (watch != null && watch.statements.size() < MOST_NAMED) watch.statements.add(sql.strip());
    }

    /// Compares, unless no statement has run since. Blocks for one query.
    ///
    /// @throws SessionChangedException when something differs, which is logged, too: frameworks swallow what
    ///                                 `close()` throws
    public void verify(PgConnection connection) throws SQLException {
        var watch = watched.get(connection);
        if (watch == null || watch.statements.isEmpty()) return;
        var after = SessionState.read(connection);
        watched.put(connection, new Watch(after, new ArrayList<>()));
        var report = report(watch, after);
        if (report == null) return;
        log.error(report);
        throw new SessionChangedException(report);
    }

    /// Forgets the connection, which goes back to the pool.
    public void end(PgConnection connection) {
        watched.remove(connection);
    }

    /// Null where nothing differs, or where a pooler has assigned another server connection meanwhile
    private static @Nullable String report(Watch watch, SessionState after) {
        if (watch.before.process() != after.process()) return null;
        var left = after.without(watch.before);
        var gone = watch.before.without(after);
        if (left.isEmpty() && gone.isEmpty()) return null;
        return "The session is not as it was. Left behind: " + texts(left) + "; gone: " + texts(gone) + ". "
                + remedies(left.isEmpty() ? gone : left) + ". " + PoolerGuard.OWN_SESSION + ". Statements: "
                + String.join("; ", watch.statements);
    }

    private static String texts(Set<SessionState.Item> items) {
        return items.isEmpty()
                ? "nothing"
                : items.stream().map(SessionState.Item::text).collect(Collectors.joining(", "));
    }

    private static String remedies(Set<SessionState.Item> items) {
        return items.stream().map(item -> item.effect().instead()).distinct().collect(Collectors.joining(". "));
    }
}
