package com.hiremebahamas.benchmarks.peer;

import java.time.Instant;

record UserProfile(String id, String displayName, String headline, IslandName island, Instant memberSince) {}
