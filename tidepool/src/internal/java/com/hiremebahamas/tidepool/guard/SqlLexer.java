package com.hiremebahamas.tidepool.guard;

import com.hiremebahamas.tidepool.guard.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Splits SQL into tokens as PostgreSQL's own lexer does (`src/backend/parser/scan.l`), with
/// `standard_conforming_strings` on. White space and comments are left out. No text makes it throw: what is not
/// terminated ends with the text. Each character is examined a bounded number of times.
///
/// The `?` and `??` of JDBC are characters of operators, and the braces of its escapes symbols.
final class SqlLexer {

    /// No name is longer than 63 bytes, and no word for a boolean: longer strings are not kept.
    private static final int LONGEST_STRING = 64;

    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";

    private final CharSequence sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlLexer(CharSequence sql) {
        this.sql = sql;
    }

    static List<Token> tokens(CharSequence sql) {
        var lexer = new SqlLexer(sql);
        while (lexer.at < sql.length()) lexer.readOne();
        return UnicodeEscapes.resolved(lexer.tokens);
    }

    private void readOne() {
        char c = sql.charAt(at);
        if (isSpace(c)) at++;
        else if (isLineComment(at)) at = endOfLine(at);
        else if (isBlockComment(at)) at = endOfBlockComment(at + 2);
        else if (isNameStart(c)) readWord(c);
        else if (c == '\'') readString();
        else if (c == '"') readName(Kind.QUOTED_NAME, at + 1);
        else if (c == '$') readDollar();
        else if (isDigit(c)) readNumber();
        else if (isOperator(c)) readOperator();
        else readSymbol(c);
    }

    /// A letter directly before a quote is part of the constant, as in `E'…'`, and nothing else is.
    private void readWord(char first) {
        char next = charAt(at + 1);
        char lower = lower(first);
        if (lower == 'e' && next == '\'') readEscapeString();
        else if ((lower == 'b' || lower == 'x' || lower == 'n') && next == '\'') addConstant(endOfQuoted(at + 2, '\''));
        else if (lower == 'u' && next == '&' && charAt(at + 2) == '\'') addConstant(endOfQuoted(at + 3, '\''));
        else if (lower == 'u' && next == '&' && charAt(at + 2) == '"') readUnicodeName();
        else readPlainWord();
    }

    private void readPlainWord() {
        var word = new StringBuilder();
        for (; at < sql.length() && isNamePart(sql.charAt(at)); at++) word.append(lower(sql.charAt(at)));
        tokens.add(new Token(Kind.WORD, word.toString()));
    }

    private void readString() {
        int end = endOfQuoted(at + 1, '\'');
        if (end - at > LONGEST_STRING) addConstant(end);
        else add(Kind.STRING, unquoted(at + 1, end, '\''), end);
    }

    /// A string over several lines keeps its backslashes: `E'a' <new line> 'b\'c'` is one string.
    private void readEscapeString() {
        int end = endOfEscaped(at + 2);
        for (int next = continuation(end); next >= 0; next = continuation(end)) end = endOfEscaped(next);
        addConstant(end);
    }

