package com.hiremebahamas.tidepool.guard;

/// Counts how many of its characters are read.
final class CountedText implements CharSequence {

    private final String text;
    private long examined;

    CountedText(String text) {
        this.text = text;
    }

    long examined() {
        return examined;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        examined++;
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        examined += end - start;
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
