package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;

/// The key facts of a job, which lists show too: title, employer, island, kind of work and pay.
public record Offer(String title, String employer, Island island, EmploymentType type, Pay pay) {}
