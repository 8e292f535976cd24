package com.hiremebahamas.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// What is asked of everybody, in the same order: one address, or many, from the first again after the last.
record Ask(String name, List<String> paths) {

    /// Whoever brings credentials is answered anew; these are looked at by nothing on the way.
    static final String[] ANEW = {"Authorization: Bearer"};

    static final int USERS = 1_000;
    static final int SEED = 1;

    private static final List<String> WORDS = List.of(
            ("agent bartender captain caregiver carpenter cashier chef clerk concierge cook dental designer dive"
                            + " dock driver electrician fishing foreman gardener guide hotel housekeeper instructor"
                            + " manager marine mason mechanic nurse officer pastry pharmacy plumber receptionist"
                            + " security stylist teacher teller")
                    .split(" "));

    private static final List<String> ISLANDS = List.of(("abaco acklins andros berry-islands bimini cat-island"
                    + " crooked-island eleuthera exuma grand-bahama harbour-island inagua long-island mayaguana"
                    + " new-providence ragged-island rum-cay san-salvador spanish-wells")
            .split(" "));

    static final Ask HEALTH = new Ask("/health", List.of("/health"));

    static final Ask JOBS = new Ask("newest 20 jobs", List.of("/api/jobs?limit=20"));

    static final Ask JOB = new Ask("one job by id", List.of("/api/jobs/1"));

    /// As somebody sees it who is signed out.
    static final Ask PAGE = new Ask("/jobs", List.of("/jobs"));

    /// A different one each time: reads of one row at one moment could be made into one.
    static final Ask USER = new Ask(
            "one user by id",
            new Random(SEED).ints(10 * USERS, 1, USERS + 1).mapToObj(Ask::user).toList());

    static final Ask WORD = new Ask(
            "search for a word",
            WORDS.stream().map(word -> "/api/jobs?limit=20&q=" + word).toList());

    /// 37 words, 19 islands and 3 limits in all their combinations: 2,109 that differ, and the site never has more than
    /// 1,200 inside. So each is work of its own for the database, and none can be made into one with another.
    static final Ask SEARCHES = new Ask(
            "searches that differ",
            IntStream.range(0, 37 * 19 * 3)
                    .mapToObj(i -> "/api/jobs?q=" + WORDS.get(i % 37) + "&island=" + ISLANDS.get(i % 19) + "&limit="
                            + (19 + i % 3))
                    .toList());

    static String user(int id) {
        return "/api/users/" + id;
    }

    String path(int number) {
        return paths.get(number % paths.size());
    }
}
