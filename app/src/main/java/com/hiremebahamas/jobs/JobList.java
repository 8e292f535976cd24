package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Paging.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the list of jobs, as the search found it.
public record JobList(JobSearch search, Page<Listing> page, Instant now) {

    public List<Listing> jobs() {
        return page.items();
    }

    public boolean isFirstPage() {
        return search.paging().after() == null;
    }

    /// What the list is, as its heading.
    public String title() {
        return search.isNarrowed() ? "Jobs " + search.said() : "All open jobs";
    }

    /// Where this page is.
    String path() {
        var after = search.paging().after();
        return search.address("/jobs", after == null ? null : after.text());
    }

    /// Null on the last page.
    public @Nullable String nextPath() {
        return page.nextCursor() == null ? null : search.address("/jobs", page.nextCursor());
    }
}
