package com.hiremebahamas.jobs;

import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.cache.PublicResponseCache.Content;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Id;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Paging;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/// The HTML pages of jobs.
public final class JobPages implements Feature {

    private static final String TITLE = "Post a job";
    private static final String CHANGED_AFTER_POSTING =
            "You already posted this form, and have changed it since. To post it as another job, press “Post this job”"
                    + " again.";
    private static final String OUTCOME_UNKNOWN =
            "We could not reach our records, so your job may not be posted yet. What you typed is still here: wait a"
                    + " moment, then press “Post this job” again. It will be posted only once.";
    private static final String SIGNED_OUT =
            "You are no longer signed in. What you typed is still here: sign in in a new tab, come back to this one,"
                    + " and press “Post this job” again.";

    private final Jobs jobs;
    private final JobStore store;
    private final JobDraftStore drafts;
    private final LongConsumer requestConfirmation;
    private final PublicResponseCache cache;
    private final Templates templates;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Authenticator authenticator;

    /// @param requestConfirmation sends the mail by which the account with this id confirms its e-mail address
    public JobPages(
            Jobs jobs,
            JobStore store,
            JobDraftStore drafts,
            LongConsumer requestConfirmation,
            PublicResponseCache cache,
            Templates templates,
            InstantSource clock,
            RandomGenerator random,
            Authenticator authenticator) {
        this.jobs = jobs;
        this.store = store;
        this.drafts = drafts;
        this.requestConfirmation = requestConfirmation;
        this.cache = cache;
        this.templates = templates;
        this.clock = clock;
        this.random = random;
        this.authenticator = authenticator;
    }

