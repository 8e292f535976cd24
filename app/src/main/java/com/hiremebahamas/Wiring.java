package com.hiremebahamas;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.development.DevelopmentDatabase;
import com.hiremebahamas.logging.StatementLog;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.TidepoolListener;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.web.SiteServlet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The wiring of the application, which takes as long as the start of the HTTP server: on a second processor,
/// where there is one, at the same time.
final class Wiring {

    private final FutureTask<Wired> task;

    /// @param ownDatabase in development, where no database is configured
    record Wired(
            @Nullable DevelopmentDatabase ownDatabase, Tidepool tidepool, Components components, SiteServlet servlet) {

        void closeOwnDatabase() {
            if (ownDatabase != null) ownDatabase.close();
        }
    }

    private Wiring(Settings settings) {
        this.task = new FutureTask<>(() -> wire(settings, new ReachedListener()));
    }

    /// Tells the background tasks that the database was reached, by any use of it.
    private final class ReachedListener implements TidepoolListener {
        @Override
        public void breakerClosed() {
            if (task.state() == Future.State.SUCCESS)
                task.resultNow().components().tasks().databaseReached();
        }
    }

    /// Returns at once. A database of its own is started later: it logs, and takes seconds.
    static Wiring begin(Settings settings) {
        var wiring = new Wiring(settings);
        if (!needsOwnDatabase(settings) && Runtime.getRuntime().availableProcessors() > 1)
            Thread.ofPlatform().daemon().name("wiring").start(wiring::wireAndPrepare);
        return wiring;
    }

    /// The server does not wait for what is prepared. What fails there fails again in the first request that needs
    /// it, and is logged by it.
    private void wireAndPrepare() {
        task.run();
        if (task.state() == Future.State.SUCCESS) task.resultNow().components().prepare();
    }

    /// The result. Blocks until it is there, or wires on this thread when that has not begun.
    Wired complete() {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the application was wired", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The application could not be wired", e.getCause());
        }
    }

    private static Wired wire(Settings settings, TidepoolListener reached) {
        var ownDatabase = needsOwnDatabase(settings) ? DevelopmentDatabase.start(settings.dataFolder()) : null;
        var url = ownDatabase == null ? settings.database().url() : ownDatabase.url();
        var listener =
                settings.database().echo() ? new TidepoolListener.All(List.of(new StatementLog(), reached)) : reached;
        var tidepool = Tidepool.of(url, settings.database().pool(), listener);
        var components = Components.of(settings, tidepool);
        return new Wired(
                ownDatabase,
                tidepool,
                components,
                components.servlet(settings.http().publicOrigin()));
    }

    /// Production never loads that class.
    private static boolean needsOwnDatabase(Settings settings) {
        return !settings.isProduction() && settings.database().url() instanceof DatabaseUrl.NotConfigured;
    }
}
