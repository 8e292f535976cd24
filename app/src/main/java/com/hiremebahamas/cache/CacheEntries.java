package com.hiremebahamas.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/// The entries of this process, by address. Safe on any thread; never blocks.
public final class CacheEntries {

    private final Cache<String, CacheEntry> entries;

    /// @param maxBytes of all entries together; those used least are evicted first
    public CacheEntries(int maxBytes) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, CacheEntry entry) -> 2 * key.length() + entry.weight())
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    CacheEntry get(String key) {
        return entries.getIfPresent(key);
    }

    void put(String key, CacheEntry entry) {
        entries.put(key, entry);
    }

    /// Keeps the newer one.
    void putIfNewer(String key, CacheEntry entry) {
        entries.asMap().merge(key, entry, (old, other) -> old.at().isBefore(other.at()) ? other : old);
    }

    /// Of all entries, in bytes.
    long weight() {
        return entries.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}
