package com.hiremebahamas.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SmtpTimeoutsTest {

    @Test
    void theDocumentsHaveTheNumbersOfTheCode() throws IOException {
        var timeouts = SmtpTimeouts.DEFAULT;

        assertThat(Files.readString(Path.of("../docs/settings.md")).replace('\n', ' '))
                .contains("waited for " + timeouts.connect().toSeconds() + " s for the connection, "
                        + timeouts.answer().toSeconds() + " s for each answer, and "
                        + timeouts.total().toSeconds() + " s in all");
        assertThat(Files.readString(Path.of("../docs/bounds.md")))
                .contains("| mail | " + timeouts.connect().toSeconds() + " s to connect, "
                        + timeouts.answer().toSeconds() + " s for an answer, "
                        + timeouts.total().toSeconds() + " s in all");
    }

    @Test
    void noWaitIsLongerThanTheDeadlineOfTheThread() {
        var left = Deadline.within(Duration.ofSeconds(3), SmtpTimeouts.DEFAULT::withinDeadline);

        assertThat(left.connect()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(left.answer()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(left.total()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }
}
