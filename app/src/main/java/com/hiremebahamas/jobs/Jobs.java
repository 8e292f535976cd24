package com.hiremebahamas.jobs;

import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.Viewer.SignedIn;
import java.util.Map;
import java.util.function.Function;

/// The rules of posting and closing jobs.
public final class Jobs {

    private final JobStore store;
    private final IdempotencyStore idempotency;

    public Jobs(JobStore store, IdempotencyStore idempotency) {
        this.store = store;
        this.idempotency = idempotency;
    }

    /// The result of posting a job.
    sealed interface Posting {

        /// The job is posted, by this request or by an earlier one with the same key; the answer is the first one.
        record Posted(Answer answer) implements Posting {}

        record Refused(JobForm form, Map<String, String> problems) implements Posting {}
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
    /// @param answer the response about the new job, stored in the same transaction for repeats of the request
    Posting post(JobForm form, SignedIn poster, IdempotencyKey key, Function<Job, Answer> answer) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new Posting.Refused(form, problems);

        var advert = form.advert();
        return new Posting.Posted(idempotency.once(
                poster.id(), key, transaction -> answer.apply(store.insert(transaction, poster.id(), advert))));
    }

    /// Only the account that posted a job can close it; a closed job stays closed.
    Closing close(long id, SignedIn poster) {
        if (store.close(id, poster.id())) return Closing.CLOSED;
        return store.job(id)
                .map(job -> job.postedBy() == poster.id() ? Closing.ALREADY_CLOSED : Closing.NOT_OWNER)
                .orElse(Closing.NOT_FOUND);
    }
}
