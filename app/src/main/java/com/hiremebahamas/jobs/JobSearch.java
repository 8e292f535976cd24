package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody looks for among the open jobs, and from where on.
///
/// @param words  as typed, empty for all jobs
/// @param island null for all islands
/// @param after  the last job of the page before
/// @param limit  how many jobs to answer at most
public record JobSearch(String words, @Nullable Island island, Position after, int limit) {

    /// A place in the list of jobs, which is ordered by time and, where times are equal, by id, newest first.
    ///
    /// Because it names a job and not a count, jobs posted meanwhile make no job appear twice or not at all.
    public record Position(Instant postedAt, long id) {

        /// Above every job there will be.
        static final Position TOP = new Position(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);
    }

    static JobSearch newest(int limit) {
        return new JobSearch("", null, Position.TOP, limit);
    }

    /// Empty for all islands.
    String islandCode() {
        return island == null ? "" : island.code();
    }

    boolean isNarrowed() {
        return !words.isEmpty() || island != null;
    }
}
