package com.hiremebahamas.tidepool;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Batches concurrent reads by key: one statement reads for all callers that wait.
///
/// While fewer than two queries run, a call reads at once, alone, on its own thread. While two run, callers wait,
/// and the next query reads the keys of all that wait: the more callers, the less each costs, and a single caller
/// waits for no other. A query begins after the calls that it answers, so a caller sees what it wrote before;
/// nothing is cached.
///
/// Safe on any thread.
///
/// @param <K> with `equals` and `hashCode`
public final class DataLoader<K, V> {

    /// For a caller without a deadline: longer than a few queries in turn take to fail.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// Queries of one queue that run at once. The second runs while the results of the first are used, and goes on
    /// when the first hangs; a third gained nothing (docs/decisions/0010).
    private static final int CONCURRENT_QUERIES = 2;

    /// Reads the values of keys; a key without a value is left out. Called on any thread; what it throws reaches
    /// all callers of the batch.
    @FunctionalInterface
    private interface BatchQuery<K, V> {
        Map<K, V> run(Set<K> keys);
    }

    private final BatchQuery<K, V> query;
    private final Function<K, ?> queueOf;
    private final Map<Object, Queue<K, V>> queues = new HashMap<>();

    private DataLoader(Function<K, ?> queueOf, BatchQuery<K, V> query) {
        this.queueOf = queueOf;
        this.query = query;
    }

    /// Reads all keys of a batch by one statement, such as one with `where id = any(?)`. Does not block.
    ///
    /// Both functions are called on the thread of any caller, or one of the loader's own, several at a time.
    ///
    /// @param rows  reads the rows of the keys, in any order, without null; of two rows with one key the later
    ///              counts. A null result is a `NullPointerException`
    /// @param keyOf the key of a row
    public static <K, V> DataLoader<K, V> byKey(Function<Set<K>, List<V>> rows, Function<V, K> keyOf) {
        return new DataLoader<>(_ -> "", keys -> {
            var found = new HashMap<K, V>();
            for (var row : rows.apply(keys)) found.put(keyOf.apply(row), row);
            return found;
        });
    }

    /// Reads once for all waiting callers with an equal key; calls with different keys do not wait for each
    /// other. Does not block.
    ///
    /// @param query is called on the thread of any caller, or one of the loader's own, several at a time; a null
    ///              result is a `NullPointerException`
    public static <K, V> DataLoader<K, V> sameQuery(Function<K, V> query) {
        return new DataLoader<>(key -> key, keys -> {
            var key = keys.iterator().next();
            return Map.of(key, query.apply(key));
        });
    }

    /// Reads the value of a key. A call that reads alone blocks as long as its query does; a waiting call blocks
    /// at most for what is left of the caller's [Deadline], and 2 minutes without one.
    ///
    /// @param key not null
    /// @return empty when there is none
    /// @throws DatabaseException     as the query did, or [DatabaseFailure.TimedOut] when the deadline passed or
    ///                               the thread was interrupted, whose interrupt flag is set again then
    /// @throws IllegalStateException when the query of a batch failed for another reason, which is its cause; a
    ///                               call that reads alone throws what the query threw
    public Optional<V> load(K key) {
        var queue = queueOf.apply(key);
        var joined = join(queue, key);
        var found = joined == null ? alone(queue, key) : joined.await();
        return Optional.ofNullable(found.get(key));
    }

    /// Queues in which a query runs.
    synchronized int queues() {
        return queues.size();
    }

    /// The batch to wait for; null when the caller is to read at once.
    private synchronized @Nullable Batch<K, V> join(Object name, K key) {
        var queue = queues.computeIfAbsent(name, _ -> new Queue<>());
        if (queue.running < CONCURRENT_QUERIES) {
            queue.running++;
            return null;
        }
        if (queue.waiting == null) queue.waiting = new Batch<>();
        queue.waiting.add(key);
        return queue.waiting;
    }

    private Map<K, V> alone(Object queue, K key) {
        try {
            return query.run(Set.of(key));
        } finally {
            var next = next(queue);
            // On a thread of its own: the caller has its value.
            if (next != null) Thread.ofVirtual().name("tidepool-data-loader").start(() -> readAll(queue, next));
        }
    }

    /// The batch that waited while the last query ran; null when no caller waited.
    private synchronized @Nullable Batch<K, V> next(Object name) {
        var queue = requireNonNull(queues.get(name));
        var next = queue.waiting;
        queue.waiting = null;
        if (next == null && --queue.running == 0) queues.remove(name);
        return next;
    }

    private void readAll(Object queue, Batch<K, V> first) {
        for (@Nullable Batch<K, V> batch = first; batch != null; batch = next(queue)) batch.run(query);
    }

    /// The running queries and the waiting batch of keys that are read together.
    private static final class Queue<K, V> {
        int running;

        @Nullable
        Batch<K, V> waiting;
    }

    /// The keys that the next query reads, and its result.
    private static final class Batch<K, V> {
        private final Set<K> keys = new HashSet<>();
        private final CompletableFuture<Map<K, V>> result = new CompletableFuture<>();
        private long end = System.nanoTime();

        /// The query has until the latest of its callers' deadlines.
        void add(K key) {
            keys.add(key);
            long own = System.nanoTime() + Deadline.left(LONGEST).toNanos();
            if (own - end > 0) end = own;
        }

        void run(BatchQuery<K, V> query) {
            try {
                var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                result.complete(Deadline.within(left, () -> query.run(keys)));
            } catch (Throwable e) {
                // An Error too: its callers get it, and the next batch is read.
                result.completeExceptionally(e);
            }
        }

        Map<K, V> await() {
            try {
                return result.get(Deadline.left(LONGEST).toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof DatabaseException failed
                        ? new DatabaseException(failed.failure(), failed)
                        : new IllegalStateException("The query of the batch failed", e.getCause());
            } catch (TimeoutException e) {
                throw new DatabaseException(new DatabaseFailure.TimedOut("The caller's deadline passed"), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseException(new DatabaseFailure.TimedOut("Interrupted while waiting for a query"), e);
            }
        }
    }
}
