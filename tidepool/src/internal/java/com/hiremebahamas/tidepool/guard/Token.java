package com.hiremebahamas.tidepool.guard;

/// A token of SQL.
///
/// @param text of a word folded to lower case, of a quoted name and a string without their quotes, of a symbol
///             itself; empty for a constant
record Token(Kind kind, String text) {

    enum Kind {
        /// A keyword, or a name without quotes.
        WORD,
        QUOTED_NAME,
        /// A short `'…'`, whose value may matter.
        STRING,
        /// A number, a parameter, or text of any other kind.
        CONSTANT,
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
