package com.hiremebahamas.jobs;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Id;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Paging;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Jobs for people.
public final class JobPages implements Feature {

    private static final String TITLE = "Post a job";
    private static final String POSTED_BEFORE =
            "You posted this form before and changed it since. To post it as another job, press the button again.";
    private static final String NOT_SURE =
            "The database did not answer, so this may not be saved yet. What you typed is"
                    + " still here: press the button again in a moment. It is posted once only.";
    private static final String SIGNED_OUT =
            "You are not signed in any more. What you typed is still here: sign in on a second page, come back to this"
                    + " one, and press the button again.";

    private final Jobs jobs;
    private final JobStore store;
    private final PublicResponseCache answers;
    private final Templates templates;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Authenticator authenticator;

    public JobPages(
            Jobs jobs,
            JobStore store,
            PublicResponseCache answers,
            Templates templates,
            InstantSource clock,
            RandomGenerator random,
            Authenticator authenticator) {
        this.jobs = jobs;
        this.store = store;
        this.answers = answers;
        this.templates = templates;
        this.clock = clock;
        this.random = random;
        this.authenticator = authenticator;
    }

    /// `new` and `mine` come before the job of any other name.
    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/jobs", answers.cached(this::list))
                .get("/jobs/new", this::blankForm)
                .get("/jobs/mine", this::mine)
                .post("/jobs", this::post)
                .get("/jobs/{job}", answers.cached(this::show))
                .post("/jobs/{job}/closure", this::close);
    }

    private void list(Context request) {
        var search = JobSearch.of(Parameters.query(request));
        var list = new JobList(search, search.page(store.find(search)), clock.instant());
        if (Pages.isHtmx(request)) {
            request.header("HX-Push-Url", list.path());
            Pages.html(request, templates.jobsFound(list));
        } else {
            Pages.html(
                    request,
                    templates.jobsList(PageContext.of(request, list.title(), authenticator.viewer(request)), list));
        }
    }

    private void show(Context request) {
        var job = store.job(id(request)).orElseThrow(Problem::notFound);
        if (!request.path().equals(job.path())) {
            request.status(301).header("Location", job.path());
            return;
        }
        var offer = job.offer();
        var frame = PageContext.of(
                request,
                offer.title() + " at " + offer.employer() + ", "
                        + offer.island().name(),
                authenticator.viewer(request));
        boolean mine = frame.viewer() instanceof Viewer.SignedIn reader && reader.id() == job.postedBy();
        Pages.html(request, templates.jobsJob(frame, job, JobPosting.of(job), mine, clock.instant()));
    }

    private void mine(Context request) {
        var poster = authenticator.signedIn(request);
        var paging = Paging.of(Parameters.query(request));
        var page = paging.page(store.postedBy(poster.id(), paging), Listing::cursor);
        Pages.html(request, templates.jobsMine(PageContext.of(request, "My jobs", poster), page, clock.instant()));
    }

    private void blankForm(Context request) {
        var frame = PageContext.of(request, TITLE, authenticator.signedIn(request));
        Pages.html(request, templates.jobsForm(frame, JobForm.BLANK, freshKey(), Map.of(), ""));
    }

    private void post(Context request) {
        var typed = Parameters.form(request);
        var form = JobForm.of(typed);
        var key = IdempotencyKey.ofForm(request, typed, "idempotency_key");
        try {
            switch (jobs.post(form, authenticator.signedIn(request), key, job -> new Answer(303, job.path(), ""))) {
                case Jobs.Posting.Posted(var answer) -> Pages.seeOther(request, answer.location());
                case Jobs.Posting.Refused(var refused, var problems) ->
                    formAgain(request, 422, refused, key.key(), problems, "");
            }
        } catch (Problem e) {
            switch (e.code()) {
                case "idempotency_key_reused" -> formAgain(request, 422, form, freshKey(), Map.of(), POSTED_BEFORE);
                case "sign_in_required" -> formAgain(request, 401, form, key.key(), Map.of(), SIGNED_OUT);
                default -> throw e;
            }
        } catch (DatabaseException e) {
            if (e.failure() instanceof DatabaseFailure.Rejected) throw e;
            request.header("Retry-After", "5");
            formAgain(request, 503, form, key.key(), Map.of(), NOT_SURE);
        }
    }

    /// Nothing typed is ever lost: whatever went wrong, the form comes back as it was sent.
    private void formAgain(
            Context request, int status, JobForm form, String key, Map<String, String> problems, String notice) {
        request.status(status);
        var frame = new PageContext(TITLE, Authenticator.knownViewer(request), "/jobs/new");
        Pages.html(request, templates.jobsForm(frame, form, key, problems, notice));
    }

    private void close(Context request) {
        switch (jobs.close(id(request), authenticator.signedIn(request))) {
            case CLOSED, CLOSED_BEFORE -> Pages.seeOther(request, "/jobs/mine");
            case NOT_THEIRS -> throw Problem.of(403, "not_yours", "Only who posted a job can close it.");
            case NO_SUCH_JOB -> throw Problem.notFound();
        }
    }

    private String freshKey() {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// The words after the id are for people; `/jobs/12` and `/jobs/12-bartender` are the same job.
    private static long id(Context request) {
        return Id.parse(request.pathParam("job").split("-", 2)[0]);
    }
}
