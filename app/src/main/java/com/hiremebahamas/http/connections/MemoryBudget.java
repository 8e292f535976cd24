package com.hiremebahamas.http.connections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The memory of what clients have not finished sending or reading, bounded in all: heads, bodies, responses.
///
/// When the budget is spent, reservations are revoked: of the client whose reservations cost most, the
/// costliest. The cost is bytes × seconds, so one that stalls makes room for those that move, and no address
/// takes the room of the others. While there is room, only transfers slower than [#MIN_BYTES] in each
/// [#WINDOW] are revoked.
///
/// Safe on any thread; no method blocks.
public final class MemoryBudget {

    /// A telephone at 16 kbit/s transfers 2 kB a second and may pause for 10 s, under a bridge for example.
    static final Duration WINDOW = Duration.ofSeconds(30);

    static final int MIN_BYTES = 3000;

    /// The part that is freed at once: a flood must not sort all reservations for each of its connections.
    private static final int FREED_PART = 8;

    /// Why a reservation was revoked.
    public enum Cause {
        NO_MEMORY,
        TOO_SLOW
    }

    /// Runs a task once, after a delay, on any thread.
    @FunctionalInterface
    public interface Timer {
        void schedule(Runnable task, Duration delay);
    }

    private final long maxBytes;
    private final LongSupplier nanoTime;
    private final Timer timer;
    private final Set<Reservation> open = new HashSet<>();
    private long reserved;
    private boolean watching;

    /// @param maxBytes of all reservations together
    /// @param nanoTime the time in nanoseconds, as of [System#nanoTime]
    public MemoryBudget(long maxBytes, LongSupplier nanoTime, Timer timer) {
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    /// A reservation of no bytes yet.
    ///
    /// @param client    whose reservations count together; null when that is not known, for one that counts
    ///                  alone
    /// @param onRevoked called once when the reservation is revoked, but not when [Reservation#add] returns
    ///                  false; must not block
    public Reservation reserve(@Nullable String client, Consumer<Cause> onRevoked) {
        return new Reservation(client, onRevoked);
    }

    /// The bytes of all reservations.
    public synchronized long reserved() {
        return reserved;
    }

    /// The bytes that one transfer takes; close it when they are free again.
    public final class Reservation implements AutoCloseable {

        private final @Nullable String client;
        private final Consumer<Cause> onRevoked;
        private long bytes;
        private double cost;
        private long costUntil = nanoTime.getAsLong();
        private long windowStart = costUntil;
        private long transferred;
        private boolean kept;
        private boolean closed;
        private @Nullable Cause revoked;

        private Reservation(@Nullable String client, Consumer<Cause> onRevoked) {
            this.client = client;
            this.onRevoked = onRevoked;
        }

        /// Reserves more bytes.
        ///
        /// @return false when this reservation is revoked, perhaps just now, or closed
        public boolean add(long more) {
            return grow(this, more);
        }

        /// Counts bytes that were transferred, for the least rate.
        public void progress(long count) {
            synchronized (MemoryBudget.this) {
                transferred += count;
            }
        }

        /// From now on the client has nothing to do, and the reservation is not revoked any more.
        ///
        /// @return false when it was revoked before
        public boolean keep() {
            synchronized (MemoryBudget.this) {
                kept = true;
                return revoked == null;
            }
        }

        /// Null while the reservation is not revoked.
        public @Nullable Cause revoked() {
            synchronized (MemoryBudget.this) {
                return revoked;
            }
        }

        @Override
        public void close() {
            release(this);
        }

        private void revoke(Cause cause) {
            revoked = cause;
            release(this);
        }

        private double cost(long now) {
            return cost + (double) bytes * (now - costUntil);
        }

        private boolean isSlow(long now) {
            if (kept || now - windowStart < WINDOW.toNanos()) return false;
            boolean slow = transferred < MIN_BYTES;
            windowStart = now;
            transferred = 0;
            return slow;
        }
    }

    private boolean grow(Reservation reservation, long more) {
        var revoked = new ArrayList<Reservation>();
        boolean granted;
        synchronized (this) {
            if (reservation.closed) return false;
            long now = nanoTime.getAsLong();
            reservation.cost = reservation.cost(now);
            reservation.costUntil = now;
            reservation.bytes += more;
            reserved += more;
            open.add(reservation);
            if (reserved > maxBytes) makeRoom(now, revoked);
            if (reserved > maxBytes && reservation.revoked == null) reservation.revoke(Cause.NO_MEMORY);
            granted = reservation.revoked == null;
            watch();
        }
        for (var other : revoked) if (other != reservation) other.onRevoked.accept(Cause.NO_MEMORY);
        return granted;
    }

    private synchronized void release(Reservation reservation) {
        reservation.closed = true;
        if (open.remove(reservation)) reserved -= reservation.bytes;
    }

    private void makeRoom(long now, List<Reservation> revoked) {
        var shares = new PriorityQueue<>(Comparator.comparingDouble(Share::cost).reversed());
        shares.addAll(shares(now));
        while (reserved > maxBytes - maxBytes / FREED_PART && !shares.isEmpty()) {
            var share = shares.remove();
            var costliest = share.removeCostliest();
            costliest.revoke(Cause.NO_MEMORY);
            revoked.add(costliest);
            if (!share.isEmpty()) shares.add(share);
        }
    }

    private Collection<Share> shares(long now) {
        var byClient = new HashMap<Object, Share>();
        for (var one : open) {
            if (one.kept) continue;
            Object client = one.client == null ? one : one.client;
            byClient.computeIfAbsent(client, _ -> new Share(now)).add(one);
        }
        return byClient.values();
    }

    /// The reservations of one client that can be revoked.
    private static final class Share {
        private final long now;
        private final PriorityQueue<Reservation> reservations;
        private double cost;

        Share(long now) {
            this.now = now;
            this.reservations = new PriorityQueue<>(Comparator.<Reservation>comparingDouble(one -> one.cost(now))
                    .reversed());
        }

        void add(Reservation reservation) {
            reservations.add(reservation);
            cost += reservation.cost(now);
        }

        Reservation removeCostliest() {
            var costliest = reservations.remove();
            cost -= costliest.cost(now);
            return costliest;
        }

        boolean isEmpty() {
            return reservations.isEmpty();
        }

        double cost() {
            return cost;
        }
    }

    /// Looks for slow transfers once per window, as long as there are any.
    private void watch() {
        if (watching || open.isEmpty()) return;
        watching = true;
        timer.schedule(this::revokeSlow, WINDOW);
    }

    private void revokeSlow() {
        List<Reservation> slow;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            slow = open.stream().filter(one -> one.isSlow(now)).toList();
            slow.forEach(one -> one.revoke(Cause.TOO_SLOW));
            watching = false;
            watch();
        }
        slow.forEach(one -> one.onRevoked.accept(Cause.TOO_SLOW));
    }
}
