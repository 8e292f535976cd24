package com.hiremebahamas.tidepool.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which effect of a statement outlives its transaction, by PostgreSQL's list of commands. What a function, a
/// procedure or a `do` block does is not in the text of the statement.
final class StatementRules {

    private static final Set<String> TEMPORARY = Set.of("temp", "temporary");
    private static final Set<String> SCOPES = Set.of("local", "global");

    /// Of `create`, before the name of what is created.
    private static final Set<String> KINDS = Set.of(
            "or",
            "replace",
            "unlogged",
            "foreign",
            "table",
            "recursive",
            "view",
            "sequence",
            "function",
            "procedure",
            "aggregate",
            "type",
            "domain",
            "operator",
            "class",
            "family",
            "collation",
            "conversion",
            "statistics",
            "text",
            "search",
            "configuration",
            "dictionary",
            "parser",
            "template",
            "if",
            "not",
            "exists");

    /// Of `create`: what runs a query or an expression at once. A view, a function or a trigger only stores it.
    private static final Set<String> COMPUTED = Set.of("table", "materialized", "index");
    private static final Set<String> BEFORE_COMPUTED =
            Set.of("local", "global", "temp", "temporary", "unlogged", "foreign", "unique");

    /// Commands that name functions and call none.
    private static final Set<String> NAMING = Set.of("grant", "revoke", "comment", "drop", "security");

    private static final Set<String> TRANSACTION_MODES = Set.of("isolation", "read", "deferrable", "not", "snapshot");

    /// What follows a table that is named `temp`.
    private static final Set<String> CLAUSES = Set.of(
            "from",
            "where",
            "group",
            "having",
            "window",
            "union",
            "intersect",
            "except",
            "order",
            "limit",
            "offset",
            "fetch",
            "for");

    private static final Set<String> FALSE = Set.of("false", "off");

    private final Statement statement;

    private StatementRules(Statement statement) {
        this.statement = statement;
    }

    /// Null when nothing outlives the transaction.
    static @Nullable SessionEffect effectOf(Statement statement) {
        return new StatementRules(statement).effect();
    }

    private @Nullable SessionEffect effect() {
        // The driver leaves out the braces of this escape, and runs what is in them.
        int head = statement.isSymbol(0, "{") && statement.isWord(1, "oj") ? 2 : 0;
        if (!statement.isWord(head, "explain")) return effect(head);
        int explained = analyzed(head + 1);
        return explained < 0 ? null : effect(explained);
    }

    private @Nullable SessionEffect effect(int head) {
        var first = statement.at(head);
        if (first.kind() != Token.Kind.WORD) return computed(head);
        return switch (first.text()) {
            case "set" -> set(head + 1);
            case "reset", "discard" -> SessionEffect.RESET;
            case "listen", "unlisten" -> SessionEffect.CHANNEL;
            case "load" -> SessionEffect.LIBRARY;
            // It ends the transaction, whose end is then sent for nothing.
            case "prepare" ->
                statement.isWord(head + 1, "transaction") ? SessionEffect.TRANSACTION : SessionEffect.PREPARED;
            case "execute", "deallocate" -> SessionEffect.PREPARED;
            case "begin", "end", "abort" -> SessionEffect.TRANSACTION;
            case "start" -> statement.isWord(head + 1, "transaction") ? SessionEffect.TRANSACTION : null;
            // A prepared transaction belongs to no session: any may end it.
            case "commit" -> statement.isWord(head + 1, "prepared") ? null : SessionEffect.TRANSACTION;
            case "rollback" -> rollback(head + 1);
            case "declare" -> declare(head + 1);
            case "create" -> create(head + 1);
            default -> NAMING.contains(first.text()) ? null : computed(head);
        };
    }

    private @Nullable SessionEffect computed(int from) {
        var effect = FunctionCalls.effectOf(statement, from);
        return effect == null && selectsIntoTemporary(from) ? SessionEffect.SELECTED_INTO : effect;
    }

