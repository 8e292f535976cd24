package com.hiremebahamas;

import com.hiremebahamas.accounts.AccountMails;
import com.hiremebahamas.accounts.AccountPages;
import com.hiremebahamas.accounts.AccountStore;
import com.hiremebahamas.accounts.Accounts;
import com.hiremebahamas.accounts.AuthApi;
import com.hiremebahamas.accounts.EmailChange;
import com.hiremebahamas.accounts.EmailPages;
import com.hiremebahamas.accounts.MailLinkStore;
import com.hiremebahamas.accounts.MePages;
import com.hiremebahamas.accounts.Recovery;
import com.hiremebahamas.accounts.RecoveryPages;
import com.hiremebahamas.accounts.SignInLimits;
import com.hiremebahamas.accounts.SignInLinkPages;
import com.hiremebahamas.accounts.Verification;
import com.hiremebahamas.accounts.VerificationPages;
import com.hiremebahamas.cache.CacheEntries;
import com.hiremebahamas.cache.PublicResponseCache;
import com.hiremebahamas.cache.SharedKey;
import com.hiremebahamas.cache.SharedResponses;
import com.hiremebahamas.config.Settings;
import com.hiremebahamas.development.MailPages;
import com.hiremebahamas.home.HomePage;
import com.hiremebahamas.home.Icons;
import com.hiremebahamas.home.Robots;
import com.hiremebahamas.http.content.ResponseCache;
import com.hiremebahamas.jobs.DraftPages;
import com.hiremebahamas.jobs.JobApi;
import com.hiremebahamas.jobs.JobDraftStore;
import com.hiremebahamas.jobs.JobPages;
import com.hiremebahamas.jobs.JobStore;
import com.hiremebahamas.jobs.Jobs;
import com.hiremebahamas.jobs.NewestJobs;
import com.hiremebahamas.lifecycle.Build;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.mail.MailState;
import com.hiremebahamas.mail.Mailer;
import com.hiremebahamas.mail.Outbox;
import com.hiremebahamas.people.PeopleApi;
import com.hiremebahamas.people.PersonStore;
import com.hiremebahamas.people.ProfilePages;
import com.hiremebahamas.places.IslandApi;
import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.redis.RedisState;
import com.hiremebahamas.schema.Schema;
import com.hiremebahamas.schema.SchemaStore;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.secrets.SecretRandom;
import com.hiremebahamas.sessions.KnownDeviceStore;
import com.hiremebahamas.sessions.SessionStore;
import com.hiremebahamas.sessions.Sessions;
import com.hiremebahamas.tasks.ExpiredRows;
import com.hiremebahamas.tasks.ExpiredRows.Rows;
import com.hiremebahamas.tasks.TaskHandler;
import com.hiremebahamas.tasks.TaskQueue;
import com.hiremebahamas.tasks.TaskRunner;
import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Assets;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.IdempotencyStore;
import com.hiremebahamas.web.SiteServlet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every feature, wired by constructor, on one database engine; the server and the tests use the same.
public final class Components implements AutoCloseable {

    /// Some hundred pages.
    private static final int MAX_CACHE_BYTES = 8 * 1024 * 1024;

    private final Redis redis;
    private final Mailer mailer;
    private final RateLimiter limits;
    private final PasswordHasher hasher = new PasswordHasher();
    private final StaticTemplates templates = new StaticTemplates();
    private final Schema schema;
    private final @Nullable SharedResponses sharedResponses;
    private final PublicResponseCache responseCache;
    private final List<Feature> features;
    private final TaskQueue taskQueue;
    private final TaskRunner tasks;

    /// The components as the settings configure them; no I/O.
    public static Components of(Settings settings, Tidepool tidepool) {
        var redis = settings.redisUrl().map(url -> Redis.at(url.value())).orElseGet(Redis::notConfigured);
        return new Components(
                tidepool,
                redis,
                Mailer.of(settings.mail(), settings.isProduction(), InstantSource.system()),
                settings.http().publicOrigin(),
                () -> Build.id()
                        .flatMap(build -> SharedKey.of(settings.database().url(), build)),
                InstantSource.system(),
                Math.max(1, settings.http().maxConcurrent() / 2));
    }

