package com.hiremebahamas.tidepool.guard;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Calls of the server's own functions whose effect outlives the transaction, in whichever spelling; those that lock
/// or set for the transaction only are others.
final class FunctionCalls {

    private static final String SET_CONFIG = "set_config";

    private static final Map<String, SessionEffect> EFFECTS = Map.ofEntries(
            Map.entry(SET_CONFIG, SessionEffect.SET_CONFIG),
            Map.entry("pg_advisory_lock", SessionEffect.LOCK),
            Map.entry("pg_advisory_lock_shared", SessionEffect.LOCK),
            Map.entry("pg_try_advisory_lock", SessionEffect.LOCK),
            Map.entry("pg_try_advisory_lock_shared", SessionEffect.LOCK),
            Map.entry("pg_advisory_unlock", SessionEffect.LOCK),
            Map.entry("pg_advisory_unlock_shared", SessionEffect.LOCK),
            Map.entry("pg_advisory_unlock_all", SessionEffect.LOCK),
            Map.entry("pg_backup_start", SessionEffect.SERVER_CONNECTION),
            Map.entry("pg_backup_stop", SessionEffect.SERVER_CONNECTION),
            Map.entry("pg_replication_origin_session_setup", SessionEffect.SERVER_CONNECTION),
            Map.entry("pg_replication_origin_session_reset", SessionEffect.SERVER_CONNECTION));

    /// Words before the name of a table or of a function that is not called.
    private static final Set<String> BEFORE_NAMES = Set.of(
            "into",
            "table",
            "exists",
            "references",
            "copy",
            "as",
            "with",
            "function",
            "procedure",
            "routine",
            "aggregate");

    private final Statement statement;
    private final ArrayDeque<Bracket> open = new ArrayDeque<>();

    private FunctionCalls(Statement statement) {
        this.statement = statement;
    }

    /// The effect of the first such call; null when there is none.
    static @Nullable SessionEffect effectOf(Statement statement, int from) {
        var calls = new FunctionCalls(statement);
        for (int i = from; i < statement.size(); i++) {
            var effect = calls.effectOf(i);
            if (effect != null) return effect;
        }
        return null;
    }

    private @Nullable SessionEffect effectOf(int i) {
        var token = statement.at(i);
        if (token.kind() != Token.Kind.SYMBOL) {
            var effect = isCall(i) ? EFFECTS.get(token.text()) : null;
            return effect == SessionEffect.SET_CONFIG ? null : effect;
        }
        switch (token.text()) {
            case "(", "[" -> open.push(new Bracket(isCall(i - 1) && isSetConfig(i - 1), i + 1));
            case "," -> endArgument(i);
            case ")", "]" -> {
                endArgument(i);
                var closed = open.poll();
                if (closed != null && closed.isSetConfig && !closed.isLocal) return SessionEffect.SET_CONFIG;
            }
            default -> {}
        }
        return null;
    }

    private boolean isSetConfig(int i) {
        return statement.at(i).text().equals(SET_CONFIG);
    }

    /// A name before a bracket, or in the escape `{call name}`; of `pg_catalog` where it names a schema.
    private boolean isCall(int i) {
        if (!statement.at(i).isName()) return false;
        boolean escaped = statement.isSymbol(i + 1, "}");
        if (!escaped && !statement.isSymbol(i + 1, "(")) return false;
        if (statement.isSymbol(i - 1, ".")) return statement.at(i - 2).text().equals("pg_catalog");
        return escaped ? statement.isWord(i - 1, "call") : !statement.isOneOf(i - 1, BEFORE_NAMES);
    }

    private void endArgument(int end) {
        var call = open.peek();
        if (call == null) return;
        if (call.isSetConfig) readArgument(call, end);
        call.index++;
        call.start = end + 1;
    }

    private void readArgument(Bracket call, int end) {
        boolean isNamed = statement.isSymbol(call.start + 1, "=>") || statement.isSymbol(call.start + 1, ":=");
        int value = isNamed ? call.start + 2 : call.start;
        boolean isThird = isNamed ? statement.at(call.start).text().equals("is_local") : call.index == 2;
        if (isThird) call.isLocal = isTrue(value, end);
    }

    /// Only a literal: of a parameter or an expression nobody knows the value.
    private boolean isTrue(int first, int last) {
        int from = first;
        int end = last;
        for (; statement.isSymbol(from, "(") && statement.isSymbol(end - 1, ")"); end--) from++;
        boolean isCast = statement.isSymbol(from + 1, "::")
                && (statement.isWord(from + 2, "boolean") || statement.isWord(from + 2, "bool"));
        if (end - from != (isCast ? 3 : 1)) return false;
        return switch (statement.at(from).kind()) {
            case WORD -> statement.isWord(from, "true");
            case STRING -> BooleanText.isTrue(statement.at(from).text());
            case QUOTED_NAME, CONSTANT, SYMBOL -> false;
        };
    }

    private static final class Bracket {
        final boolean isSetConfig;
        int start;
        int index;
        boolean isLocal;

        Bracket(boolean isSetConfig, int start) {
            this.isSetConfig = isSetConfig;
            this.start = start;
        }
    }
}
