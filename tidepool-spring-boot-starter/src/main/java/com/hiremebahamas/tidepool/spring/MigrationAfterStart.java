package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.spring.SchemaMigration.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/// Migrates on a thread of its own once the application serves. While the database cannot be reached it
/// tries again, after a second at first and a minute at most; what has to be corrected first ends it.
final class MigrationAfterStart implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(MigrationAfterStart.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /// Less than the 10 s that `docker stop` gives.
    private static final Duration CLOSE = Duration.ofSeconds(8);

    private final SchemaMigration migration;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("tidepool-migration").unstarted(this::run);

    MigrationAfterStart(SchemaMigration migration) {
        this.migration = migration;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (thread.getState() == Thread.State.NEW) thread.start();
    }

    /// Waits for a migration that runs.
    @Override
    public void destroy() throws InterruptedException {
        closing.countDown();
        if (thread.getState() != Thread.State.NEW) thread.join(CLOSE);
    }

    private void run() {
        try {
            for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
                boolean isOver = report(migration.run(), pause);
                if (isOver || closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The schema was not migrated", e);
        }
    }

    /// Logs how a run ended.
    ///
    /// @return whether no other run can help
    private static boolean report(Outcome outcome, Duration pause) {
        return switch (outcome) {
            case Outcome.Done(var message) -> {
                log.info(message);
                yield true;
            }
            case Outcome.NotReached(var message) -> warned(message, pause);
            case Outcome.Interrupted(var message) -> warned(message, pause);
            case Outcome.Failed(var message) -> {
                log.error(message);
                yield true;
            }
        };
    }

    private static boolean warned(String message, Duration pause) {
        log.warn("{}. Next try in {} s", message, pause.toSeconds());
        return false;
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
