package com.hiremebahamas.people;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Id;
import com.hiremebahamas.web.Json;
import com.hiremebahamas.web.Paging;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// Search and profiles of people, as JSON. No response contains an e-mail address or telephone number.
///
/// For members only, one profile as well: ids are consecutive, so that reading one after the other copies the
/// list.
public final class PeopleApi implements Feature {

    private static final int LONGEST_SEARCH = 100;

    private final PersonStore store;
    private final Authenticator authenticator;

    public PeopleApi(PersonStore store, Authenticator authenticator) {
        this.store = store;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/users", this::list).get("/api/users/{id}", this::show);
    }

    private void list(Context request) {
        authenticator.member(request);
        var query = Parameters.query(request);
        var island = query.exact("island").strip();
        if (query.isLonger("q", LONGEST_SEARCH)) {
            throw Problem.of(400, "bad_search", "Search for at most " + LONGEST_SEARCH + " characters.");
        }
        if (!island.isEmpty() && Island.of(island).isEmpty()) {
            throw Problem.of(400, "bad_island", "There is no such island. Use a code such as new-providence.");
        }
        Json.answer(
                request,
                200,
                store.people(query.line("q", LONGEST_SEARCH), island, Paging.of(query))
                        .map(PersonView::of));
    }

    private void show(Context request) {
        authenticator.member(request);
        var person = store.person(Id.of(request, "id")).orElseThrow(Problem::notFound);
        Json.answer(request, 200, PersonView.of(person));
    }
}
