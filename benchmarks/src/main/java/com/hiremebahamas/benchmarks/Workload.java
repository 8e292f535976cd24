package com.hiremebahamas.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The requests that every contestant gets, in the same order: one path, or many, repeated from the first.
record Workload(String name, List<String> paths) {

    /// The site caches no response to a request with credentials; these are not verified on the paths of jobs.
    private static final String ANYONE = "Authorization: Bearer";

    /// Of a session that [BenchDatabase] creates: the site shows people to members only, and so reads a
    /// session before each user, with a second statement.
    static final String TOKEN = "benchmark".repeat(5).substring(0, 43);

    private static final String MEMBER = ANYONE + " " + TOKEN;

    private static final String PEOPLE = "/api/users/";

    static final int USERS = 1_000;
    static final int JOB_COUNT = 10_000;
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

    static final Workload HEALTH = new Workload("/health", List.of("/health"));

    static final Workload JOBS = new Workload("newest 20 jobs", List.of("/api/jobs?limit=20"));

    /// All jobs of a [BenchDatabase], each once, in a mixed order: concurrent reads of one row could be merged into
    /// one.
    static final Workload JOB = new Workload(
            "one job by id",
            IntStream.range(0, JOB_COUNT)
                    .mapToObj(i -> "/api/jobs/" + (1 + i * 7_919 % JOB_COUNT))
                    .toList());

    /// The page for a visitor who is signed out.
    static final Workload PAGE = new Workload("/jobs", List.of("/jobs"));

    /// By random ids.
    static final Workload USER = new Workload(
            "one user by id",
            new Random(SEED)
                    .ints(10 * USERS, 1, USERS + 1)
                    .mapToObj(Workload::userPath)
                    .toList());

    static final Workload SEARCH = new Workload(
            "search for a word",
            WORDS.stream().map(word -> "/api/jobs?limit=20&q=" + word).toList());

    /// 37 words, 19 islands and 3 limits in all combinations: 2,109 different searches. The site admits 1,200
    /// requests at most, so no two that run at once are equal and none can be merged.
    static final Workload DISTINCT_SEARCHES = new Workload(
            "searches that differ",
            IntStream.range(0, 37 * 19 * 3)
                    .mapToObj(i -> "/api/jobs?q=" + WORDS.get(i % 37) + "&island=" + ISLANDS.get(i % 19) + "&limit="
                            + (19 + i % 3))
                    .toList());

    static String userPath(int id) {
        return PEOPLE + id;
    }

    /// The headers of a request that is not answered from memory.
    String[] uncached() {
        return new String[] {paths.getFirst().startsWith(PEOPLE) ? MEMBER : ANYONE};
    }

    String path(int number) {
        return paths.get(number % paths.size());
    }
}
