package com.hiremebahamas.accounts;

import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Viewer.SignedIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/// The pages of changing one's e-mail address.
public final class EmailPages implements Feature {

    private static final String TITLE = "Change your e-mail address";
    private static final String CONFIRM = "Confirm your new e-mail address";

    private final EmailChange change;
    private final Templates templates;
    private final Authenticator authenticator;

    public EmailPages(EmailChange change, Templates templates, Authenticator authenticator) {
        this.change = change;
        this.templates = templates;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/me/email", this::show)
                .post("/me/email", this::request)
                .get("/new-email", this::showLink)
                .post("/new-email", this::confirm);
    }

    private void show(Context request) {
        render(request, authenticator.member(request), 200, "", Map.of());
    }

    private void request(Context request) {
        var viewer = authenticator.member(request);
        if (!change.isPossible()) throw VerificationPages.noMail();
        var fields = Parameters.form(request);
        var email = Email.of(fields.exact("email"));
        switch (change.request(viewer.id(), email, fields.exact("password"))) {
            case EmailChange.Request.Accepted _ -> {
                Confirmation.MAIL_SENT.showNext(request);
                Pages.seeOther(request, "/me");
            }
            case EmailChange.Request.Refused(var problems) -> render(request, viewer, 422, email, problems);
            case EmailChange.Request.TooMany(var wait) -> throw AuthApi.tooMany(wait);
        }
    }

    private void render(Context request, SignedIn viewer, int status, String email, Map<String, String> problems) {
        var plain = PageContext.of(request, TITLE, authenticator.viewer(request));
        request.status(status);
        Pages.html(
                request,
                templates.accountsEmail(
                        problems.isEmpty() ? plain : plain.withError(), email, change.address(viewer.id()), problems));
    }

    private void showLink(Context request) {
        var viewer = authenticator.member(request);
        var link = Parameters.query(request).exact("token");
        if (change.isValid(link, viewer.id())) {
            var context = PageContext.of(request, CONFIRM, authenticator.viewer(request));
            Pages.html(request, templates.accountsNewEmail(context, link));
        } else {
            VerificationPages.invalid(request, templates, authenticator);
        }
    }

    private void confirm(Context request) {
        var viewer = authenticator.member(request);
        switch (change.confirm(Parameters.form(request).exact("token"), viewer.id())) {
            case CHANGED -> {
                Confirmation.EMAIL_CHANGED.showNext(request);
                Pages.seeOther(request, "/me");
            }
            case LINK_INVALID -> VerificationPages.invalid(request, templates, authenticator);
            case ADDRESS_TAKEN -> {
                request.status(409);
                Pages.html(
                        request,
                        templates.accountsLinkUsed(PageContext.of(request, CONFIRM, authenticator.viewer(request))));
            }
        }
    }
}
