package com.hiremebahamas.benchmarks.peer;

import java.time.Instant;

/// @param closedAt null while the job is open
record JobDetails(
        String id,
        String title,
        String employer,
        IslandName island,
        String employmentType,
        PayRange pay,
        String description,
        String howToApply,
        boolean open,
        Instant postedAt,
        Instant closedAt,
        String postedBy,
        String url) {}
