package com.hiremebahamas.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.hiremebahamas.config.Settings.Log.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A caller that waits for a pipe fails by the timeout: each pipe here is read after the last line is logged.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class NonBlockingAppenderTest {

    private static final Pattern DROPPED =
            Pattern.compile("(?m)^(\\d+) log lines were dropped because nobody read the log$");

    /// What a pipe and the appender's buffer before it take.
    private static final int PIPE_AND_BUFFER_BYTES = 2 * 64 * 1024;

    private static final long LONG_ENOUGH_MILLIS = 30_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Logger log = new LoggerContext().getLogger("HireMeBahamas");
    private final Pipe pipe;

    NonBlockingAppenderTest() throws IOException {
        pipe = Pipe.open();
    }

    @AfterEach
    void closePipe() throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }

    @Test
    @DisplayName("R14 warnings and errors go to standard error, the rest to standard output, in order")
    void eachLineGoesToItsStreamInOrder() {
        var appender = attach(out, err);

        log.info("one");
        log.warn("two");
        log.debug("three");
        log.error("four");
        assertThat(appender.flush(LONG_ENOUGH_MILLIS)).isTrue();

        assertThat(out).hasToString("one\nthree\n");
        assertThat(err).hasToString("two\nfour\n");
    }

    @Test
    void linesOfBothStreamsKeepTheirOrderOnOneTerminal() {
        var appender = attach(out, out);
        var expected = new StringBuilder();

        for (int i = 0; i < 100; i++) {
            log.info("{}", i);
            log.warn("{} failed", i);
            expected.append(i).append('\n').append(i).append(" failed\n");
        }
        assertThat(appender.flush(LONG_ENOUGH_MILLIS)).isTrue();

        assertThat(out).hasToString(expected.toString());
    }

    @Test
    void aFullPipeBlocksNoCallerAndEachDroppedLineIsCounted() throws Exception {
        var appender = attach(Channels.newOutputStream(pipe.sink()), err);

        for (int i = 0; i < 50_000; i++) log.info("A line as long as those of the access log usually are: {}", i);
        long written = readAll(appender).lines().count();

        assertThat(dropped()).isPositive().isEqualTo(50_000 - written);
    }

    @Test
    void aPipeThatIsNotReadQueuesAtMostTwoMegabytes() throws Exception {
        var appender = attach(Channels.newOutputStream(pipe.sink()), err);

        for (int i = 0; i < 200; i++) log.info("x".repeat(100_000));

        assertThat(readAll(appender).length())
                .isBetween(1_000_000, NonBlockingAppender.MAX_QUEUED_BYTES + PIPE_AND_BUFFER_BYTES);
    }

    @Test
    void aLogThatIsReadLosesNoLine() {
        var appender = attach(out, err);

        for (int i = 0; i < 40; i++) {
            log.info("x".repeat(100_000));
            assertThat(appender.flush(LONG_ENOUGH_MILLIS)).isTrue();
        }

        assertThat(out.toString(UTF_8).lines()).hasSize(40);
    }

    @Test
    @DisplayName("R14 as JSON the count of dropped lines is a JSON object, too")
    void theCountOfDroppedLinesHasTheFormatOfTheLog() throws Exception {
        var appender = attach(Channels.newOutputStream(pipe.sink()), err);
        appender.setFormat(LogFormat.of(Format.JSON));

        for (int i = 0; i < 2_000; i++) log.info("x".repeat(100_000));
        readAll(appender);

        assertThat(err.toString(UTF_8).lines())
                .isNotEmpty()
                .allMatch(
                        line -> line.matches("\\{.*\"level\":\"WARN\".*\"message\":\"\\d+ log lines were dropped.*}"));
    }

    @Test
    void aFlushWaitsNoLongerThanItsTimeoutForAFullPipe() {
        var appender = attach(Channels.newOutputStream(pipe.sink()), err);
        for (int i = 0; i < 200; i++) log.info("x".repeat(100_000));

        assertThat(appender.flush(10)).isFalse();
    }

    private NonBlockingAppender attach(OutputStream info, OutputStream warnings) {
        var appender = new NonBlockingAppender(info, warnings);
        appender.setFormat(event -> event.getFormattedMessage() + "\n");
        appender.setContext(log.getLoggerContext());
        appender.start();
        log.addAppender(appender);
        return appender;
    }

    /// Reads the pipe until the appender has written all it queued.
    private String readAll(NonBlockingAppender appender) throws Exception {
        var text = new FutureTask<>(
                () -> new String(Channels.newInputStream(pipe.source()).readAllBytes(), UTF_8));
        Thread.startVirtualThread(text);
        assertThat(appender.flush(LONG_ENOUGH_MILLIS)).isTrue();
        pipe.sink().close();
        return text.get();
    }

    private long dropped() {
        return DROPPED.matcher(err.toString(UTF_8))
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }
}
