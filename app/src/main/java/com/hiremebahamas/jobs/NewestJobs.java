package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Paging;
import java.util.List;

/// The newest jobs, for the first page.
public final class NewestJobs {

    private static final int SHOWN = 8;

    private final JobStore store;

    public NewestJobs(JobStore store) {
        this.store = store;
    }

    /// The newest first, a handful.
    public List<Listing> jobs() {
        var jobs = store.find(new JobSearch("", null, new Paging(SHOWN, null)));
        return List.copyOf(jobs.subList(0, Math.min(SHOWN, jobs.size())));
    }
}
