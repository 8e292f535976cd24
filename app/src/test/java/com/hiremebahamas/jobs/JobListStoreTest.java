package com.hiremebahamas.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Paging;
import com.hiremebahamas.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobListStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final TestDatabase database = TestDatabase.empty();

    /// On a connection of its own, beside those of the searches.
    private final Tidepool observer = Tidepool.of(DatabaseUrl.parse(database.url()), PoolSettings.DEFAULT);

    private final JobListStore lists = new JobListStore(database.tidepool());
    private final TestJobs jobs = new TestJobs(database.tidepool());
    private final long ann = jobs.account("Ann");

    @AfterEach
    void close() {
        observer.close();
        database.close();
    }

    @ParameterizedTest(name = "R24 {0} searches at once, {1} ms each")
    @CsvSource({"0, 0", "1, 0"})
    @DisplayName("R24 a search that takes too long finds the newest jobs, and the next page goes on")
    void aSearchThatTakesTooLongFindsTheNewestJobs(int searches, long millis) {
        jobs.job(ann, "Zoo keeper", "exuma", NOON.minusSeconds(1));
        insert("Cleaner", 2000);
        jobs.job(ann, "Zoo vet", "exuma", NOON.plusSeconds(5000));
        var hurried = new JobListStore(database.tidepool(), searches, Duration.ofMillis(millis));

        var first = hurried.search(new JobSearch("zoo", null, new Paging(20, null)));
        var cursor = cursor(first);
        var second = hurried.search(new JobSearch("zoo", null, new Paging(20, cursor)));

        assertThat(titles(first)).containsExactly("Zoo vet");
        assertThat(first.isPartial()).isTrue();
        assertThat(titles(second)).containsExactly("Zoo keeper");
        assertThat(second.isPartial()).isFalse();
        assertThat(second.nextUrl("/jobs")).isNull();
    }

    @Test
    @DisplayName("R24 however many search among the newest jobs, there are connections for other reads")
    void searchesLeaveConnectionsForOtherReads() throws InterruptedException {
        var hurried = new JobListStore(database.tidepool(), 0, Duration.ZERO);
        var threads = new ArrayList<Thread>();
        database.tidepool().write(transaction -> {
            transaction.update("lock table job in access exclusive mode");
            for (int i = 0; i < 20; i++) {
                var search = new JobSearch("zoo" + i, null, new Paging(20, null));
                threads.add(Thread.startVirtualThread(() -> hurried.search(search)));
            }
            await().until(() -> waitingForTheLock() == 3);
            for (int i = 0; i < 20; i++) assertThat(waitingForTheLock()).isEqualTo(3);
            var late = new JobSearch("vet", null, new Paging(20, null));
            assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(1), () -> hurried.search(late)))
                    .isInstanceOfSatisfying(
                            Problem.class, busy -> assertThat(busy.code()).isEqualTo("searches_busy"));
            return true;
        });
        for (var thread : threads) thread.join();
    }

    private int waitingForTheLock() {
        return observer.list("""
                        select 1
                          from pg_stat_activity
                         where wait_event_type = 'Lock'
                           and query like '%jobs.amongNewest%'
                           and datname = current_database()
                        """, _ -> 1).size();
    }

    @Test
    @DisplayName("R24 words of very many jobs are found newest first")
    void wordsOfVeryManyJobsAreFoundNewestFirst() {
        insert("Cleaner", 3100);
        jobs.job(ann, "Head cleaner", "exuma", NOON.plusSeconds(5000));
        jobs.job(ann, "Zoo keeper", "exuma", NOON.plusSeconds(6000));

        var list = lists.search(new JobSearch("cleaner", null, new Paging(3, null)));

        assertThat(titles(list)).containsExactly("Head cleaner", "Cleaner 3099", "Cleaner 3098");
        assertThat(list.isPartial()).isFalse();
        assertThat(titles(lists.search(new JobSearch("zoo", null, new Paging(20, null)))))
                .containsExactly("Zoo keeper");
    }

    /// One a second from noon on, numbered.
    private void insert(String title, int count) {
        database.tidepool().update("""
                        insert into job (posted_by, title, employer, island_code, employment_type, pay_min, pay_max,
                                         pay_period, description, how_to_apply, posted_at)
                        select ?, ? || ' ' || n, 'Blue Hole Bar', 'exuma', 'FULL_TIME', 10, 12, 'HOUR', 'Evenings.',
                               'Call 242 555 0100.', ?::timestamptz + n * interval '1 second'
                          from generate_series(0, ? - 1) n
                        """, ann, title, NOON, count);
    }

    private static @Nullable Cursor cursor(JobList list) {
        return Cursor.parse(requireNonNull(list.nextUrl("/jobs")).replaceFirst(".*cursor=", ""));
    }

    private static List<String> titles(JobList list) {
        return list.jobs().stream().map(job -> job.offer().title()).toList();
    }
}
