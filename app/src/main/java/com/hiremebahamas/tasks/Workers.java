package com.hiremebahamas.tasks;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A bounded number of virtual threads that all do the same round of work: started when they are woken, ended when
/// nothing has woken them since their round began. Safe on any thread.
final class Workers {

    private final int max;
    private final Runnable round;
    private final Runnable afterLast;
    private final Set<Thread> threads = new HashSet<>();
    private int inRound;
    private long missedWakes;
    private boolean closed;

    /// @param round     what each of them does, at the same time
    /// @param afterLast what the one does that ends its round while no other is in one
    Workers(int max, Runnable round, Runnable afterLast) {
        this.max = max;
        this.round = round;
        this.afterLast = afterLast;
    }

    /// A round begins after this call. Returns at once.
    synchronized void wake() {
        if (threads.size() < max) add();
        else missedWakes++;
    }

    /// One more of them joins, while there are fewer than the maximum.
    synchronized void add() {
        if (closed || threads.size() >= max) return;
        var thread = Thread.ofVirtual().name("tasks").unstarted(this::work);
        threads.add(thread);
        thread.start();
    }

    /// How many are at work.
    synchronized int size() {
        return threads.size();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// No further round begins.
    synchronized void close() {
        closed = true;
    }

    synchronized void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /// Blocks until none is at work. False when the limit passes before.
    synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!threads.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) return false;
            wait(left);
        }
        return true;
    }

    private void work() {
        try {
            long missed;
            do {
                missed = begin();
                boolean last = runRound();
                if (last) afterLast.run();
            } while (goesOn(missed));
        } finally {
            end();
        }
    }

    private boolean runRound() {
        boolean last = false;
        try {
            round.run();
        } finally {
            last = endRound();
        }
        return last;
    }

    private synchronized long begin() {
        inRound++;
        return missedWakes;
    }

    private synchronized boolean endRound() {
        return --inRound == 0;
    }

    /// Removes the thread in the same step: a call of [#wake] either is seen here or starts another one.
    private synchronized boolean goesOn(long missed) {
        if (missed != missedWakes && !closed) return true;
        threads.remove(Thread.currentThread());
        return false;
    }

    private synchronized void end() {
        threads.remove(Thread.currentThread());
        notifyAll();
    }
}
