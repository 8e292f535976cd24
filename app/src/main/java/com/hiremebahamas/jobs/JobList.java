package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Json;
import com.hiremebahamas.web.Paging.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of open jobs, as the database returned it for a search.
///
/// Concurrent callers with equal searches share one instance ([JobStore#search]): nothing in it depends on the
/// caller, and its JSON is written once for all of them. Immutable but for that; safe on any thread.
public final class JobList {

    private final JobSearch search;
    private final Page<Listing> page;
    private final boolean partial;
    private byte @Nullable [] json;

    /// @param rows     newest first, up to one more than a page has
    /// @param searched null when all jobs were searched, otherwise the last one that was
    JobList(JobSearch search, List<Listing> rows, @Nullable Cursor searched) {
        this.search = search;
        var found = search.paging().page(rows, Listing::cursor);
        this.partial = searched != null;
        this.page = searched == null || found.nextCursor() != null ? found : new Page<>(found.items(), searched.text());
    }

    public JobSearch search() {
        return search;
    }

    public List<Listing> jobs() {
        return page.items();
    }

    /// The page as JSON. The array is shared: it must not be changed.
    ///
    /// Concurrent first callers wait for one of them: writing costs as much processor time as reading the
    /// rows.
    synchronized byte[] json() {
        var written = json;
        if (written == null) {
            written = Json.bytes(page.map(JobJson.Item::of));
            json = written;
        }
        return written;
    }

    /// Whether only a part of the jobs was searched, because the words are in too many of them; the next page
    /// goes on.
    public boolean isPartial() {
        return partial;
    }

    public boolean isFirstPage() {
        return search.paging().after() == null;
    }

    /// The heading.
    public String title() {
        return search.isNarrowed() ? "Jobs " + search.inWords() : "All open jobs";
    }

    /// How many jobs this page has, for screen readers to announce after a search.
    public String found() {
        int count = jobs().size();
        var jobs = count == 1 ? "1 job" : count + " jobs";
        if (count == 0) return isFirstPage() && !partial ? "No jobs found" : "No jobs on this page";
        return isFirstPage() && page.nextCursor() == null ? jobs + " found" : jobs + " on this page";
    }

    /// The relative URL of this page.
    String url() {
        var after = search.paging().after();
        return search.url("/jobs", after == null ? null : after.text());
    }

    /// The relative URL of the next page; null on the last one.
    ///
    /// @param path of the list, such as `/jobs`
    public @Nullable String nextUrl(String path) {
        return page.nextCursor() == null ? null : search.url(path, page.nextCursor());
    }
}
