package com.hiremebahamas.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LogWriterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void eachLineGoesToItsStreamInOrder() {
        var writer = new LogWriter(out, err);
        Thread.ofVirtual().start(writer::run);

        writer.write("one\n", false);
        writer.write("trouble\n", true);
        writer.write("two\n", false);
        writer.flush(5000);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("trouble\n");
    }

    @Test
    void nobodyWaitsForAReaderThatDoesNotRead() {
        var read = new CountDownLatch(1);
        var writer = new LogWriter(new Stuck(out, read), err);
        Thread.ofVirtual().start(writer::run);

        for (int i = 0; i < 20_000; i++) writer.write("line\n", false);
        read.countDown();

        await().untilAsserted(() -> assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("(?s)\\d+ log lines were dropped because nobody read the log\n"));
    }

    /// A pipe whose other end is held but not read for a while.
    private static final class Stuck extends OutputStream {
        private final OutputStream target;
        private final CountDownLatch read;

        Stuck(OutputStream target, CountDownLatch read) {
            this.target = target;
            this.read = read;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                read.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            target.write(bytes, offset, length);
        }
    }
}
