package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.jobs.Jobs.Closing;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.Viewer.SignedIn;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final JobForm BARTENDER = new JobForm(
            "Bartender", "Blue Hole Bar", "exuma", "FULL_TIME", "12.50", "", "HOUR", "Evenings.", "Call 242 555 0100.");
    private static final IdempotencyKey KEY = new IdempotencyKey("k-1", "ab".repeat(32));

    private final TestDatabase database = TestDatabase.empty();
    private final TestJobs accounts = new TestJobs(database.tidepool());
    private final JobStore store = new JobStore(database.tidepool());
    private final Jobs jobs = new Jobs(store, new IdempotencyStore(database.tidepool()));
    private final SignedIn ann = new SignedIn(accounts.account("Ann"), "Ann");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aPostedJobBelongsToItsPosterAndIsOpen() {
        long id = post(BARTENDER);

        assertThat(store.job(id).orElseThrow().postedBy()).isEqualTo(ann.id());
        assertThat(store.job(id).orElseThrow().isOpen()).isTrue();
    }

    @Test
    void aRefusedFormLeavesNothingBehind() {
        var posting = jobs.post(JobForm.BLANK, ann, KEY, JobsTest::answer);

        assertThat(posting).isInstanceOf(Jobs.Posting.Refused.class);
        assertThat(database.count("job")).isZero();
        assertThat(database.count("idempotency_record")).isZero();
    }

    @Test
    void theSameKeyPostedTenTimesAtOnceMakesOneJob() throws Exception {
        var postings = new ArrayList<Future<Long>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) postings.add(threads.submit(() -> post(BARTENDER)));
        }

        for (var posting : postings)
            assertThat(posting.get()).isEqualTo(postings.getFirst().get());
        assertThat(database.count("job")).isEqualTo(1);
    }

    @Test
    void aJobIsClosedOnceAndByItsPosterOnly() {
        long id = post(BARTENDER);
        var bob = new SignedIn(accounts.account("Bob"), "Bob");

        assertThat(jobs.close(id, bob)).isEqualTo(Closing.NOT_THEIRS);
        assertThat(jobs.close(id, ann)).isEqualTo(Closing.CLOSED);
        assertThat(jobs.close(id, ann)).isEqualTo(Closing.CLOSED_BEFORE);
        assertThat(jobs.close(id + 1, ann)).isEqualTo(Closing.NO_SUCH_JOB);
    }

    private long post(JobForm form) {
        return switch (jobs.post(form, ann, KEY, JobsTest::answer)) {
            case Jobs.Posting.Posted(var answer) -> Long.parseLong(answer.location());
            case Jobs.Posting.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private static Answer answer(Job job) {
        return new Answer(201, Long.toString(job.id()), "");
    }
}
