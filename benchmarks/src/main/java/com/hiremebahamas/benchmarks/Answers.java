package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What came of requests that were each due at a time: a status, 0 for a connection that broke, and how long after that
/// time.
final class Answers {

    static final int BROKEN = 0;

    private final int[] statuses;
    private final double[] millis;
    private final double[] late;
    private int size;
    private int left;
    private double seconds;

    Answers(int expected) {
        statuses = new int[expected];
        millis = new double[expected];
        late = new double[expected];
    }

    int expected() {
        return statuses.length;
    }

    int size() {
        return size;
    }

    /// A request has left.
    void left(double millisLate) {
        late[left++] = millisLate;
    }

    void add(int status, double millisSinceDue) {
        statuses[size] = status;
        millis[size++] = millisSinceDue;
    }

    /// All in all.
    Answers within(double seconds) {
        this.seconds = seconds;
        return this;
    }

    /// How many were answered 200 a second, until the last was answered.
    double served() {
        return count(200) / seconds;
    }

    int count(int status) {
        return (int)
                Arrays.stream(statuses, 0, size).filter(each -> each == status).count();
    }

    /// How many broke or were never answered.
    int broken() {
        return count(BROKEN) + expected() - size;
    }

    /// Milliseconds that all but one in a hundred of the answers of this kind took; 0 when there was none.
    double p99(int status) {
        return p99(IntStream.range(0, size)
                .filter(i -> statuses[i] == status)
                .mapToDouble(i -> millis[i])
                .toArray());
    }

    /// The same, where anything but 200 makes it no figure.
    double p99() throws IOException {
        if (count(200) < expected())
            throw new IOException("Of " + expected() + " only " + count(200) + " were answered");
        return p99(200);
    }

    /// Milliseconds that all but one in a hundred of the requests left after they were due: what the generator itself
    /// adds, and what it waits for a connection that is free.
    double p99OfLeaving() {
        return p99(Arrays.copyOf(late, left));
    }

    private static double p99(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[Math.min(values.length - 1, values.length * 99 / 100)];
    }
}
