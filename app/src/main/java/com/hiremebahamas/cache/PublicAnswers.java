package com.hiremebahamas.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hiremebahamas.server.Memory;
import com.hiremebahamas.server.ReadyAnswer;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Caching;
import com.hiremebahamas.web.Credentials;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers that are the same for everybody: made once however many ask, given from memory while they are young, and
/// given again, with their age, while the database is away.
///
/// Kept only of and for requests that bring no credentials. Whoever brings some gets an answer of their own, so who
/// writes sees it at once. A write through this instance makes all that is kept old; what another instance wrote is
/// seen as soon as the answer is too old to be used. That is soon enough for instances to tell each other nothing.
///
/// Safe on any thread.
public final class PublicAnswers implements Memory {

    /// Younger than this, an answer is given as it is.
    private static final Duration FRESH = Duration.ofMillis(500);

    /// Younger than this, it is given while somebody else makes the next. With as long at the edge in front, see
    /// [Caching], everybody sees a write within two seconds.
    private static final Duration USABLE = Duration.ofSeconds(1);

    /// What is shown to whoever finds no room: no older than an answer that was waited for, see the longest wait of
    /// the edge.
    private static final Duration RECENT = Duration.ofSeconds(10);

    /// How long the database may take before people are shown what there was. A Neon that sleeps wakes within it.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Longer than any request may take.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Set<Integer> WORTH_KEEPING = Set.of(200, 301);

    private final StaleAnswer stale;
    private final InstantSource clock;
    private final Cache<String, Kept> memory;
    private final Flights flights = new Flights();
    private final AtomicLong writes = new AtomicLong();

    /// What to show when the database is away and nothing was kept.
    @FunctionalInterface
    public interface LastResort {
        void answer(Context request, DatabaseException failure);
    }

    /// @param mostBytes what all answers together may weigh; those that are asked for least are forgotten first
    public PublicAnswers(Templates templates, InstantSource clock, int mostBytes) {
        this.stale = new StaleAnswer(templates, clock);
        this.clock = clock;
        this.memory = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((String address, Kept kept) -> 2 * address.length() + kept.weight())
                .executor(Runnable::run)
                .build();
    }

    /// The route, with its answers kept.
    public Handler of(Handler route) {
        return of(route, (_, failure) -> {
            throw failure;
        });
    }

    /// The route, with its answers kept and something to show when there is none.
    public Handler of(Handler route, LastResort lastResort) {
        return request -> {
            Caching.everybody(request);
            var kept = memory.getIfPresent(address(request));
            try {
                answer(request, route, kept);
            } catch (DatabaseException e) {
                if (e.failure() instanceof DatabaseFailure.Rejected) throw e;
                if (kept == null) lastResort.answer(request, e);
                else stale.send(request, kept);
            } catch (Problem e) {
                if (kept == null || e.status() != 503) throw e;
                stale.send(request, kept);
            }
        };
    }

    @Override
    public @Nullable ReadyAnswer find(String address, Function<String, @Nullable String> headers) {
        if (Credentials.areBrought(headers)) return null;
        var key = key(address, Pages.isHtmx(headers));
        var kept = memory.getIfPresent(key);
        return kept != null && isGoodNow(kept, key, writes.get()) ? kept.answer() : null;
    }

    @Override
    public @Nullable ReadyAnswer recent(String address, Function<String, @Nullable String> headers) {
        if (Credentials.areBrought(headers)) return null;
        var now = clock.instant();
        var kept = memory.getIfPresent(key(address, Pages.isHtmx(headers)));
        return kept != null && isIn(kept.age(now), RECENT) ? kept.aged(now).answer() : null;
    }

    /// What is kept is old from now on: something was written.
    public void outdate() {
        writes.incrementAndGet();
    }

    /// What all that is kept weighs, in bytes.
    long weight() {
        return memory.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    private void answer(Context request, Handler route, @Nullable Kept kept) throws Exception {
        var patience = kept == null ? LONGEST : PATIENCE;
        var address = address(request);
        long seen = writes.get();
        if (!Caching.isForEverybody(request)) {
            run(route, request, patience);
        } else if (kept != null && isGoodNow(kept, address, seen)) {
            kept.send(request);
        } else {
            flights.one(address, seen, patience, () -> make(request, route, patience, seen))
                    .send(request);
        }
    }

    private Kept make(Context request, Handler route, Duration patience, long seen) throws Exception {
        var at = clock.instant();
        var before = Set.copyOf(request.res().getHeaderNames());
        run(route, request, patience);
        var made = Kept.of(request, before, seen, at);
        if (WORTH_KEEPING.contains(made.answer().status())) memory.put(address(request), made);
        return made;
    }

    private static void run(Handler route, Context request, Duration patience) throws Exception {
        Deadline.runWithin(patience, () -> route.handle(request));
    }

    private boolean isGoodNow(Kept kept, String address, long seen) {
        if (kept.writes() < seen) return false;
        var age = kept.age(clock.instant());
        return isIn(age, FRESH) || (isIn(age, USABLE) && flights.isMaking(address, seen));
    }

    private static boolean isIn(Duration age, Duration limit) {
        return !age.isNegative() && age.compareTo(limit) < 0;
    }

    /// As it was sent, which is what the answer is made from; htmx gets a part of the page.
    private static String address(Context request) {
        var query = request.queryString();
        return key(request.path() + (query == null ? "" : "?" + query), Pages.isHtmx(request));
    }

    private static String key(String address, boolean part) {
        return part ? "part " + address : address;
    }
}
