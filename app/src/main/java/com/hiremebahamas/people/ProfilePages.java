package com.hiremebahamas.people;

import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Id;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/// The pages of a person's profile, for members and for its owner.
public final class ProfilePages implements Feature {

    private static final String EDIT = "Your profile";
    private static final String NOT_SAVED =
            "We could not reach our records, so your profile may not be saved yet. What you typed is still here: wait a"
                    + " moment, then press Save again.";

    private final PersonStore people;
    private final Templates templates;
    private final Authenticator authenticator;

    public ProfilePages(PersonStore people, Templates templates, Authenticator authenticator) {
        this.people = people;
        this.templates = templates;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/me/profile", this::edit).post("/me/profile", this::save).get("/people/{id}", this::person);
    }

    private void edit(Context request) {
        var viewer = authenticator.signedIn(request);
        var form = people.profile(viewer.id()).orElseThrow(Problem::signInFirst);
        render(request, 200, form, Map.of(), "");
    }

    private void save(Context request) {
        var viewer = authenticator.signedIn(request);
        var form = ProfileForm.from(Parameters.form(request));
        var problems = form.problems();
        if (!problems.isEmpty()) {
            render(request, 422, form, problems, "");
            return;
        }
        try {
            people.save(viewer.id(), form);
        } catch (DatabaseException e) {
            if (e.failure() instanceof DatabaseFailure.Rejected) throw e;
            request.header("Retry-After", "5");
            render(request, 503, form, Map.of(), NOT_SAVED);
            return;
        }
        Confirmation.PROFILE_SAVED.showNext(request);
        Pages.seeOther(request, "/me");
    }

    /// For members only, as [PeopleApi] is.
    private void person(Context request) {
        var viewer = authenticator.member(request);
        var person = people.person(Id.of(request, "id")).orElseThrow(Problem::notFound);
        Pages.html(request, templates.peoplePerson(PageContext.of(request, person.displayName(), viewer), person));
    }

    private void render(Context request, int status, ProfileForm form, Map<String, String> problems, String notice) {
        var plain = PageContext.of(request, EDIT, Authenticator.knownViewer(request));
        var context = status == 200 ? plain : plain.withError();
        request.status(status);
        Pages.html(request, templates.peopleProfile(context, form, problems, notice));
    }
}
