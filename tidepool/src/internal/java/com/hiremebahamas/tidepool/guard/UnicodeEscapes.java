package com.hiremebahamas.tidepool.guard;

import com.hiremebahamas.tidepool.guard.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names such as `U&"d\0061ta"`, and `U&"d!0061ta" uescape '!'`.
final class UnicodeEscapes {

    /// The lexer puts this symbol before the name.
    static final String PREFIX = "U&";

    private UnicodeEscapes() {}

    /// The tokens with each such name as the name that it stands for.
    static List<Token> resolved(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> token.isSymbol(PREFIX))) return tokens;
        var resolved = new ArrayList<Token>();
        int i = 0;
        while (i < tokens.size()) {
            boolean isEscaped = tokens.get(i).isSymbol(PREFIX);
            boolean isChosen = isEscaped && isChosen(tokens, i + 2);
            char escape = isChosen ? tokens.get(i + 3).text().charAt(0) : '\\';
            resolved.add(isEscaped ? unescaped(tokens.get(i + 1), escape) : tokens.get(i));
            i += isChosen ? 4 : isEscaped ? 2 : 1;
        }
        return resolved;
    }

    private static boolean isChosen(List<Token> tokens, int at) {
        return at + 1 < tokens.size()
                && tokens.get(at).isWord("uescape")
                && tokens.get(at + 1).kind() == Kind.STRING
                && tokens.get(at + 1).text().length() == 1;
    }

    /// Whatever follows an escape character that is none, the server refuses.
    private static Token unescaped(Token name, char escape) {
        var four = Pattern.quote("" + escape) + "([0-9A-Fa-f]{4})";
        var six = Pattern.quote(escape + "+") + "([0-9A-Fa-f]{6})";
        var itself = Pattern.quote("" + escape + escape);
        var text = Pattern.compile(itself + "|" + four + "|" + six)
                .matcher(name.text())
                .replaceAll(match -> Matcher.quoteReplacement(character(match, escape)));
        return new Token(Kind.QUOTED_NAME, text);
    }

    private static String character(MatchResult escaped, char escape) {
        var digits = escaped.group(1) == null ? escaped.group(2) : escaped.group(1);
        if (digits == null) return String.valueOf(escape);
        int codePoint = Integer.parseInt(digits, 16);
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
    }
}
