package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Closing a Tidepool while a transaction is running.
class CloseTest {

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.url(server.createDatabase());
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        threads.close();
        tidepool.close();
    }

    @Test
    @DisplayName("T45 closing waits for running work, which is committed")
    void closingWaitsForRunningWork() throws Exception {
        tidepool.update("create table note (word text)");
        var work = threads.submit(this::writeSlowly);
        begun.await();

        var closing = threads.submit(tidepool::close);
        await().until(this::isClosed);
        goOn.countDown();

        assertThat(work.get()).isEqualTo(1);
        closing.get();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    @DisplayName("T45 closing ends work that is not done by the deadline, and it is rolled back")
    void closingEndsWorkThatIsNotDoneByTheDeadline() throws Exception {
        tidepool.update("create table note (word text)");
        var work = threads.submit(this::writeSlowly);
        begun.await();

        Deadline.runWithin(Duration.ofMillis(50), tidepool::close);
        goOn.countDown();

        assertThatThrownBy(work::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfAny(DatabaseException.class, IllegalStateException.class);
        assertThat(notes()).isZero();
    }

    @Test
    void anInterruptEndsTheWaitAndTheConnectionsAreClosed() throws Exception {
        tidepool.update("create table note (word text)");
        var work = threads.submit(this::writeSlowly);
        begun.await();

        Thread.currentThread().interrupt();
        tidepool.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(tidepool.poolStats().active()).isZero();
        goOn.countDown();
        assertThatThrownBy(work::get).isInstanceOf(ExecutionException.class);
    }

    private int writeSlowly() {
        return tidepool.write(transaction -> {
            transaction.update("insert into note values ('before')");
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return transaction.update("update note set word = 'after'");
        });
    }

    private boolean isClosed() {
        try {
            tidepool.list("select 1", _ -> 1);
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    private int notes() {
        try (var other = Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT)) {
            return other.one("select count(*) from note", row -> row.getInt(1)).orElseThrow();
        }
    }
}
