package com.hiremebahamas.tidepool.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Sets Awaitility's default timeout to two minutes: on a busy machine its ten seconds would test the machine. A
/// condition that never holds still fails.
///
/// A module enables it by naming it in `META-INF/services` of its tests. It is not in the test classes of a module,
/// because the service loader ignores such a file when its class belongs to a named module.
public final class PatientTests implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }
}