    /// Where the statement begins that `explain analyze` runs; -1 where `explain` only plans it.
    private int analyzed(int from) {
        int i = from;
        boolean runs = false;
        if (statement.isSymbol(i, "(")) {
            for (i++; i < statement.size() && !statement.isSymbol(i, ")"); i++) runs |= isAnalyze(i) && !isFalse(i + 1);
            return runs ? i + 1 : -1;
        }
        for (; isAnalyze(i) || statement.isWord(i, "verbose"); i++) runs |= isAnalyze(i);
        return runs ? i : -1;
    }

    private boolean isAnalyze(int i) {
        return statement.isWord(i, "analyze") || statement.isWord(i, "analyse");
    }

    private boolean isFalse(int i) {
        return FALSE.contains(statement.at(i).text());
    }

    private @Nullable SessionEffect set(int from) {
        int i = statement.isWord(from, "session") && !isName(from) ? from + 1 : from;
        boolean isOfTransaction = (statement.isWord(i, "local") && !isName(i))
                || (statement.isWord(i, "transaction") && statement.isOneOf(i + 1, TRANSACTION_MODES))
                || (statement.isWord(i, "constraints") && !isName(i));
        return isOfTransaction ? null : SessionEffect.SETTING;
    }

    /// Whether a word is the name of a setting, as in `set local.zone = 'x'`.
    private boolean isName(int i) {
        return statement.isSymbol(i + 1, ".") || statement.isSymbol(i + 1, "=") || statement.isWord(i + 1, "to");
    }

    private @Nullable SessionEffect rollback(int from) {
        if (statement.isWord(from, "prepared")) return null;
        int i = statement.isWord(from, "work") || statement.isWord(from, "transaction") ? from + 1 : from;
        return statement.isWord(i, "to") ? null : SessionEffect.TRANSACTION;
    }

    private @Nullable SessionEffect declare(int from) {
        int query = statement.find(from, "for");
        int hold = statement.find(from, "with", "hold");
        if (hold >= 0 && (query < 0 || hold < query)) return SessionEffect.CURSOR;
        return computed(from);
    }

    private @Nullable SessionEffect create(int from) {
        if (isTemporary(from) && statement.find(from, "on", "commit", "drop") < 0) return SessionEffect.TEMPORARY;
        int kind = from;
        while (statement.isOneOf(kind, BEFORE_COMPUTED)) kind++;
        if (!statement.isOneOf(kind, COMPUTED)) return null;
        if (statement.isWord(statement.find(kind, "as") + 1, "execute")) return SessionEffect.PREPARED;
        return FunctionCalls.effectOf(statement, kind);
    }

    private boolean isTemporary(int from) {
        int i = statement.isWords(from, "or", "replace") ? from + 2 : from;
        if (isTemporaryWord(i)) return true;
        while (statement.isOneOf(i, KINDS)) i++;
        return isInTemporarySchema(i);
    }

    private boolean isTemporaryWord(int i) {
        return statement.isOneOf(statement.isOneOf(i, SCOPES) ? i + 1 : i, TEMPORARY);
    }

    /// Whether a name is `pg_temp.x`, or that of the schema behind it, `pg_temp_3.x`.
    private boolean isInTemporarySchema(int name) {
        // Of three parts at most: the database, the schema and the name.
        for (int i = name; i < name + 4 && statement.isSymbol(i + 1, "."); i += 2) {
            var schema = statement.at(i);
            if (schema.isName()
                    && (schema.text().equals("pg_temp") || schema.text().startsWith("pg_temp_"))) return true;
        }
        return false;
    }

    private boolean selectsIntoTemporary(int from) {
        for (int i = from; i < statement.size(); i++) {
            if (statement.isWord(i, "into")
                    && !statement.isWord(i - 1, "insert")
                    && !statement.isWord(i - 1, "merge")
                    && (isInTemporarySchema(i + 1) || intoTemporary(i + 1))) return true;
        }
        return false;
    }

    /// `into temp t`, but not `into temp from …`, which makes a lasting table of that name.
    private boolean intoTemporary(int from) {
        if (!isTemporaryWord(from)) return false;
        int table = statement.isOneOf(from, SCOPES) ? from + 2 : from + 1;
        return statement.at(table).isName() && !statement.isOneOf(table, CLAUSES);
    }
}
