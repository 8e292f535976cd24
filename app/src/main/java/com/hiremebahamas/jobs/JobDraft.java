package com.hiremebahamas.jobs;

import java.time.Instant;

/// A job that its author is still writing; nobody else sees it.
public record JobDraft(long id, JobForm form, Instant savedAt) {

    /// What it is called in a list.
    public String name() {
        return form.title().isEmpty() ? "A job without a title" : form.title();
    }
}
