package com.hiremebahamas.tidepool;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Refuses statements whose effect outlives their transaction: behind a pooler it would reach the next client, or
/// be lost. A statement checked before costs one lookup in a set.
final class PoolerGuard {

    /// Programs have a few hundred statements; one that builds them at run time must not fill the memory.
    private static final int MOST_REMEMBERED = 2000;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    /// What only looks like SQL: text, comments, quoted names, bodies of functions.
    private static final Pattern QUOTED =
            Pattern.compile("'[^']*'|--[^\\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$|\"[^\"]*\"", Pattern.DOTALL);

    /// A function's arguments, up to the bracket that ends them; calls of functions among them, two deep.
    private static final String INSIDE = "(?:[^()]++|\\((?:[^()]++|\\([^()]*+\\))*+\\))*+";

    private static final String TEMPORARY = "(local\\s+|global\\s+)?temp(orary)?\\s+";

    private static final Map<Pattern, String> REFUSED = Map.ofEntries(
            refuse("set\\s++(?!local\\b|transaction\\b|constraints\\b)", "SET reaches the next client: use SET LOCAL"),
            refuse("(reset|discard)\\b", "RESET and DISCARD change what the next client gets: use SET LOCAL instead"),
            refuse("(listen|unlisten)\\b", "LISTEN receives nothing behind a pooler: poll, or use a direct connection"),
            refuse(
                    "(prepare|execute|deallocate)\\b",
                    "PREPARE stays on one server connection: send the statement itself"),
            refuse("load\\b", "LOAD stays on one server connection: use shared_preload_libraries"),
            refuse(
                    "declare\\b.*\\bwith\\s+hold\\b",
                    "WITH HOLD cursors stay on one server connection: read in one transaction"),
            refuse(
                    "create\\s+(or\\s+replace\\s+)?" + TEMPORARY + "(?!.*\\bon\\s+commit\\s+drop\\b)",
                    "A temporary table stays behind for another client: add ON COMMIT DROP"),
            refuse(
                    "(select|with)\\b.*\\binto\\s+" + TEMPORARY,
                    "A temporary table stays behind for another client: create it with ON COMMIT DROP"),
            refuse(
                    "(begin|start\\s+transaction|commit|end|abort|rollback(?!\\s+((work|transaction)\\s+)?to\\b))\\b",
                    "Use read or write for a transaction"),
            Map.entry(
                    // The transaction's own, pg_advisory_xact_lock, are what to use.
                    Pattern.compile("\\bpg_(try_)?advisory_(lock|unlock)(_shared|_all)?\\s*\\(", FLAGS),
                    "A session lock is lost behind a pooler: use pg_advisory_xact_lock"),
            Map.entry(
                    Pattern.compile("\\bset_config\\s*\\((?!" + INSIDE + "(?<=,\\s{0,9}true\\s{0,9})\\))", FLAGS),
                    "set_config(…, false) reaches the next client: make it set_config(…, true)"));

    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /// @throws IllegalArgumentException naming the remedy
    void check(String sql) {
        if (passed.contains(sql)) return;
        for (var statement : QUOTED.matcher(sql).replaceAll(" ").split(";", -1)) {
            REFUSED.forEach((pattern, remedy) -> {
                if (pattern.matcher(statement.strip()).find())
                    throw new IllegalArgumentException(remedy + ": " + sql.strip());
            });
        }
        if (passed.size() < MOST_REMEMBERED) passed.add(sql);
    }

    private static Map.Entry<Pattern, String> refuse(String start, String remedy) {
        return Map.entry(Pattern.compile("^" + start, FLAGS), remedy);
    }
}
