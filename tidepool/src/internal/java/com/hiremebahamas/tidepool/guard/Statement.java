package com.hiremebahamas.tidepool.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The tokens of one statement; beyond its end there is an empty symbol.
record Statement(List<Token> tokens) {

    private static final Token END = new Token(Token.Kind.SYMBOL, "");

    private static final Set<String> ROUTINES = Set.of("function", "procedure");

    /// Splits at semicolons, but not inside brackets, as in `create rule`, nor inside `begin atomic … end`.
    static List<Statement> split(List<Token> tokens) {
        var all = new Statement(tokens);
        var statements = new ArrayList<Statement>();
        int start = 0;
        int depth = 0;
        boolean body = false;
        for (int i = 0; i < tokens.size(); i++) {
            if (all.isSymbol(i, "(")) depth++;
            else if (all.isSymbol(i, ")")) depth = Math.max(0, depth - 1);
            else if (body) body = !all.endsBody(i);
            else if (depth == 0 && all.isWords(i, "begin", "atomic")) body = all.createsRoutine(start);
            else if (depth == 0 && all.isSymbol(i, ";")) {
                statements.add(new Statement(tokens.subList(start, i)));
                start = i + 1;
            }
        }
        statements.add(new Statement(tokens.subList(start, tokens.size())));
        return statements;
    }

    private boolean createsRoutine(int start) {
        int kind = isWords(start + 1, "or", "replace") ? start + 3 : start + 1;
        return isWord(start, "create") && at(kind).kind() == Token.Kind.WORD && ROUTINES.contains(at(kind).text());
    }

    /// `end` begins no statement of a body, and nothing else that begins one ends it: `case … end` has no semicolon.
    private boolean endsBody(int i) {
        return isWord(i, "end") && (isWord(i - 1, "atomic") || isSymbol(i - 1, ";"));
    }

    Token at(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : END;
    }

    int size() {
        return tokens.size();
    }

    boolean isWord(int i, String word) {
        return at(i).isWord(word);
    }

    boolean isWords(int i, String... words) {
        for (int n = 0; n < words.length; n++) if (!isWord(i + n, words[n])) return false;
        return true;
    }

    boolean isOneOf(int i, Set<String> words) {
        return at(i).kind() == Token.Kind.WORD && words.contains(at(i).text());
    }

    boolean isSymbol(int i, String symbol) {
        return at(i).isSymbol(symbol);
    }

    /// Where the words begin, side by side; -1 where they are not.
    int find(int from, String... words) {
        for (int i = from; i < size(); i++) if (isWords(i, words)) return i;
        return -1;
    }
}
