package com.hiremebahamas.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(TestMail.settings(""), InstantSource.fixed(TestMail.NOW));

    @Test
    void aMailIsKeptAsItWouldHaveBeenSent() {
        outbox.send(TestMail.HELLO, "task-12");

        assertThat(outbox.find(1)).hasValueSatisfying(kept -> {
            assertThat(kept.at()).isEqualTo(TestMail.NOW);
            assertThat(kept.mail()).isEqualTo(TestMail.HELLO);
            assertThat(kept.headers()).contains("Message-ID: <task-12@example.org>", "To: ann@example.com");
            assertThat(kept.plain()).contains("https://example.com/confirm?token=s3cret&a=1");
            assertThat(kept.html()).contains("Confirm the address");
        });
        assertThat(outbox.state()).isEqualTo(MailState.DEVELOPMENT);
        assertThat(outbox.isConfigured()).isTrue();
    }

    @Test
    void theLastHundredAreKeptNewestFirst() {
        for (int i = 1; i <= Outbox.MOST + 5; i++) outbox.send(TestMail.withSubject("Mail " + i), "task-" + i);

        assertThat(outbox.newest()).hasSize(Outbox.MOST);
        assertThat(outbox.newest().getFirst().mail().subject()).isEqualTo("Mail 105");
        assertThat(outbox.find(5)).isEmpty();
        assertThat(outbox.find(6)).isPresent();
    }
}
