package com.hiremebahamas.lifecycle;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/// SIGTERM and SIGINT: the first one starts a graceful shutdown, the second one ends the process at once.
///
/// A shutdown hook is not notified of a second signal, and when it runs the JVM is ending: it is used in the
/// first milliseconds only, when there is nothing to finish. The only other API for signals is
/// `sun.misc.Signal`, about which javac warns unconditionally; hence reflection. Its dynamic proxy is in no
/// AOT cache: 10 ms, spent on a thread of its own while the server is started, which takes longer.
public final class ShutdownSignal {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final IntConsumer halt;
    private volatile boolean isEnding;

    /// @param halt ends the process with an exit code, without any further work
    ShutdownSignal(IntConsumer halt) {
        this.halt = halt;
    }

    /// Until [#install] has taken effect a signal ends the JVM by itself, here with exit code 0 too. Cheap
    /// enough to run before the port is opened.
    public static ShutdownSignal duringBoot() {
        var stop = new ShutdownSignal(Runtime.getRuntime()::halt);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::endBoot));
        return stop;
    }

    /// Handles the signals from a few milliseconds on; returns at once.
    public void install() {
        Thread.ofPlatform().daemon().name("shutdown-signal").start(this::handleSignals);
    }

    /// The JVM ends although the program does not: a signal arrived before it was handled, and is a stop like
    /// any other.
    void endBoot() {
        if (!isEnding) halt.accept(0);
    }

    /// The program ends by itself, with its own exit code.
    public void processEnds() {
        isEnding = true;
    }

    private void handleSignals() {
        try {
            handle("TERM", 15);
            handle("INT", 2);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM cannot handle signals", e);
        }
    }

    private void handle(String name, int number) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var loader = ShutdownSignal.class.getClassLoader();
        var proxy = Proxy.newProxyInstance(loader, new Class<?>[] {handler}, (_, _, _) -> {
            received(number);
            return null;
        });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }

    /// The exit code after a second signal is the shell's for a process killed by it: 143, or 130 for Ctrl-C.
    synchronized void received(int signal) {
        if (requested.getCount() == 0) halt.accept(128 + signal);
        requested.countDown();
    }

    /// Blocks until the first signal.
    public void await() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
