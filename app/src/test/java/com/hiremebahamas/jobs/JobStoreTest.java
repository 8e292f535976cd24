package com.hiremebahamas.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.testing.RealisticJobs;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Paging;
import java.lang.Thread.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final TestDatabase database = TestDatabase.empty();
    private final JobStore store = new JobStore(database.tidepool());
    private final TestJobs jobs = new TestJobs(database.tidepool());
    private final long ann = jobs.account("Ann");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theNewestJobIsFirst() {
        post("Older", "exuma", NOON);
        post("Newer", "exuma", NOON.plusSeconds(1));

        assertThat(titles("", null)).containsExactly("Newer", "Older");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "6, false", "7, true", "20, true"})
    void aSummaryIsOnOneLine(int sentences, boolean goesOn) {
        var job = jobs.job(ann, "Bartender", "exuma", NOON);
        database.tidepool()
                .update("update job set description = ?", "\n Evenings\n at the \t bar now.\n\n \n".repeat(sentences));

        var summary = store.postedBy(ann, new Paging(1, null)).getFirst().summary();

        assertThat(summary).startsWith("Evenings at the bar now.").doesNotContain("\n", "\t", "  ");
        assertThat(summary.endsWith("…")).isEqualTo(goesOn);
        assertThat(store.job(job))
                .get()
                .extracting(it -> it.advert().description())
                .asString()
                .contains("\n");
    }

    @Test
    void aSummaryKnowsWhereLinesBegin() {
        jobs.job(ann, "Bartender", "exuma", NOON);
        database.tidepool().update("update job set description = ?", "Monday - Friday:\n\n- serve\n\u2013 clean");

        assertThat(store.postedBy(ann, new Paging(1, null)).getFirst().summary())
                .isEqualTo("Monday - Friday: serve, clean");
    }

    @Test
    void anIslandNarrowsTheList() {
        post("Bartender", "new-providence", NOON);
        post("Dive instructor", "exuma", NOON);

        assertThat(titles("", "exuma")).containsExactly("Dive instructor");
        assertThat(titles("bartender", "exuma")).isEmpty();
        assertThat(titles("instructor", "exuma")).containsExactly("Dive instructor");
    }

    @ParameterizedTest
    @CsvSource({
        "bartender, true",
        "BARTENDERS, true",
        "bartend, true",
        "bart, true",
        "blue hole, true",
        "company weekends, true",
        "exuma, true",
        "bartender exuma, true",
        "bartender -exuma, false",
        "'\"good company\"', true",
        "plumber, false",
        "plumber or bartender, true"
    })
    void wordsAreFoundInTitleEmployerDescriptionAndIsland(String words, boolean found) {
        post("Bartender", "exuma", NOON);

        assertThat(titles(words, null)).isEqualTo(found ? List.of("Bartender") : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "' or 1=1 --",
                ":*",
                "a & | !",
                "(((",
                "\"",
                "-",
                "-\"a b\"",
                "\\",
                "<->",
                "the",
                "🍹",
                "'':*"
            })
    void anySearchTextIsDataAndNeverAnError(String words) {
        post("Bartender", "exuma", NOON);

        assertThatCode(() -> titles(words, null)).doesNotThrowAnyException();
        assertThat(titles("%", null)).isEmpty();
    }

    @Test
    void aClosedJobIsNotFoundButCanBeRead() {
        long id = post("Bartender", "exuma", NOON);

        assertThat(store.close(id, ann)).isTrue();

        assertThat(titles("", null)).isEmpty();
        assertThat(titles("bartender", null)).isEmpty();
        assertThat(store.job(id))
                .hasValueSatisfying(job -> assertThat(job.isOpen()).isFalse());
    }

    @Test
    void closingTwiceChangesNothing() {
        long id = post("Bartender", "exuma", NOON);

        assertThat(store.close(id, ann)).isTrue();
        var closedAt = store.job(id).orElseThrow().closedAt();

        assertThat(store.close(id, ann)).isFalse();
        assertThat(store.job(id).orElseThrow().closedAt()).isEqualTo(closedAt);
    }

    @Test
    void onlyTheOwnerClosesAJob() {
        long id = post("Bartender", "exuma", NOON);

        assertThat(store.close(id, jobs.account("Bob"))).isFalse();
        assertThat(store.job(id).orElseThrow().isOpen()).isTrue();
    }

    @Test
    void anInsertedJobIsReadBackEqual() {
        var form = new JobForm(
                "Cook",
                "Café Ñ",
                "abaco",
                "PART_TIME",
                "90",
                "",
                "DAY",
                "Fish.\n\nAnd <b>more</b> fish.",
                "Ask for 'Lou'.");

        var inserted = database.tidepool().write(transaction -> store.insert(transaction, ann, form.advert()));

        assertThat(inserted.advert()).isEqualTo(form.advert());
        assertThat(store.job(inserted.id())).contains(inserted);
    }

    /// Once a statement has a name, the driver may fetch the amounts in binary.
    @Test
    void payIsReadExactlyHoweverOftenAndInWhateverFormatItIsSent() {
        var offer = new JobForm("Cook", "Café Ñ", "abaco", "PART_TIME", "0.01", "9999999.99", "YEAR", "Fish.", "Call.");
        var inserted = database.tidepool().write(sql -> store.insert(sql, ann, offer.advert()));

        for (int i = 0; i < 20; i++) assertThat(store.job(inserted.id())).contains(inserted);
    }

    @Test
    void pagesNeitherSkipNorRepeatAJobWhileOthersArePosted() {
        for (int i = 0; i < 10; i++) post("Old " + i, "exuma", NOON.plusSeconds(i / 4));
        var seen = new ArrayList<String>();

        var cursor = readPage(null, seen);
        for (int pages = 0; cursor != null && pages < 20; pages++) {
            post("Meanwhile at the top", "exuma", NOON.plusSeconds(100));
            post("Meanwhile at the same time", "exuma", cursor.at());
            cursor = readPage(cursor, seen);
        }

        assertThat(seen)
                .filteredOn(title -> title.startsWith("Old"))
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(seen).doesNotContain("Meanwhile at the top");
    }

    /// The plan of the statement that the store sends, seen on the wire.
    @Test
    void aPageIsReadFromItsIndexWithoutSorting() {
        try (var proxy = FaultProxy.to(PostgresServer.shared().port());
                var seen = TestDatabase.behind(proxy)) {
            var tidepool = seen.tidepool();
            RealisticJobs.post(new TestJobs(tidepool), 300, NOON);
            tidepool.update("analyze job");
            var cursor = new Cursor(NOON, 200);

            new JobStore(tidepool).search(new JobSearch("", null, new Paging(20, cursor)));
            var plan = tidepool.list(
                    "explain " + proxy.statements().getLast().replaceAll("[$][12]", "?"),
                    row -> row.getString(1),
                    cursor.at(),
                    cursor.id());

            assertThat(String.join("\n", plan)).contains("job_newest").doesNotContain("Sort");
        }
    }

    @Test
    void equalSearchesAtOnceShareOneListAndItsJson() throws Exception {
        var search = new JobSearch("", null, new Paging(20, null));
        var callers = new ArrayList<Thread>();
        var lists = new ConcurrentLinkedQueue<JobList>();

        database.tidepool().write(transaction -> {
            transaction.update("lock table job in access exclusive mode");
            for (int i = 0; i < 8; i++) {
                callers.add(Thread.startVirtualThread(() -> lists.add(store.search(search))));
            }
            await().until(() -> callers.stream().allMatch(caller -> caller.getState() == State.TIMED_WAITING));
            return true;
        });
        for (var caller : callers) caller.join();

        assertThat(lists).hasSize(8);
        assertThat(Set.copyOf(lists)).hasSizeLessThanOrEqualTo(3);
        assertThat(lists.stream()
                        .collect(groupingBy(list -> list, mapping(JobList::json, toSet())))
                        .values())
                .allSatisfy(documents -> assertThat(documents).hasSize(1));
    }

    private static List<String> titles(JobList list) {
        return list.jobs().stream().map(job -> job.offer().title()).toList();
    }

    private @Nullable Cursor readPage(@Nullable Cursor after, List<String> seen) {
        var list = store.search(new JobSearch("", null, new Paging(3, after)));
        list.jobs().forEach(job -> seen.add(job.offer().title()));
        return list.nextUrl("") == null ? null : list.jobs().getLast().cursor();
    }

    private long post(String title, String island, Instant postedAt) {
        return jobs.job(ann, title, island, postedAt);
    }

    private List<String> titles(String words, @Nullable String island) {
        var on = island == null ? null : Island.of(island).orElseThrow();
        return titles(store.search(new JobSearch(words, on, new Paging(20, null))));
    }
}
