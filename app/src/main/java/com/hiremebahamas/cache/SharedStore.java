package com.hiremebahamas.cache;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.redis.RedisUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Access to the responses in Redis that are signed by this site and build. Safe on any thread; blocks.
final class SharedStore {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// Takes what lies at an address.
    @FunctionalInterface
    interface Sink {
        void take(SharedKey key, String address, byte[] value);
    }

    private final Redis redis;
    private final RedisUse pages;
    private final Supplier<Optional<SharedKey>> derivation;
    private Optional<SharedKey> key = Optional.empty();
    private boolean derived;

    /// @param derivation of the key; called once
    SharedStore(Redis redis, Supplier<Optional<SharedKey>> derivation) {
        this.redis = redis;
        this.pages = new RedisUse(redis, "pages", "each instance keeps its own");
        this.derivation = derivation;
    }

    /// Reads all responses, the most important first. Returns false when that failed or there is no key.
    ///
    /// @param sink takes the key, address and value
    boolean read(Sink sink) {
        return use((responses, key) -> responses.load((address, value) -> sink.take(key, address, value)));
    }

    /// Writes responses. Returns false when that failed or there is no key.
    ///
    /// @param value of an address, signed by the key; null when there is none
    boolean write(List<String> addresses, BiFunction<SharedKey, String, byte @Nullable []> value) {
        boolean written = use((responses, key) -> responses.store(addresses, address -> value.apply(key, address)));
        // A full Redis can still be read.
        if (written) pages.succeeded();
        return written;
    }

    private boolean use(BiConsumer<RedisResponses, SharedKey> use) {
        redis.connection(); // is opened while the key is being derived
        var derivedKey = key();
        var connection = derivedKey.isEmpty() ? null : redis.await(CONNECT_TIMEOUT);
        if (connection == null) return false;
        var shared = derivedKey.orElseThrow();
        try {
            use.accept(new RedisResponses(connection, shared.name()), shared);
            return true;
        } catch (RuntimeException e) {
            pages.failed(connection, e);
            return false;
        }
    }

    private synchronized Optional<SharedKey> key() {
        if (!derived) key = derivation.get();
        derived = true;
        return key;
    }
}
