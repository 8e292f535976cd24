package com.hiremebahamas;

import com.hiremebahamas.development.OwnDatabase;
import com.hiremebahamas.server.AotCache;
import com.hiremebahamas.server.Closing;
import com.hiremebahamas.server.Doorkeeper;
import com.hiremebahamas.server.Edge;
import com.hiremebahamas.server.Logs;
import com.hiremebahamas.server.StopSignal;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.TidepoolListener;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts HireMeBahamas together: settings, the open port, the engine, the features, and the way back down.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        System.exit(serves(arguments) ? serve(System::getenv, start) : Commands.run(arguments, System::getenv));
    }

    /// `serve` takes no options: with any, even `--help`, the other commands' parser answers.
    static boolean serves(String... arguments) {
        return arguments.length == 0 || (arguments.length == 1 && arguments[0].equals("serve"));
    }

    /// No type switch on the way to the open port: it is spun at every start, for no AOT cache keeps it.
    private static int serve(UnaryOperator<@Nullable String> environment, long start) {
        var reading = Settings.from(environment);
        if (reading instanceof Settings.Reading.Valid valid) return open(valid.settings(), environment, start);
        reading.problems().forEach(System.err::println);
        return 1;
    }

    private static int open(Settings settings, UnaryOperator<@Nullable String> environment, long start) {
        int port = settings.http().port();
        var stop = StopSignal.whileBooting();
        try {
            var door = Doorkeeper.open(port, settings.isProduction()); // answers /health from here on
            stop.install();
            return serve(settings, door, stop, environment, start);
        } catch (IOException e) {
            Logs.setUp(settings.log());
            LoggerFactory.getLogger("HireMeBahamas")
                    .error("PORT {} cannot be opened: {}. Is it in use? Choose another in PORT.", port, e.getMessage());
            return 1;
        } finally {
            stop.over();
        }
    }

    private static int serve(
            Settings settings,
            Doorkeeper door,
            StopSignal stop,
            UnaryOperator<@Nullable String> environment,
            long start) {
        Logs.setUp(settings.log());
        var log = LoggerFactory.getLogger("HireMeBahamas");
        try (var edge = Edge.open(door, settings.http(), settings.isProduction())) {
            log.info("Starting HireMeBahamas API");
            Announcements.tell(settings, environment);
            log.info("Listening on 0.0.0.0:{}", edge.port());
            work(settings, edge, stop, log, start);
            return 0;
        }
    }

    private static void work(Settings settings, Edge edge, StopSignal stop, Logger log, long start) {
        var own = ownDatabase(settings);
        var url = own == null ? settings.database().url() : own.url();
        var listener = settings.database().echo() ? new StatementEcho() : TidepoolListener.NONE;
        var tidepool = Tidepool.of(url, settings.database().pool(), listener);
        var parts = Parts.of(settings, tidepool);
        var operations = new Operations(settings, edge, tidepool, parts);
        edge.serve(parts.site(settings.http().publicOrigin()), operations.pages());
        edge.recall(parts.memory());
        log.info("AOT cache: {}", AotCache.report());
        log.info("HireMeBahamas API is ready in {} ms", (System.nanoTime() - start) / 1_000_000);
        if (own != null) log.info("Open {} in a browser", settings.http().publicOrigin());
        Logs.adoptJdkLogging();
        parts.warm();
        operations.measure();

        stop.await();
        log.info("Stopping: finishing what is in flight");
        var limit = settings.http().gracefulTimeout();
        Closing.endWithin(limit);
        if (!edge.drain(limit.multipliedBy(3).dividedBy(4))) log.warn("Some requests were not answered in time");
        Closing.inOrder(parts, tidepool, () -> {
            if (own != null) own.close();
        });
        log.info("Stopped");
    }

    /// On a laptop where nothing is configured; production never loads that class.
    private static @Nullable OwnDatabase ownDatabase(Settings settings) {
        boolean wanted = !settings.isProduction() && settings.database().url() instanceof DatabaseUrl.NotConfigured;
        return wanted ? OwnDatabase.start(settings.dataFolder()) : null;
    }
}