    private int endOfEscaped(int from) {
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\'' && charAt(i + 1) != '\'') return i + 1;
            i += c == '\'' || c == '\\' ? 2 : 1;
        }
        return sql.length();
    }

    /// Where the text of a constant goes on after its quote: past white space with a line break in it, and a quote.
    ///
    /// @return -1 when it does not go on
    private int continuation(int from) {
        boolean broken = false;
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (!isSpace(c) && !isLineComment(i)) return broken && c == '\'' ? i + 1 : -1;
            broken |= isNewLine(c);
            i = isSpace(c) ? i + 1 : endOfLine(i);
        }
        return -1;
    }

    private void readName(Kind kind, int from) {
        int end = endOfQuoted(from, '"');
        add(kind, unquoted(from, end, '"'), end);
    }

    private void readUnicodeName() {
        tokens.add(new Token(Kind.SYMBOL, UnicodeEscapes.PREFIX));
        readName(Kind.QUOTED_NAME, at + 3);
    }

    /// A parameter, text between two tags, or a lone character.
    private void readDollar() {
        if (isDigit(charAt(at + 1))) {
            readNumber();
            return;
        }
        int tag = endOfTag(at + 1);
        if (tag < 0) readSymbol('$');
        else addConstant(endOfDollarQuoted(at, tag));
    }

    /// Where the tag of a dollar quote ends; -1 when this is none.
    private int endOfTag(int from) {
        int i = from;
        if (isNameStart(charAt(i))) {
            while (i < sql.length() && isNamePart(sql.charAt(i)) && sql.charAt(i) != '$') i++;
        }
        return charAt(i) == '$' ? i + 1 : -1;
    }

    private int endOfDollarQuoted(int tag, int from) {
        int length = from - tag;
        for (int i = from; i + length <= sql.length(); i++) {
            if (sql.charAt(i) == '$' && isSame(tag, i, length)) return i + length;
        }
        return sql.length();
    }

    /// Compares no further than the next dollar: there is none inside a tag.
    private boolean isSame(int one, int other, int length) {
        for (int i = 1; i < length; i++) if (sql.charAt(one + i) != sql.charAt(other + i)) return false;
        return true;
    }

    private void readNumber() {
        int end = at + 1;
        while (isDigit(charAt(end))) end++;
        addConstant(end);
    }

    /// An operator ends before a comment; `=>` also before a sign.
    private void readOperator() {
        int end = at;
        boolean signs = true;
        while (isOperator(charAt(end)) && !isLineComment(end) && !isBlockComment(end)) {
            if (end > at + 1) signs &= sql.charAt(end) == '+' || sql.charAt(end) == '-';
            end++;
        }
        boolean names = signs && sql.charAt(at) == '=' && charAt(at + 1) == '>';
        add(Kind.SYMBOL, names ? "=>" : sql.subSequence(at, end).toString(), end);
    }

    private void readSymbol(char c) {
        boolean isDouble = c == ':' && (charAt(at + 1) == ':' || charAt(at + 1) == '=');
        int end = at + (isDouble ? 2 : 1);
        add(Kind.SYMBOL, sql.subSequence(at, end).toString(), end);
    }

    private int endOfLine(int from) {
        int i = from;
        while (i < sql.length() && !isNewLine(sql.charAt(i))) i++;
        return i;
    }

    /// Comments nest.
    private int endOfBlockComment(int from) {
        int i = from;
        int depth = 1;
        while (depth > 0 && i < sql.length()) {
            boolean opens = isBlockComment(i);
            boolean closes = sql.charAt(i) == '*' && charAt(i + 1) == '/';
            if (opens) depth++;
            if (closes) depth--;
            i += opens || closes ? 2 : 1;
        }
        return Math.min(i, sql.length());
    }

    private int endOfQuoted(int from, char quote) {
        int i = from;
        while (i < sql.length()) {
            boolean isQuote = sql.charAt(i) == quote;
            if (isQuote && charAt(i + 1) != quote) return i + 1;
            i += isQuote ? 2 : 1;
        }
        return sql.length();
    }

    private String unquoted(int from, int end, char quote) {
        boolean terminated = end > from && sql.charAt(end - 1) == quote;
        var text = sql.subSequence(from, terminated ? end - 1 : end).toString();
        return text.replace("" + quote + quote, "" + quote);
    }

    private void addConstant(int end) {
        add(Kind.CONSTANT, "", end);
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new Token(kind, text));
        at = end;
    }

    /// NUL, which no SQL can contain, past the end.
    private char charAt(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private boolean isLineComment(int index) {
        return charAt(index) == '-' && charAt(index + 1) == '-';
    }

    private boolean isBlockComment(int index) {
        return charAt(index) == '/' && charAt(index + 1) == '*';
    }

    private static boolean isOperator(char c) {
        return OPERATOR_CHARACTERS.indexOf(c) >= 0;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isNewLine(char c) {
        return c == '\n' || c == '\r';
    }

    /// Every character that is not ASCII is a letter to PostgreSQL, spaces of Unicode included.
    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Only ASCII is folded, in a database of UTF-8.
    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
