package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.spring.JdbcApplication.WordApi;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ShutdownTest {

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.url(server.createDatabase());

    @Test
    void aRequestInATransactionIsAnsweredAndCommittedBeforeThePoolCloses() throws Exception {
        var application = RunningApplication.start(JdbcApplication.class, "--DATABASE_URL=" + url);
        var tidepool = application.bean(Tidepool.class);
        application.bean(JdbcClient.class).sql("create table word (text text)").update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var request = threads.submit(() -> application.get("/slowly/late"));
            WordApi.BEGUN.await();

            var closing = threads.submit(application::close);
            await().until(() -> isRefused(application));
            WordApi.GO_ON.countDown();

            assertThat(request.get().body()).isEqualTo("late");
            closing.get();
        }
        assertThat(tidepool.poolStats().idle()).isZero();
        try (var later = Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT)) {
            assertThat(later.list("select text from word order by text", row -> row.getString(1)))
                    .containsExactly("late after", "late begun", "late done");
        }
    }

    private static boolean isRefused(RunningApplication application) throws InterruptedException {
        try {
            application.get("/words");
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
