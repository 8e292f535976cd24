package com.hiremebahamas.mail;

import com.hiremebahamas.tidepool.Deadline;
import java.time.Duration;

/// How long a server is waited for.
///
/// @param connect for the connection
/// @param answer  for each of its answers
/// @param total   for the whole message, which also bounds a server that takes what is written too slowly
record SmtpTimeouts(Duration connect, Duration answer, Duration total) {

    static final SmtpTimeouts DEFAULT =
            new SmtpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));

    /// No longer than the deadline of this thread.
    SmtpTimeouts withinDeadline() {
        return new SmtpTimeouts(Deadline.left(connect), Deadline.left(answer), Deadline.left(total));
    }
}
