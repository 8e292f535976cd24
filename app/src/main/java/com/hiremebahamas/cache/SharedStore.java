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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Access to the responses in Redis that are signed by this site and build. Safe on any thread; blocks.
final class SharedStore {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// Takes what lies at an address.
    @FunctionalInterface
    interface Sink {
        void take(SharedKey key, String address, byte[] value);
    }

    private static final Logger log = LoggerFactory.getLogger(SharedStore.class);

    private final Redis redis;
    private final RedisUse use;
    private final Supplier<Optional<SharedKey>> derivation;
    private Optional<SharedKey> key = Optional.empty();
    private boolean derived;
    private volatile boolean hasNoKey;

    /// @param derivation of the key; called once
    SharedStore(Redis redis, Supplier<Optional<SharedKey>> derivation) {
        this.redis = redis;
        this.use = new RedisUse(redis, "pages", "each instance keeps its own");
        this.derivation = derivation;
    }

    /// Reads all responses, the most important first. Returns false when that failed or there is no key.
    ///
    /// @param sink takes the key, address and value
    boolean read(Sink sink) {
        return run((responses, key) -> responses.load((address, value) -> sink.take(key, address, value)));
    }

    /// Writes responses. Returns false when that failed or there is no key.
    ///
    /// @param value of an address, signed by the key; null when there is none
    boolean write(List<String> addresses, BiFunction<SharedKey, String, byte @Nullable []> value) {
        return run((responses, key) -> {
            boolean sent = responses.store(addresses, address -> value.apply(key, address));
            // A full Redis can still be read.
            if (sent) use.succeeded();
        });
    }

    /// False when there is no key: nothing will ever be read or written.
    boolean mayShare() {
        return !hasNoKey;
    }

    private boolean run(BiConsumer<RedisResponses, SharedKey> work) {
        redis.connection(); // is opened while the key is being derived
        var derivedKey = key();
        var connection = derivedKey.isEmpty() ? null : redis.await(CONNECT_TIMEOUT);
        if (connection == null) return false;
        var shared = derivedKey.orElseThrow();
        try {
            work.accept(new RedisResponses(connection, shared.name()), shared);
            return true;
        } catch (RuntimeException e) {
            use.failed(connection, e);
            return false;
        }
    }

    private synchronized Optional<SharedKey> key() {
        if (!derived) key = derive();
        derived = true;
        return key;
    }

    private Optional<SharedKey> derive() {
        var found = Optional.<SharedKey>empty();
        try {
            found = derivation.get();
            if (found.isEmpty())
                log.info("Pages are not shared through Redis: there is no package, or no password in DATABASE_URL");
        } catch (RuntimeException e) {
            log.warn("Pages are not shared through Redis: this build or its database has no key", e);
        }
        hasNoKey = found.isEmpty();
        return found;
    }
}
