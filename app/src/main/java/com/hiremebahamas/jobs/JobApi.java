package com.hiremebahamas.jobs;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.cache.PublicResponseCache.Content;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Id;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.Json;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// The JSON API of jobs.
public final class JobApi implements Feature {

    private final Jobs jobs;
    private final JobStore store;
    private final PublicResponseCache cache;
    private final Authenticator authenticator;

    public JobApi(Jobs jobs, JobStore store, PublicResponseCache cache, Authenticator authenticator) {
        this.jobs = jobs;
        this.store = store;
        this.cache = cache;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/jobs", cache.cached(Content.JOBS, this::list))
                .post("/api/jobs", this::post)
                .get("/api/jobs/{id}", cache.cached(Content.JOBS, this::show));
    }

    @Override
    public void prepare() {
        Json.prepare(JobJson.Full.class, JobJson.Item.class);
    }

    private void list(Context request) {
        var list = store.search(JobSearch.of(Parameters.query(request)));
        var next = list.nextUrl("/api/jobs");
        if (next != null) request.header("Link", "<" + next + ">; rel=\"next\"");
        Json.answer(request, 200, list.json());
    }

    private void show(Context request) {
        var job = store.job(Id.of(request, "id")).orElseThrow(Problem::notFound);
        // Only a closed job depends on the viewer.
        boolean complete = job.isOpen() || job.showsHowToApply(authenticator.viewer(request));
        var shown = JobJson.Full.of(job);
        Json.answer(request, 200, complete ? shown : shown.withoutHowToApply());
    }

    private void post(Context request) {
        var poster = authenticator.signedIn(request);
        var form = Json.read(request, JobJson.Draft.class).form();
        switch (jobs.post(form, poster, null, IdempotencyKey.of(request), JobApi::created)) {
            case Jobs.Posting.Posted(var answer) -> {
                request.header("Location", answer.location());
                Json.raw(request, answer.status(), answer.body());
            }
            case Jobs.Posting.Refused refused -> throw Problem.invalid(refused.problems());
            case Jobs.Posting.Unverified _ -> throw Problem.confirmEmailFirst();
            case Jobs.Posting.TooMany(var wait) -> throw Problem.tooMany(Jobs.TOO_MANY, wait);
        }
    }

    private static Answer created(Job job) {
        return new Answer(201, "/api/jobs/" + job.id(), Json.write(JobJson.Full.of(job)));
    }
}
