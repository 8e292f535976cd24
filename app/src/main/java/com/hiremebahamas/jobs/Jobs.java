package com.hiremebahamas.jobs;

import com.hiremebahamas.limits.RateLimit;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.limits.Verdict;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Viewer.SignedIn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rules of posting and closing jobs.
public final class Jobs {

    /// A hotel that opens posts its whole staff in an hour; a script posts a thousand in eight seconds.
    private static final RateLimit POSTING = new RateLimit("post-job", 40, Duration.ofHours(1));

    static final String TOO_MANY =
            "You have posted many jobs in the last hour. Wait a few minutes, then post this one.";

    /// More than anybody writes at a time; a script could fill the table.
    private static final int MAX_DRAFTS = 20;

    private final JobStore store;
    private final JobDraftStore drafts;
    private final IdempotencyStore idempotency;
    private final RateLimiter limits;
    private final Runnable changed;

    /// @param changed called after each write to the public jobs that is or may be committed, before it
    ///                returns
    public Jobs(
            JobStore store, JobDraftStore drafts, IdempotencyStore idempotency, RateLimiter limits, Runnable changed) {
        this.store = store;
        this.drafts = drafts;
        this.idempotency = idempotency;
        this.limits = limits;
        this.changed = changed;
    }

    /// The result of posting a job.
    sealed interface Posting {

        /// The job is posted, by this request or by an earlier one with the same key; the answer is the first
        /// one.
        record Posted(Answer answer) implements Posting {}

        record Refused(Map<String, String> problems) implements Posting {}

        /// The e-mail address of the account is not confirmed.
        record Unverified() implements Posting {}

        /// This account has posted too many jobs; when it may post again.
        record TooMany(Duration retryAfter) implements Posting {}
    }

    /// The result of closing a job.
    enum Closing {
        CLOSED,
        ALREADY_CLOSED,
        NOT_OWNER,
        NOT_FOUND
    }

    /// Posts a job, once for each key. It is open at once.
    ///
    /// @param draft  from which it was made, and which ends with it; null for none
    /// @param answer the response about the new job, stored in the same transaction for repeats of the request
    Posting post(
            JobForm form, SignedIn poster, @Nullable Long draft, IdempotencyKey key, Function<Job, Answer> answer) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new Posting.Refused(problems);
        if (!poster.isVerified()) return new Posting.Unverified();
        var account = Long.toString(poster.id());
        return switch (limits.tryConsume(POSTING, account)) {
            case Verdict.Refused refused ->
                idempotency
                        .answered(poster.id(), key)
                        .<Posting>map(Posting.Posted::new)
                        .orElseGet(() -> new Posting.TooMany(refused.retryAfter()));
            case Verdict.Allowed _ -> new Posting.Posted(insert(form.advert(), poster, draft, key, answer));
        };
    }

    /// A repeat inserts nothing, and is not counted.
    private Answer insert(
            Advert advert, SignedIn poster, @Nullable Long draft, IdempotencyKey key, Function<Job, Answer> answer) {
        var inserted = new AtomicBoolean();
        try {
            return idempotency.once(poster.id(), key, transaction -> {
                inserted.set(true);
                if (draft != null) drafts.delete(transaction, poster.id(), draft);
                return answer.apply(store.insert(transaction, poster.id(), advert));
            });
        } catch (DatabaseException e) {
            inserted.set(isPerhapsCommitted(e));
            throw e;
        } finally {
            if (inserted.get()) changed.run();
            else limits.refund(POSTING, Long.toString(poster.id()));
        }
    }

    /// Keeps a form as it was typed, once for each key: in its draft, or in a new one when it has none or that is
    /// gone.
    ///
    /// @throws com.hiremebahamas.web.Problem 409 when the account has too many drafts
    void keepDraft(SignedIn author, @Nullable Long draft, JobForm form, IdempotencyKey key) {
        idempotency.once(author.id(), key.of("draft"), transaction -> {
            boolean kept = draft != null && drafts.update(transaction, author.id(), draft, form);
            if (!kept && drafts.count(transaction, author.id()) >= MAX_DRAFTS) throw tooManyDrafts();
            if (!kept) drafts.insert(transaction, author.id(), form);
            return new Answer(303, "/jobs/mine", "");
        });
    }

    private static Problem tooManyDrafts() {
        return Problem.of(
                409,
                "too_many_drafts",
                "You have " + MAX_DRAFTS + " drafts already. Post one of them or delete one, then keep this one.");
    }

    /// Only the account that posted a job can close it; a closed job stays closed.
    Closing close(long id, SignedIn poster) {
        if (closed(id, poster)) return Closing.CLOSED;
        return store.job(id)
                .map(job -> job.postedBy() == poster.id() ? Closing.ALREADY_CLOSED : Closing.NOT_OWNER)
                .orElse(Closing.NOT_FOUND);
    }

    private boolean closed(long id, SignedIn poster) {
        boolean closed = false;
        try {
            closed = store.close(id, poster.id());
        } catch (DatabaseException e) {
            closed = isPerhapsCommitted(e);
            throw e;
        } finally {
            if (closed) changed.run();
        }
        return closed;
    }

    private static boolean isPerhapsCommitted(DatabaseException e) {
        return e.failure() instanceof DatabaseFailure.Unknown;
    }
}
