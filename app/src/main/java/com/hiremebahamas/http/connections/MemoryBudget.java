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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The memory of what clients have not finished sending or reading, bounded in all.
///
/// When the budget is spent, reservations are revoked: of the client whose reservations cost most, the
/// costliest. The cost is bytes × the time by which the transfer is behind [#PACE], so one that stalls makes room
/// for those that move, however slowly, and no address takes the room of the others. While there is room, only
/// transfers slower than [#MIN_BYTES] in each [#WINDOW] are revoked.
///
/// Safe on any thread; no method blocks.
public final class MemoryBudget {

    /// A telephone at 16 kbit/s transfers 2 kB a second and may pause for 10 s, under a bridge for example.
    static final Duration WINDOW = Duration.ofSeconds(30);

    static final int MIN_BYTES = 3000;

    /// Bytes a second. Half of what that telephone transfers while it does, so that it catches up a pause.
    static final int PACE = 1000;

    /// A transfer that is behind by less costs nothing: that telephone sends a packet each 0.7 seconds.
    static final Duration LAG = Duration.ofSeconds(1);

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
        private long windowStart = nanoTime.getAsLong();
        private long transferred;

        /// Up to when the transfer is in pace; never in the future, or a burst would be time to stall.
        private long inPaceUntil = windowStart;

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

        /// Counts bytes that were transferred.
        public void progress(long count) {
            synchronized (MemoryBudget.this) {
                transferred += count;
                // Not Duration's division, which computes in BigDecimal.
                long earned = TimeUnit.SECONDS.toNanos(count) / PACE;
                inPaceUntil = Math.min(nanoTime.getAsLong(), inPaceUntil + earned);
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

        private long behind(long now) {
            return now - inPaceUntil;
        }

        private double cost(long now) {
            return (double) bytes * Math.max(0, behind(now) - LAG.toNanos());
        }

        private boolean isSlow(long now) {
            if (now - windowStart < WINDOW.toNanos()) return false;
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
            reservation.bytes += more;
            reserved += more;
            open.add(reservation);
            if (reserved > maxBytes) makeRoom(nanoTime.getAsLong(), revoked);
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
        var shares = new PriorityQueue<>(Comparator.comparingDouble(Share::cost)
                .thenComparingLong(Share::behind)
                .reversed());
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
            Object client = one.client == null ? one : one.client;
            byClient.computeIfAbsent(client, _ -> new Share(now)).add(one);
        }
        return byClient.values();
    }

    /// The reservations of one client.
    private static final class Share {
        private final long now;
        private final PriorityQueue<Reservation> reservations;
        private double cost;

        Share(long now) {
            this.now = now;
            this.reservations = new PriorityQueue<>(Comparator.<Reservation>comparingDouble(one -> one.cost(now))
                    .thenComparingLong(one -> one.behind(now))
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

        long behind() {
            return reservations.isEmpty() ? 0 : reservations.element().behind(now);
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
