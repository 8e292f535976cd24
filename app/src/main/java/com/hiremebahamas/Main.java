package com.hiremebahamas;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.Application;
import com.hiremebahamas.http.HttpServer;
import com.hiremebahamas.lifecycle.AotCache;
import com.hiremebahamas.lifecycle.Shutdown;
import com.hiremebahamas.lifecycle.ShutdownSignal;
import com.hiremebahamas.lifecycle.WarmUp;
import com.hiremebahamas.logging.LogBackend;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts and stops HireMeBahamas: settings, the port, health, the database engine, the features; and the
/// reverse.
public final class Main {

    private static final String LOGGER = "HireMeBahamas";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(serves(arguments) ? serve(System::getenv) : command(arguments));
    }

    private static int command(String... arguments) {
        forgetTheMachine();
        return Commands.run(arguments, System::getenv);
    }

    /// The locale and the time zone of the machine change nothing: neither digits, such as those of SQL, nor
    /// the zone that the driver sends to the server, which may not know it. Times for people are those of
    /// Nassau.
    private static void forgetTheMachine() {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    /// `serve` takes no options: any other arguments, even `--help`, are parsed by [Commands].
    static boolean serves(String... arguments) {
        return arguments.length == 0 || (arguments.length == 1 && arguments[0].equals("serve"));
    }

    private static int serve(UnaryOperator<@Nullable String> environment) {
        var signal = ShutdownSignal.duringBoot();
        long start = System.nanoTime();
        forgetTheMachine();
        try {
            return serve(environment, signal, start);
        } finally {
            signal.processEnds();
        }
    }

    /// No type switch before the port is open: each is linked at every start, and no AOT cache keeps that.
    private static int serve(UnaryOperator<@Nullable String> environment, ShutdownSignal signal, long start) {
        var reading = Settings.from(environment);
        if (reading instanceof Settings.Reading.Valid valid) return bind(valid.settings(), signal, environment, start);
        reading.problems().forEach(System.err::println);
        return 1;
    }

    private static int bind(
            Settings settings, ShutdownSignal signal, UnaryOperator<@Nullable String> environment, long start) {
        int port = settings.http().port();
        try {
            var channel = HttpServer.bind(settings.http().listenAddress(), port);
            signal.install();
            serve(settings, channel, signal, environment, start);
            return 0;
        } catch (IOException e) {
            LogBackend.setUp(settings.log());
            LoggerFactory.getLogger(LOGGER)
                    .error("PORT {} cannot be opened: {}. Is it in use? Choose another in PORT.", port, e.getMessage());
            return 1;
        }
    }

    private static void serve(
            Settings settings,
            ServerSocketChannel channel,
            ShutdownSignal signal,
            UnaryOperator<@Nullable String> environment,
            long start) {
        LogBackend.setUp(settings.log());
        var log = LoggerFactory.getLogger(LOGGER);
        var wiring = Wiring.begin(settings);
        try (var server = HttpServer.open(channel, settings.http(), settings.isProduction())) {
            log.info("Starting HireMeBahamas API");
            StartupLog.write(settings, environment);
            log.info("Listening on {}:{}", settings.http().listenAddress(), server.port());
            run(settings, server, wiring.complete(), signal, log, start);
        }
    }

    private static void run(
            Settings settings, HttpServer server, Wiring.Wired wired, ShutdownSignal signal, Logger log, long start) {
        var components = wired.components();
        var operations = Operations.of(settings, server, wired.tidepool(), components);
        server.start(new Application(wired.servlet(), operations.handler(), components.cache(), operations.metrics()));
        log.info("AOT cache: {}", AotCache.report());
        log.info("HireMeBahamas API is ready in {} ms", (System.nanoTime() - start) / 1_000_000);
        if (wired.ownDatabase() != null)
            log.info("Open {} in a browser", settings.http().publicOrigin());
        WarmUp.start(
                server::inFlight,
                LogBackend::adoptJdkLogging,
                components::warmHasher,
                components::connectRedis,
                operations::startMetrics);

        signal.await();
        log.info("Stopping: finishing what is in flight");
        var limit = settings.http().gracefulTimeout();
        Shutdown.exitAfter(limit);
        // Not Duration's own division, which computes in BigDecimal.
        var drain = Duration.ofNanos(limit.toNanos() / 4 * 3);
        if (!server.drain(drain)) log.warn("Some requests were not answered in time");
        Shutdown.closeInOrder(components, wired.tidepool(), wired::closeOwnDatabase);
        log.info("Stopped");
    }
}
