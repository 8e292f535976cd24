package com.hiremebahamas.jobs;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.web.Paging;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest jobs for the first page, which is shown also while the database is away.
///
/// Safe on any thread; keeps the last list it saw.
public final class Newest {

    private static final int SHOWN = 8;

    private final JobStore store;
    private final InstantSource clock;
    private volatile @Nullable Seen last;

    /// A list that was read.
    ///
    /// @param at    when the list was read
    /// @param fresh whether that was just now; otherwise the database is away
    public record Seen(List<Listing> jobs, Instant at, boolean fresh) {}

    public Newest(JobStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Empty when the database is away and was never seen.
    public Optional<Seen> jobs() {
        try {
            var jobs = store.find(new JobSearch("", null, new Paging(SHOWN, null)));
            var seen = new Seen(List.copyOf(jobs.subList(0, Math.min(SHOWN, jobs.size()))), clock.instant(), true);
            last = seen;
            return Optional.of(seen);
        } catch (DatabaseException e) {
            return Optional.ofNullable(last).map(seen -> new Seen(seen.jobs, seen.at, false));
        }
    }
}
