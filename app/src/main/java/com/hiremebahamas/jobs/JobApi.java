package com.hiremebahamas.jobs;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.tidepool.DataLoader;
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

/// Jobs for programs.
public final class JobApi implements Feature {

    private final Jobs jobs;
    private final JobStore store;
    private final PublicResponseCache answers;
    private final Authenticator authenticator;
    /// Writing a page costs more than reading it, and all who ask the same at one moment get the same.
    private final DataLoader<JobSearch, Sheet> sheets = DataLoader.sameQuery(this::sheet);

    /// A page of jobs as it is sent, and where the next one is, which is empty on the last.
    private static final class Sheet {
        final byte[] json;
        final String link;

        Sheet(byte[] json, String link) {
            this.json = json;
            this.link = link;
        }
    }

    public JobApi(Jobs jobs, JobStore store, PublicResponseCache answers, Authenticator authenticator) {
        this.jobs = jobs;
        this.store = store;
        this.answers = answers;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/jobs", answers.cached(this::list))
                .post("/api/jobs", this::post)
                .get("/api/jobs/{id}", answers.cached(this::show));
    }

    private void list(Context request) {
        var sheet = sheets.load(JobSearch.of(Parameters.query(request))).orElseThrow();
        if (!sheet.link.isEmpty()) request.header("Link", sheet.link);
        Json.answer(request, 200, sheet.json);
    }

    private Sheet sheet(JobSearch search) {
        var page = search.page(store.find(search));
        var next = page.nextCursor();
        var link = next == null ? "" : "<" + search.address("/api/jobs", next) + ">; rel=\"next\"";
        return new Sheet(Json.bytes(page.map(JobJson.Item::of)), link);
    }

    private void show(Context request) {
        var job = store.job(Id.of(request, "id")).orElseThrow(Problem::notFound);
        Json.answer(request, 200, JobJson.Full.of(job));
    }

    private void post(Context request) {
        var poster = authenticator.signedIn(request);
        var form = Json.read(request, JobJson.Draft.class).form();
        switch (jobs.post(form, poster, IdempotencyKey.of(request), JobApi::created)) {
            case Jobs.Posting.Posted(var answer) -> {
                request.header("Location", answer.location());
                Json.raw(request, answer.status(), answer.body());
            }
            case Jobs.Posting.Refused refused -> throw Problem.invalid(refused.problems());
        }
    }

    private static Answer created(Job job) {
        return new Answer(201, "/api/jobs/" + job.id(), Json.write(JobJson.Full.of(job)));
    }
}
