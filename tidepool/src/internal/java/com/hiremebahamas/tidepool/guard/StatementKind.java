package com.hiremebahamas.tidepool.guard;

import java.util.Set;

/// What a statement does to rows, as far as its text tells: a function that it calls may do anything.
public enum StatementKind {
    /// It only reads; with a lock, as in `for update`, too.
    READ,
    /// It inserts, changes or deletes rows, and returns each of them.
    RETURNING,
    /// Anything else.
    OTHER;

    private static final Set<String> READS = Set.of("select", "values", "table", "show", "explain");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge");

    /// After one of these words `update` is a lock.
    private static final Set<String> BEFORE_LOCK = Set.of("for", "key");

    /// Of what `explain analyze` runs, and of `select … into`.
    private static final Set<String> MAKES = Set.of("into", "create", "refresh", "execute", "declare", "call");

    /// With a word that might write where it does not, such as a column `update`, it is not a read: that costs a
    /// round trip, and the reverse would lose the truth about a write.
    static StatementKind of(Statement statement) {
        int verb = verb(statement);
        if (statement.isOneOf(verb, READS) && !isAnyWriting(statement)) return READ;
        return statement.isOneOf(verb, WRITES) && isReturningAfter(statement, verb) ? RETURNING : OTHER;
    }

    /// Where the main command stands: after brackets, and after the queries of `with`.
    private static int verb(Statement statement) {
        int first = 0;
        while (statement.isSymbol(first, "(")) first++;
        if (!statement.isWord(first, "with")) return first;
        int depth = 0;
        for (int i = first + 1; i < statement.size(); i++) {
            if (statement.isSymbol(i, "(")) depth++;
            else if (statement.isSymbol(i, ")")) depth--;
            else if (depth == 0 && (statement.isOneOf(i, READS) || statement.isOneOf(i, WRITES))) return i;
        }
        return statement.size();
    }

    private static boolean isAnyWriting(Statement statement) {
        for (int i = 0; i < statement.size(); i++) {
            if (statement.isOneOf(i, MAKES)) return true;
            if (statement.isOneOf(i, WRITES) && !isLock(statement, i)) return true;
        }
        return false;
    }

    private static boolean isLock(Statement statement, int i) {
        return statement.isWord(i, "update") && statement.isOneOf(i - 1, BEFORE_LOCK);
    }

    private static boolean isReturningAfter(Statement statement, int verb) {
        int depth = 0;
        for (int i = verb; i < statement.size(); i++) {
            if (statement.isSymbol(i, "(")) depth++;
            else if (statement.isSymbol(i, ")")) depth--;
            else if (depth == 0 && statement.isWord(i, "returning")) return true;
        }
        return false;
    }
}
