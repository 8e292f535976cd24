package com.hiremebahamas.cache;

import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.ResponseCache;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Caching;
import com.hiremebahamas.web.Credentials;
import com.hiremebahamas.web.DatabaseErrors;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A cache of responses that are the same for every viewer: concurrent requests share one computation, young
/// entries are served from memory, and stale ones, with their age, while the database is unavailable.
///
/// Stores only responses to requests without credentials. A request with credentials always runs its route, so
/// its sender sees their own writes at once. A write through this instance makes the entries of its content
/// stale; a write through another instance becomes visible when the entry expires, which is soon enough to do
/// without messages between instances.
///
/// Safe on any thread.
public final class PublicResponseCache implements ResponseCache {

    /// An entry younger than this is fresh.
    private static final Duration FRESH = Duration.ofMillis(500);

    /// An entry younger than this is served while its successor is being computed. With one more second in
    /// shared caches, see [Caching], a write becomes visible to every client within two seconds.
    private static final Duration USABLE = Duration.ofSeconds(1);

    /// The oldest entry for a request that the server has no capacity for: as long as the server lets requests
    /// wait, so that waiting would not have given a newer response.
    private static final Duration RECENT = Duration.ofSeconds(10);

    /// How long the database may take before a stale entry is served. Neon resumes a suspended database within
    /// it.
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(2);

    /// Longer than the server lets any request run: no limit of its own.
    private static final Duration NO_TIMEOUT = Duration.ofDays(1);

    private static final Set<Integer> CACHEABLE = Set.of(200, 301);

    private final StaleResponse stale;
    private final InstantSource clock;
    private final CacheEntries entries;
    private final @Nullable SharedResponses shared;
    private final SingleFlight singleFlight = new SingleFlight();
    private final Map<Content, AtomicLong> writes = new EnumMap<>(Content.class);

    /// What a response is made of; it changes together.
    public enum Content {
        JOBS,
        /// Changes with the program only.
        ISLANDS
    }

    /// Responds when the database is unavailable and there is no entry.
    @FunctionalInterface
    public interface Fallback {
        void respond(Context request, DatabaseException failure);
    }

    /// @param shared exchanges the entries with other instances; null when there is nothing to share through
    public PublicResponseCache(
            Templates templates, InstantSource clock, CacheEntries entries, @Nullable SharedResponses shared) {
        this.stale = new StaleResponse(templates, clock);
        this.clock = clock;
        this.entries = entries;
        this.shared = shared;
        for (var content : Content.values()) writes.put(content, new AtomicLong());
    }

    /// Begins to exchange entries with other instances; returns at once.
    public void beginSharing() {
        if (shared != null) shared.begin();
    }

    /// The route, with its responses cached.
    public Handler cached(Content content, Handler route) {
        return cached(content, route, (_, failure) -> {
            throw failure;
        });
    }

    /// The route, with its responses cached and a fallback.
    public Handler cached(Content content, Handler route, Fallback fallback) {
        return request -> {
            Caching.publicCache(request);
            var entry = lastResponse(key(request));
            try {
                respond(request, content, route, entry);
            } catch (DatabaseException e) {
                if (DatabaseErrors.isOurMistake(e.failure())) throw e;
                var last = entry == null ? awaitShared(request) : entry;
                if (last == null) fallback.respond(request, e);
                else stale.send(request, last);
            } catch (Problem e) {
                if (e.status() != 503) throw e;
                var last = entry == null ? awaitShared(request) : entry;
                if (last == null) throw e;
                stale.send(request, last);
            }
        };
    }

    private @Nullable CacheEntry awaitShared(Context request) {
        if (shared == null) return null;
        var key = key(request);
        shared.await(key);
        return lastResponse(key);
    }

    /// Null also when another instance computed it too long ago: in Redis it would be gone, too.
    private @Nullable CacheEntry lastResponse(String key) {
        var entry = entries.get(key);
        return entry == null || entry.isOwn() || isWithin(entry.age(clock.instant()), RedisResponses.EXPIRY)
                ? entry
                : null;
    }

    @Override
    public @Nullable CachedResponse find(String address, Function<String, @Nullable String> headers) {
        if (Credentials.arePresent(headers)) return null;
        var key = key(address, Pages.isHtmx(headers));
        var entry = entries.get(key);
        return entry != null && isUsable(entry, key, writes(entry.content())) ? entry.response() : null;
    }

    @Override
    public @Nullable CachedResponse findRecent(String address, Function<String, @Nullable String> headers) {
        if (Credentials.arePresent(headers)) return null;
        var now = clock.instant();
        var entry = entries.get(key(address, Pages.isHtmx(headers)));
        return entry != null && isWithin(entry.age(now), RECENT)
                ? entry.aged(now).response()
                : null;
    }

    /// Makes every entry of the content stale, after a write that is or may be committed.
    public void invalidate(Content content) {
        Objects.requireNonNull(writes.get(content)).incrementAndGet();
    }

    private long writes(Content content) {
        return Objects.requireNonNull(writes.get(content)).get();
    }

    private void respond(Context request, Content content, Handler route, @Nullable CacheEntry entry) throws Exception {
        var timeout = entry == null ? NO_TIMEOUT : REFRESH_TIMEOUT;
        var key = key(request);
        long writesSeen = writes(content);
        if (!Caching.isPublic(request)) {
            run(route, request, timeout);
        } else if (entry != null && isUsable(entry, key, writesSeen)) {
            entry.send(request);
        } else {
            singleFlight
                    .share(key, writesSeen, timeout, () -> compute(request, content, route, timeout, writesSeen))
                    .send(request);
        }
    }

    private CacheEntry compute(Context request, Content content, Handler route, Duration timeout, long writesSeen)
            throws Exception {
        var at = clock.instant();
        var before = Set.copyOf(request.res().getHeaderNames());
        run(route, request, timeout);
        var entry = CacheEntry.of(request, before, content, writesSeen, at);
        if (CACHEABLE.contains(entry.response().status())) store(key(request), entry);
        return entry;
    }

    private void store(String key, CacheEntry entry) {
        entries.put(key, entry);
        if (shared != null) shared.offer(key, entry);
    }

    private static void run(Handler route, Context request, Duration timeout) throws Exception {
        Deadline.runWithin(timeout, () -> route.handle(request));
    }

    private boolean isUsable(CacheEntry entry, String key, long writesSeen) {
        if (entry.writes() < writesSeen) return false;
        var age = entry.age(clock.instant());
        return isWithin(age, FRESH) || (isWithin(age, USABLE) && singleFlight.isRunning(key, writesSeen));
    }

    /// An age is negative after the clock was set back: then nothing is known about the entry's real age.
    private static boolean isWithin(Duration age, Duration limit) {
        return !age.isNegative() && age.compareTo(limit) < 0;
    }

    private static String key(Context request) {
        var query = request.queryString();
        return key(request.path() + (query == null ? "" : "?" + query), Pages.isHtmx(request));
    }

    /// The address as the client sent it; htmx gets another response, a part of the page.
    private static String key(String address, boolean part) {
        return part ? "part " + address : address;
    }
}
