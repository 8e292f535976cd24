package com.hiremebahamas.development;

import com.hiremebahamas.mail.Outbox;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Id;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// The mails that were not sent. Production has no such pages.
public final class MailPages implements Feature {

    /// Mails bring their styles with them. What one has besides does nothing, and is not loaded.
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final Outbox outbox;
    private final Templates templates;

    public MailPages(Outbox outbox, Templates templates) {
        this.outbox = outbox;
        this.templates = templates;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/dev/mail", this::list)
                .get("/dev/mail/{id}", this::show)
                .get("/dev/mail/{id}/html", this::showHtml);
    }

    private void list(Context request) {
        Pages.html(request, templates.developmentMails(context(request, "Mails"), outbox.newest()));
    }

    private void show(Context request) {
        var kept = kept(request);
        var title = kept.mail().subject();
        Pages.html(request, templates.developmentMail(context(request, title), kept));
    }

    /// As a mail program shows it.
    private void showHtml(Context request) {
        request.header("Content-Security-Policy", POLICY);
        request.contentType("text/html; charset=utf-8").result(kept(request).html());
    }

    private Outbox.Kept kept(Context request) {
        return outbox.find(Id.of(request, "id")).orElseThrow(Problem::notFound);
    }

    /// Without a viewer: these pages need no database.
    private static PageContext context(Context request, String title) {
        return new PageContext(title, null, request.path());
    }
}