    /// The fixed paths `new` and `mine` come first: `{job}` matches them too.
    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/jobs", cache.cached(Content.JOBS, this::list))
                .get("/jobs/new", this::newForm)
                .get("/jobs/mine", this::mine)
                .post("/jobs", this::post)
                .get("/jobs/{job}", cache.cached(Content.JOBS, this::show))
                .get("/jobs/{job}/closure", this::confirmClosing)
                .post("/jobs/{job}/closure", this::close);
    }

    private void list(Context request) {
        var nearest = JobSearch.nearest(Parameters.query(request));
        var list = store.search(nearest.search());
        // The address is wrong, and says so to search engines, links and caches; people go on from the list.
        if (!nearest.problem().isEmpty()) request.status(400);
        if (Pages.isHtmx(request) && !nearest.problem().isEmpty()) {
            // htmx shows no error response: the whole page explains it.
            request.header("HX-Redirect", Pages.ownPath("/jobs?" + request.queryString(), "/jobs"));
        } else if (Pages.isHtmx(request)) {
            request.header("HX-Push-Url", list.url());
            Pages.html(request, templates.jobsFragment(list, clock.instant()));
        } else {
            var context = PageContext.of(request, list.title(), authenticator.viewer(request));
            Pages.html(request, templates.jobsList(context, list, nearest.problem(), clock.instant()));
        }
    }

    private void show(Context request) {
        var job = store.job(id(request)).orElseThrow(Problem::notFound);
        if (!request.path().equals(job.path())) {
            request.status(301).header("Location", job.path());
            return;
        }
        var offer = job.offer();
        var context = PageContext.of(
                request,
                offer.title() + " at " + offer.employer() + ", "
                        + offer.island().name(),
                authenticator.viewer(request));
        boolean mine = job.isPostedBy(context.viewer());
        Pages.html(request, templates.jobsJob(context, job, JobPosting.of(job), mine, clock.instant()));
    }

    private void mine(Context request) {
        var poster = authenticator.signedIn(request);
        var paging = Paging.of(Parameters.query(request));
        var page = paging.page(store.postedBy(poster.id(), paging), Listing::cursor);
        Pages.html(
                request,
                templates.jobsMine(
                        PageContext.of(request, "My jobs", poster),
                        paging.after() == null ? drafts.of(poster.id()) : List.of(),
                        paging.linked(page),
                        clock.instant()));
    }

    private void newForm(Context request) {
        showForm(request, PageContext.of(request, TITLE, authenticator.signedIn(request)), JobForm.BLANK, "");
    }

    /// The form of a draft, to go on writing.
    void showDraft(Context request, PageContext context, JobDraft draft) {
        showForm(request, context, draft.form(), Long.toString(draft.id()));
    }

    private void showForm(Context request, PageContext context, JobForm form, String draft) {
        // The browser may keep this page for its Back button: loaded anew, it would have another key, and the same
        // form sent again would post a second job. It holds nothing but the form and the name of the viewer.
        request.header("Cache-Control", "private, no-cache");
        Pages.html(request, templates.jobsForm(context, form, draft, newKey(), Map.of(), ""));
    }

    private void post(Context request) {
        var typed = Parameters.form(request);
        var key = IdempotencyKey.ofForm(request, typed, "idempotency_key");
        orShowAgain(request, typed, key, () -> post(request, typed, key));
    }

    private void post(Context request, Parameters typed, IdempotencyKey key) {
        var poster = authenticator.signedIn(request);
        var draft = DraftPages.draft(typed);
        switch (jobs.post(JobForm.of(typed), poster, draft, key, job -> new Answer(303, job.path(), ""))) {
            case Jobs.Posting.Posted(var answer) -> {
                Confirmation.POSTED.showNext(request);
                Pages.seeOther(request, answer.location());
            }
            case Jobs.Posting.Refused(var problems) -> redisplay(request, 422, typed, key.key(), problems, "");
            case Jobs.Posting.Unverified _ -> {
                jobs.keepDraft(poster, draft, JobForm.of(typed), key);
                requestConfirmation.accept(poster.id());
                Confirmation.DRAFT_WAITS.showNext(request);
                Pages.seeOther(request, "/jobs/mine");
            }
            case Jobs.Posting.TooMany(var wait) -> throw Problem.tooMany(Jobs.TOO_MANY, wait);
        }
    }

    /// Handles the form, and shows it again where an error page would lose what was typed.
    void orShowAgain(Context request, Parameters typed, IdempotencyKey key, Runnable route) {
        try {
            route.run();
        } catch (Problem e) {
            switch (e.code()) {
                case "idempotency_key_reused" ->
                    redisplay(request, 422, typed, newKey(), Map.of(), CHANGED_AFTER_POSTING);
                case "too_many_requests", "too_many_drafts" ->
                    redisplay(request, e.status(), typed, key.key(), Map.of(), e.detail());
                case "sign_in_required" -> redisplay(request, 401, typed, key.key(), Map.of(), SIGNED_OUT);
                default -> throw e;
            }
        } catch (DatabaseException e) {
            if (e.failure() instanceof DatabaseFailure.Rejected) throw e;
            request.header("Retry-After", "5");
            redisplay(request, 503, typed, key.key(), Map.of(), OUTCOME_UNKNOWN);
        }
    }

    /// Shows the form as it was sent, so that no input is lost, whatever the error.
    private void redisplay(
            Context request, int status, Parameters typed, String key, Map<String, String> problems, String notice) {
        request.status(status);
        var context = new PageContext(TITLE, Authenticator.knownViewer(request), "/jobs/new").withError();
        var draft = typed.exact(DraftPages.FIELD);
        Pages.html(request, templates.jobsForm(context, JobForm.of(typed), draft, key, problems, notice));
    }

    /// Asks first: a closed job stays closed.
    private void confirmClosing(Context request) {
        var viewer = authenticator.signedIn(request);
        var job = store.job(id(request)).orElseThrow(Problem::notFound);
        if (!job.isPostedBy(viewer)) throw notYours();
        if (job.isOpen()) {
            Pages.html(request, templates.jobsClose(PageContext.of(request, "Close this job?", viewer), job));
        } else {
            Pages.seeOther(request, job.path());
        }
    }

    private void close(Context request) {
        switch (jobs.close(id(request), authenticator.signedIn(request))) {
            case CLOSED, ALREADY_CLOSED -> {
                Confirmation.CLOSED.showNext(request);
                Pages.seeOther(request, "/jobs/mine");
            }
            case NOT_OWNER -> throw notYours();
            case NOT_FOUND -> throw Problem.notFound();
        }
    }

    private static Problem notYours() {
        return Problem.of(403, "not_yours", "Only the account that posted a job can close it.");
    }

    private String newKey() {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// Ignores what follows the id: `/jobs/12` and `/jobs/12-bartender` are the same job.
    private static long id(Context request) {
        return Id.parse(request.pathParam("job").split("-", 2)[0]);
    }
}
