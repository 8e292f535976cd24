package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.jobs.Jobs.Closing;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Viewer.SignedIn;
import com.hiremebahamas.web.Viewer.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final JobForm BARTENDER = new JobForm(
            "Bartender", "Blue Hole Bar", "exuma", "FULL_TIME", "12.50", "", "HOUR", "Evenings.", "Call 242 555 0100.");
    private static final IdempotencyKey KEY = new IdempotencyKey("k-1", "ab".repeat(32));

    private final TestDatabase database = TestDatabase.empty();
    private final TestJobs accounts = new TestJobs(database.tidepool());
    private final JobStore store = new JobStore(database.tidepool());
    private final AtomicInteger changes = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Jobs jobs = new Jobs(
            store,
            new JobDraftStore(database.tidepool()),
            new IdempotencyStore(database.tidepool()),
            RateLimiter.local(() -> now),
            changes::incrementAndGet);
    private final SignedIn ann = new SignedIn(accounts.account("Ann"), "Ann", Standing.VERIFIED);

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
        var posting = jobs.post(JobForm.BLANK, ann, null, KEY, JobsTest::answer);

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
        var bob = new SignedIn(accounts.account("Bob"), "Bob", Standing.VERIFIED);

        assertThat(jobs.close(id, bob)).isEqualTo(Closing.NOT_OWNER);
        assertThat(jobs.close(id, ann)).isEqualTo(Closing.CLOSED);
        assertThat(jobs.close(id, ann)).isEqualTo(Closing.ALREADY_CLOSED);
        assertThat(jobs.close(id + 1, ann)).isEqualTo(Closing.NOT_FOUND);
    }

    @Test
    void onlyACommittedWriteChangesThePublicJobs() {
        jobs.post(JobForm.BLANK, ann, null, KEY, JobsTest::answer);
        assertThat(changes).hasValue(0);
        long id = post(BARTENDER);
        assertThat(changes).hasValue(1);
        post(BARTENDER);
        jobs.close(id, new SignedIn(accounts.account("Bob"), "Bob", Standing.VERIFIED));
        assertThat(changes).hasValue(1);
        jobs.close(id, ann);
        assertThat(changes).hasValue(2);
        jobs.close(id, ann);
        assertThat(changes).hasValue(2);
    }

    @Test
    @DisplayName("R24 an account posts forty jobs an hour, whatever it repeats")
    void anAccountPostsFortyJobsAnHour() {
        for (int i = 0; i < 50; i++) post(BARTENDER);
        for (int i = 1; i < 40; i++) assertThat(postAnother(ann)).isInstanceOf(Jobs.Posting.Posted.class);

        assertThat(postAnother(ann))
                .isInstanceOfSatisfying(
                        Jobs.Posting.TooMany.class,
                        tooMany -> assertThat(tooMany.retryAfter())
                                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(90)));
        assertThat(postAnother(new SignedIn(accounts.account("Bob"), "Bob", Standing.VERIFIED)))
                .isInstanceOf(Jobs.Posting.Posted.class);
        assertThat(database.count("job")).isEqualTo(41);
        now = now.plus(Duration.ofSeconds(90));
        assertThat(postAnother(ann)).isInstanceOf(Jobs.Posting.Posted.class);
    }

    /// The response was lost, and the client sends it again.
    @Test
    @DisplayName("R24 beyond the limit a repeat still gets its first answer")
    void beyondTheLimitARepeatGetsItsFirstAnswer() {
        for (int i = 0; i < 39; i++) postAnother(ann);
        long last = post(BARTENDER);

        assertThat(postAnother(ann)).isInstanceOf(Jobs.Posting.TooMany.class);
        assertThat(post(BARTENDER)).isEqualTo(last);
        var otherForm = new IdempotencyKey(KEY.key(), "cd".repeat(32));
        assertThatThrownBy(() -> jobs.post(BARTENDER, ann, null, otherForm, JobsTest::answer))
                .isInstanceOfSatisfying(
                        Problem.class, reused -> assertThat(reused.code()).isEqualTo("idempotency_key_reused"));
    }

    @Test
    void anAccountWhoseAddressIsNotConfirmedPostsNothing() {
        long cleo = accounts.account("Cleo");
        for (var standing : List.of(Standing.PENDING, Standing.UNVERIFIED)) {
            var unverified = new SignedIn(cleo, "Cleo", standing);

            assertThat(postAnother(unverified)).isInstanceOf(Jobs.Posting.Unverified.class);
        }
        assertThat(database.count("job")).isZero();
    }

    private Jobs.Posting postAnother(SignedIn poster) {
        return jobs.post(BARTENDER, poster, null, new IdempotencyKey("", "ab".repeat(32)), JobsTest::answer);
    }

    private long post(JobForm form) {
        return switch (jobs.post(form, ann, null, KEY, JobsTest::answer)) {
            case Jobs.Posting.Posted(var answer) -> Long.parseLong(answer.location());
            case Jobs.Posting.Refused refused -> throw new AssertionError(refused.problems());
            case Jobs.Posting.Unverified unverified -> throw new AssertionError(unverified);
            case Jobs.Posting.TooMany tooMany -> throw new AssertionError(tooMany);
        };
    }

    private static Answer answer(Job job) {
        return new Answer(201, Long.toString(job.id()), "");
    }
}
