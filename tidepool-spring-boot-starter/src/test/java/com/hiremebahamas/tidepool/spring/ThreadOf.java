package com.hiremebahamas.tidepool.spring;

/// Work on a thread of its own, where no transaction of the test runs.
final class ThreadOf {

    private ThreadOf() {}

    /// Blocks until the work is done.
    static void its(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
