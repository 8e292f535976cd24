package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Paging;
import java.util.List;

/// The newest jobs, for the home page.
public final class NewestJobs {

    private static final int COUNT = 8;

    private final JobStore store;

    public NewestJobs(JobStore store) {
        this.store = store;
    }

    /// Newest first.
    public List<Listing> jobs() {
        return store.search(new JobSearch("", null, new Paging(COUNT, null))).jobs();
    }
}
