package com.hiremebahamas.tidepool.guard;

import java.util.AbstractList;
import java.util.List;

/// Counts how often its tokens are read.
final class CountedTokens extends AbstractList<Token> {

    private final List<Token> tokens;
    private long examined;

    CountedTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    long examined() {
        return examined;
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public Token get(int index) {
        examined++;
        return tokens.get(index);
    }
}