    /// @param redis      closed with the components
    /// @param mailer     sends what features have to say by mail; the pages of an [Outbox] are added
    /// @param sharedKey  of those instances that share responses through Redis; called after the boot
    /// @param maxSignIns how many sign-ins are processed at once
    public Components(
            Tidepool tidepool,
            Redis redis,
            Mailer mailer,
            String publicOrigin,
            Supplier<Optional<SharedKey>> sharedKey,
            InstantSource clock,
            int maxSignIns) {
        this.redis = redis;
        this.mailer = mailer;
        this.limits = RateLimiter.shared(clock, redis);
        taskQueue = new TaskQueue(tidepool, clock);
        var random = new SecretRandom();
        var sessionStore = new SessionStore(tidepool);
        var devices = new KnownDeviceStore(tidepool);
        var drafts = new JobDraftStore(tidepool);
        var sessions = new Sessions(sessionStore, devices, drafts::move, random);
        schema = new Schema(new SchemaStore(tidepool), clock);
        var accountStore = new AccountStore(tidepool);
        var people = new PersonStore(tidepool);
        var links = new MailLinkStore(tidepool);
        var signInLimits = new SignInLimits(limits);
        var mails = new AccountMails(tidepool, accountStore, links, taskQueue, mailer, random, publicOrigin);
        var accounts =
                new Accounts(tidepool, accountStore, sessionStore, sessions, mails, hasher, signInLimits, maxSignIns);
        var verification =
                new Verification(tidepool, accountStore, links, sessions, mails, drafts::move, hasher, signInLimits);
        var recovery = new Recovery(tidepool, accountStore, links, sessions, mails, hasher, signInLimits);
        var emailChange = new EmailChange(tidepool, accountStore, links, mails, hasher, signInLimits);
        var jobStore = new JobStore(tidepool);
        var entries = new CacheEntries(MAX_CACHE_BYTES);
        sharedResponses = redis.isConfigured() ? new SharedResponses(redis, sharedKey, clock, entries) : null;
        responseCache = new PublicResponseCache(templates, clock, entries, sharedResponses);
        var idempotency = new IdempotencyStore(tidepool);
        var jobs = new Jobs(
                jobStore,
                drafts,
                idempotency,
                limits,
                () -> responseCache.invalidate(PublicResponseCache.Content.JOBS));
        var authenticator = new Authenticator(sessionStore);
        var jobPages = new JobPages(
                jobs, jobStore, drafts, verification::sendLink, responseCache, templates, clock, random, authenticator);
        features = withMails(
                new HomePage(new NewestJobs(jobStore), responseCache, templates, clock, authenticator),
                jobPages,
                new DraftPages(jobs, drafts, jobPages, authenticator),
                new JobApi(jobs, jobStore, responseCache, authenticator),
                new AccountPages(accounts, templates, authenticator),
                new VerificationPages(verification, templates, authenticator),
                new RecoveryPages(recovery, templates, authenticator),
                new SignInLinkPages(recovery, templates, authenticator),
                new EmailPages(emailChange, templates, authenticator),
                new MePages(accountStore, sessionStore, verification, templates, authenticator),
                new ProfilePages(people, templates, authenticator),
                new AuthApi(accounts, accountStore, authenticator),
                new PeopleApi(people, authenticator),
                new IslandApi(responseCache),
                new Robots(),
                new Icons(),
                new Assets());
        var expiredRows = new ExpiredRows(List.of(
                new Rows("sessions", sessionStore::deleteExpired),
                new Rows("known devices", devices::deleteExpired),
                new Rows("idempotency records", idempotency::deleteExpired),
                new Rows("links of mails", links::deleteExpired),
                new Rows("accounts that were never confirmed", accountStore::deleteExpired),
                new Rows("tasks that were given up", taskQueue::deleteGivenUp)));
        var handlers = new ArrayList<TaskHandler>(mails.handlers());
        handlers.add(expiredRows);
        tasks = TaskRunner.start(taskQueue, handlers, List.of(ExpiredRows.KIND));
    }

    /// In development, and where a test wants to read mails.
    private List<Feature> withMails(Feature... others) {
        return mailer instanceof Outbox outbox
                ? Stream.concat(Stream.of(others), Stream.of(new MailPages(outbox, templates)))
                        .toList()
                : List.of(others);
    }

    /// The features as a servlet.
    public SiteServlet servlet(String publicOrigin) {
        return new SiteServlet(publicOrigin, templates, schema::missing, features);
    }

    /// Initializes what the first responses need. No I/O.
    void prepare() {
        features.forEach(Feature::prepare);
    }

    /// The responses that are the same for everybody.
    public ResponseCache cache() {
        return responseCache;
    }

    /// Loads what the first sign-in would otherwise wait for. Blocks for some milliseconds.
    void warmHasher() {
        hasher.warm();
    }

    /// Begins to use Redis, which then shares limits and responses between instances. Returns at once.
    public void connectRedis() {
        limits.connect();
        responseCache.beginSharing();
    }

    /// What the last use of Redis showed. No I/O.
    public RedisState redis() {
        return limits.state();
    }

    /// What the last mail showed. No I/O.
    public MailState mail() {
        return mailer.state();
    }

    /// How many mails ended so, since the start.
    public long mails(String outcome) {
        return mailer.count(outcome);
    }

    /// What the last statement that met a missing table showed of the schema. No I/O.
    public Schema.State schema() {
        return schema.state();
    }

    /// Where background tasks are written.
    public TaskQueue taskQueue() {
        return taskQueue;
    }

    /// What runs them.
    public TaskRunner tasks() {
        return tasks;
    }

    /// Closes each component, even when closing another failed; the tasks first, which use the others.
    @Override
    public void close() {
        tasks.close();
        if (sharedResponses != null) sharedResponses.close();
        try {
            redis.close();
        } finally {
            hasher.close();
        }
    }
}
