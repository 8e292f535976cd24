package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;

/// What a reader must see of a job before anything else: what, for whom, where, how and for how much.
public record Offer(String title, String employer, Island island, EmploymentType type, Pay pay) {}
