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

    /// How posting a job can end.
    sealed interface Posting {

        /// It stands, now or since this key was first used; the answer is that of the first time.
        record Posted(Answer answer) implements Posting {}

        record Refused(JobForm form, Map<String, String> problems) implements Posting {}
    }

    /// How closing a job can end.
    enum Closing {
        CLOSED,
        CLOSED_BEFORE,
        NOT_THEIRS,
        NO_SUCH_JOB
    }

    /// Posts a job, once for each key. It is open at once.
    ///
    /// @param answer what to say of the new job, kept beside it for whoever repeats the request
    Posting post(JobForm form, SignedIn poster, IdempotencyKey key, Function<Job, Answer> answer) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new Posting.Refused(form, problems);

        var advert = form.advert();
        return new Posting.Posted(idempotency.once(
                poster.id(), key, transaction -> answer.apply(store.insert(transaction, poster.id(), advert))));
    }

    /// Only who posted a job can close it; a closed job stays closed.
    Closing close(long id, SignedIn poster) {
        if (store.close(id, poster.id())) return Closing.CLOSED;
        return store.job(id)
                .map(job -> job.postedBy() == poster.id() ? Closing.CLOSED_BEFORE : Closing.NOT_THEIRS)
                .orElse(Closing.NO_SUCH_JOB);
    }
}
