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

/// Reads by key that are made together when they are asked for together.
///
/// Whoever asks while nobody reads does so at once, alone, on its own thread. Whoever asks meanwhile waits for that
/// read
/// to end, and then one read answers all who wait: so the more ask, the less each costs, and who asks alone waits for
/// nobody. Every answer was read after its question was asked, so it holds what the caller wrote before; nothing is
/// kept.
///
/// Safe on any thread. Blocks at most for what is left of the caller's [Deadline].
///
/// @param <K> with `equals` and `hashCode`
public final class Gathered<K, V> {

    /// For a caller without a deadline: longer than the engine takes to give up one read after another.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// Reads of one lane that may be under way. A second goes on while the answers of the first are used, and is
    /// there when the first hangs; with a third no more is answered (docs/decisions/0010).
    private static final int ABREAST = 2;

    /// Reads what there is of the keys; a key without an answer is left out.
    @FunctionalInterface
    public interface Read<K, V> {
        Map<K, V> all(Set<K> keys);
    }

    private final Read<K, V> read;
    private final Function<K, ?> laneOf;
    private final Map<Object, Lane<K, V>> lanes = new HashMap<>();

    private Gathered(Function<K, ?> laneOf, Read<K, V> read) {
        this.laneOf = laneOf;
        this.read = read;
    }

    /// Reads all keys by one statement, such as one with `where id = any(?)`.
    ///
    /// @param rows  of the keys, in any order
    /// @param keyOf a row
    public static <K, V> Gathered<K, V> byKey(Function<Set<K>, List<V>> rows, Function<V, K> keyOf) {
        return new Gathered<>(_ -> "", keys -> {
            var found = new HashMap<K, V>();
            for (var row : rows.apply(keys)) found.put(keyOf.apply(row), row);
            return found;
        });
    }

    /// Reads for all who ask the same; different questions do not wait for each other.
    public static <K, V> Gathered<K, V> alike(Function<K, V> answer) {
        return new Gathered<>(key -> key, keys -> {
            var key = keys.iterator().next();
            return Map.of(key, answer.apply(key));
        });
    }

    /// What the key leads to, or empty.
    ///
    /// @throws DatabaseException as the read did, or when the deadline passed
    public Optional<V> one(K key) {
        var lane = laneOf.apply(key);
        var joined = join(lane, key);
        var found = joined == null ? alone(lane, key) : joined.await();
        return Optional.ofNullable(found.get(key));
    }

    /// How many lanes somebody reads in.
    synchronized int lanes() {
        return lanes.size();
    }

    /// The read to wait for; null when the caller is to read at once.
    private synchronized @Nullable Party<K, V> join(Object name, K key) {
        var lane = lanes.computeIfAbsent(name, _ -> new Lane<>());
        if (lane.underWay < ABREAST) {
            lane.underWay++;
            return null;
        }
        if (lane.waiting == null) lane.waiting = new Party<>();
        lane.waiting.add(key);
        return lane.waiting;
    }

    private Map<K, V> alone(Object lane, K key) {
        try {
            return read.all(Set.of(key));
        } finally {
            var next = next(lane);
            // A thread of its own: the caller has its answer.
            if (next != null) Thread.ofVirtual().name("tidepool-gathered").start(() -> readAll(lane, next));
        }
    }

    /// Those who waited while the last read was under way; null when nobody did.
    private synchronized @Nullable Party<K, V> next(Object name) {
        var lane = requireNonNull(lanes.get(name));
        var next = lane.waiting;
        lane.waiting = null;
        if (next == null && --lane.underWay == 0) lanes.remove(name);
        return next;
    }

    private void readAll(Object lane, Party<K, V> first) {
        for (@Nullable Party<K, V> party = first; party != null; party = next(lane)) party.answer(read);
    }

    /// What goes on among those who ask for what belongs together.
    private static final class Lane<K, V> {
        int underWay;

        @Nullable
        Party<K, V> waiting;
    }

    /// Those whose keys are read next.
    private static final class Party<K, V> {
        private final Set<K> keys = new HashSet<>();
        private final CompletableFuture<Map<K, V>> answer = new CompletableFuture<>();
        private long end = System.nanoTime();

        /// As long as the most patient waits, the read goes on.
        void add(K key) {
            keys.add(key);
            long own = System.nanoTime() + Deadline.left(LONGEST).toNanos();
            if (own - end > 0) end = own;
        }

        void answer(Read<K, V> read) {
            try {
                var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                answer.complete(Deadline.within(left, () -> read.all(keys)));
            } catch (Throwable e) {
                // An Error too: whoever waits is told, and the next are read for.
                answer.completeExceptionally(e);
            }
        }

        Map<K, V> await() {
            try {
                return answer.get(Deadline.left(LONGEST).toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof DatabaseException failed
                        ? new DatabaseException(failed.failure(), failed)
                        : new IllegalStateException("What was read together could not be read", e.getCause());
            } catch (TimeoutException e) {
                throw new DatabaseException(new DatabaseFailure.TimedOut("The caller's deadline passed"), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseException(new DatabaseFailure.TimedOut("Interrupted while others read"), e);
            }
        }
    }
}
