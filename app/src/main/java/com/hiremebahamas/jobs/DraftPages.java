package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Id;
import com.hiremebahamas.web.IdempotencyKey;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// The pages of drafts. Signing in is enough: an address need not be confirmed to write.
public final class DraftPages implements Feature {

    private static final String TITLE = "Post a job";
    static final String FIELD = "draft";

    private final Jobs jobs;
    private final JobDraftStore store;
    private final JobPages pages;
    private final Authenticator authenticator;

    public DraftPages(Jobs jobs, JobDraftStore store, JobPages pages, Authenticator authenticator) {
        this.jobs = jobs;
        this.store = store;
        this.pages = pages;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/jobs/drafts", this::keep)
                .get("/jobs/drafts/{id}", this::edit)
                .post("/jobs/drafts/{id}/deletion", this::delete);
    }

    private void keep(Context request) {
        var typed = Parameters.form(request);
        var key = IdempotencyKey.ofForm(request, typed, "idempotency_key");
        pages.orShowAgain(request, typed, key, () -> {
            keep(authenticator.signedIn(request), typed, key);
            Confirmation.DRAFT_KEPT.showNext(request);
            Pages.seeOther(request, "/jobs/mine");
        });
    }

    /// A form that was kept before and has been changed since, after the Back button, is another draft.
    private void keep(Viewer.SignedIn author, Parameters fields, IdempotencyKey key) {
        var form = JobForm.of(fields);
        try {
            jobs.keepDraft(author, draft(fields), form, key);
        } catch (Problem e) {
            if (!e.code().equals("idempotency_key_reused")) throw e;
            jobs.keepDraft(author, draft(fields), form, key.ofContents());
        }
    }

    private void edit(Context request) {
        var author = authenticator.signedIn(request);
        var draft = store.draft(author.id(), Id.of(request, "id")).orElseThrow(Problem::notFound);
        pages.showDraft(request, PageContext.of(request, TITLE, author), draft);
    }

    private void delete(Context request) {
        store.delete(authenticator.signedIn(request).id(), Id.of(request, "id"));
        Confirmation.DRAFT_DELETED.showNext(request);
        Pages.seeOther(request, "/jobs/mine");
    }

    /// The draft that a form was begun from; null when there is none.
    static @Nullable Long draft(Parameters fields) {
        var text = fields.exact(FIELD);
        return text.isEmpty() ? null : Long.valueOf(Id.parse(text));
    }
}
