package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.jobs.Jobs.Closing;
import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.Viewer.SignedIn;
import java.util.Set;
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
    void aPostedJobBelongsToItsAccountAndIsOpen() {
        long id = post(BARTENDER);

        assertThat(store.job(id).orElseThrow().postedBy()).isEqualTo(ann.id());
        assertThat(store.job(id).orElseThrow().isOpen()).isTrue();
    }

    @Test
    void anInvalidFormInsertsNothing() {
        var posting = jobs.post(JobForm.BLANK, ann, KEY, JobsTest::answer);

        assertThat(posting).isInstanceOf(Jobs.Posting.Refused.class);
        assertThat(database.count("job")).isZero();
        assertThat(database.count("idempotency_record")).isZero();
    }

    @Test
    void theSameKeyPostedTenTimesAtOnceMakesOneJob() throws Exception {
        var ids = Concurrently.run(10, _ -> post(BARTENDER));

        assertThat(Set.copyOf(ids)).hasSize(1);
        assertThat(database.count("job")).isEqualTo(1);
    }

    @Test
    void aJobIsClosedOnceAndByItsOwnerOnly() {
        long id = post(BARTENDER);
        var bob = new SignedIn(accounts.account("Bob"), "Bob");

        assertThat(jobs.close(id, bob)).isEqualTo(Closing.NOT_OWNER);
        assertThat(jobs.close(id, ann)).isEqualTo(Closing.CLOSED);
        assertThat(jobs.close(id, ann)).isEqualTo(Closing.ALREADY_CLOSED);
        assertThat(jobs.close(id + 1, ann)).isEqualTo(Closing.NOT_FOUND);
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
