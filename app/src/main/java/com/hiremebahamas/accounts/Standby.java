package com.hiremebahamas.accounts;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a thread stand back for the others of this machine, where the system can be asked: on Linux.
///
/// The JVM itself passes the priorities of its threads on only when it is root. For everybody else there is
/// `setpriority(2)`, which counts for the calling thread alone on Linux, and for the whole process elsewhere.
final class Standby {

    private static final Logger log = LoggerFactory.getLogger(Standby.class);

    private static final int THIS_THREAD = 0;

    /// A tenth of the share of a thread at 0, by the table of the scheduler (`sched_prio_to_weight`): what hashes goes
    /// on while all processors are busy, and whoever wakes up for a page need not wait for it.
    private static final int NICE = 10;

    private Standby() {}

    /// What the thread does from now on can wait.
    @SuppressWarnings("restricted") // the launcher allows it
    static void begin() {
        if (!"Linux".equals(System.getProperty("os.name"))) return;
        try {
            var linker = Linker.nativeLinker();
            var number = ValueLayout.JAVA_INT;
            var setPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(number, number, number, number));
            int refused = (int) setPriority.invokeExact(THIS_THREAD, 0, NICE);
            if (refused != 0) log.debug("The system does not let a thread stand back");
        } catch (Throwable e) {
            log.debug("The system cannot be asked to let a thread stand back", e);
        }
    }

    /// The work of a thread that stands back from its beginning.
    static Runnable before(Runnable work) {
        return () -> {
            begin();
            work.run();
        };
    }
}
