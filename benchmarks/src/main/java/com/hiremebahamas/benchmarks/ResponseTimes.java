package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The responses to scheduled requests: the status, [#BROKEN] for a broken connection, and the time since each request
/// was due.
final class ResponseTimes {

    static final int BROKEN = 0;

    private final int[] statuses;
    private final double[] millis;
    private final double[] delays;
    private int size;
    private int sent;
    private double seconds;

    ResponseTimes(int expected) {
        statuses = new int[expected];
        millis = new double[expected];
        delays = new double[expected];
    }

    int expected() {
        return statuses.length;
    }

    int size() {
        return size;
    }

    /// Records that a request was sent, and how late.
    void sent(double millisLate) {
        delays[sent++] = millisLate;
    }

    void add(int status, double millisSinceDue) {
        statuses[size] = status;
        millis[size++] = millisSinceDue;
    }

    /// Sets the time from the first request to the last response.
    ResponseTimes within(double seconds) {
        this.seconds = seconds;
        return this;
    }

    /// Responses with 200 per second.
    double throughput() {
        return count(200) / seconds;
    }

    int count(int status) {
        return (int)
                Arrays.stream(statuses, 0, size).filter(each -> each == status).count();
    }

    /// Requests whose connection broke, or that got no response.
    int broken() {
        return count(BROKEN) + expected() - size;
    }

    /// The 99th percentile of the responses with this status, in milliseconds; 0 when there is none.
    double p99(int status) {
        return p99(IntStream.range(0, size)
                .filter(i -> statuses[i] == status)
                .mapToDouble(i -> millis[i])
                .toArray());
    }

    /// The 99th percentile of all responses, in milliseconds.
    ///
    /// @throws IOException when a response is missing or not a 200
    double p99() throws IOException {
        if (count(200) < expected())
            throw new IOException("Of " + expected() + " requests only " + count(200) + " were answered 200");
        return p99(200);
    }

    /// The 99th percentile of how late requests were sent, in milliseconds: because the load generator was late, or
    /// waited for a free connection.
    double p99SendDelay() {
        return p99(Arrays.copyOf(delays, sent));
    }

    private static double p99(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[Math.min(values.length - 1, values.length * 99 / 100)];
    }
}
