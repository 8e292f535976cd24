package com.hiremebahamas.lifecycle;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/// SIGTERM and SIGINT: the first asks the process to finish its work, the second ends it at once.
///
/// A shutdown hook learns of no second signal, and when it runs the JVM is ending: it serves for the first
/// milliseconds, in which there is nothing to finish. The only other way to a signal is `sun.misc.Signal`, which javac
/// warns about and cannot be told not to; hence by reflection. The dynamic proxy
/// that this takes comes from no AOT cache: 10 ms, spent on a thread of its own when the port is bound and the server
/// is being built behind it, which takes longer.
public final class ShutdownSignal {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final IntConsumer halt;
    private volatile boolean isOver;

    /// @param halt ends the process with an exit code, without any further work
    ShutdownSignal(IntConsumer halt) {
        this.halt = halt;
    }

    /// Until the signals are taken the JVM ends by itself, with exit code 0 here too. Cheap enough to stand before the
    /// port is opened.
    public static ShutdownSignal whileBooting() {
        var stop = new ShutdownSignal(Runtime.getRuntime()::halt);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::endBoot));
        return stop;
    }

    /// Takes the signals from a few milliseconds on.
    public void install() {
        Thread.ofPlatform().daemon().name("stop-signal").start(this::take);
    }

    /// The JVM ends and the program did not: a signal in the first milliseconds, which is a stop like any other.
    void endBoot() {
        if (!isOver) halt.accept(0);
    }

    /// The program ends by itself, with an exit code of its own.
    public void over() {
        isOver = true;
    }

    private void take() {
        try {
            take("TERM", 15);
            take("INT", 2);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM cannot take signals", e);
        }
    }

    private void take(String name, int number) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var loader = ShutdownSignal.class.getClassLoader();
        var proxy = Proxy.newProxyInstance(loader, new Class<?>[] {handler}, (_, _, _) -> {
            ask(number);
            return null;
        });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }

    /// The exit code of an impatient end is the shell's for a process killed by that signal: 143, or 130 for Ctrl-C.
    synchronized void ask(int signal) {
        if (asked.getCount() == 0) halt.accept(128 + signal);
        asked.countDown();
    }

    /// Blocks until the process is asked to stop.
    public void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
