package com.hiremebahamas.benchmarks.peer;

import java.time.Instant;

record Person(String id, String displayName, String headline, Island island, Instant memberSince) {}
