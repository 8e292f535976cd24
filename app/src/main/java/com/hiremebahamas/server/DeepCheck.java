package com.hiremebahamas.server;

import com.hiremebahamas.server.OperatorPages.Content;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks the database itself, for those who insist: once at a time and at most every ten seconds, whatever the
/// number of those who ask, so that a check can neither flood the database nor keep it from sleeping by accident.
public final class DeepCheck implements OperatorPages.Page {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// A question that the database answers, or a [DatabaseException].
    @FunctionalInterface
    public interface Question {
        void ask();
    }

    private record Finding(Content content, Instant at) {}

    private final Question question;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable Finding last;

    public DeepCheck(Question question, InstantSource clock) {
        this.question = question;
        this.clock = clock;
    }

    /// Whoever comes while somebody asks waits and hears the same.
    @Override
    public Content content() {
        asking.lock();
        try {
            var known = last;
            var now = clock.instant();
            if (known != null && Duration.between(known.at(), now).compareTo(FRESH) < 0) return known.content();
            var found = new Finding(ask(), now);
            last = found;
            return found.content();
        } finally {
            asking.unlock();
        }
    }

    private Content ask() {
        try {
            Deadline.runWithin(PATIENCE, question::ask);
            return Content.json(200, "{\"status\":\"ready\",\"database\":\"ready\"}");
        } catch (DatabaseException e) {
            return Content.json(503, "{\"status\":\"unavailable\",\"database\":\"unreachable\"}");
        }
    }
}
