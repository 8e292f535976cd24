package com.hiremebahamas.secrets;

import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.ServiceUnavailable;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hashes passwords with argon2id, and verifies the bcrypt hashes of old accounts.
///
/// A hash takes 19 MiB and some tens of milliseconds of a core, by intent. A pool of at most two platform
/// threads computes them, one where there are only one or two cores, so that sign-ins can exhaust neither the
/// heap nor the carrier threads of all other requests. At most 32 callers wait, which bounds the wait; more
/// are rejected with 503. There is no timeout besides the caller's [Deadline]: a slow machine makes a sign-in
/// slow and does not fail it. Safe on any thread; blocks.
public final class PasswordHasher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PasswordHasher.class);

    private static final int THREADS = Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1;
    private static final int QUEUE = 32;

    /// Start-up and commands have no deadline, and no other callers to wait for.
    private static final Duration NO_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);

    /// Verified when there is no such account, so that the response takes as long. The hash of 32 random bytes
    /// that were not kept: no password is known to match.
    static final String DUMMY_HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$AuQfdZY1OorYB5kkCnlm+g$t7a2HumlmKyiZXrMKcCBAWU3HcYdH1GWLF/5MXO5YIY";

    private static final Argon2.Cost WARM_UP = new Argon2.Cost(64, 1, 1);

    private final Argon2 argon2;
    private final ThreadPoolExecutor threads;

    public PasswordHasher() {
        this(THREADS, QUEUE);
    }

    /// @param atOnce how many hashes are computed at once
    /// @param queue  how many callers may wait besides
    PasswordHasher(int atOnce, int queue) {
        argon2 = new Argon2(atOnce);
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("password").factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Loads the classes of the first hash on the calling thread; blocks for some milliseconds. Hashes with 64
    /// KiB: a hash of the usual cost would leave 19 MiB in the heap of a process that may stay idle.
    public void warm() {
        argon2.hash("warm", WARM_UP);
        log.info("Password hasher is warm");
    }

    /// A new argon2id hash.
    ///
    /// @throws Problem 503 when too many callers wait, or the caller's deadline passes
    public String hash(String password) {
        return run(() -> argon2.hash(Password.normalized(password), Argon2.USUAL));
    }

    /// The result of verifying a password.
    ///
    /// @param took how long it was hashed, without the wait for a thread
    public record Verification(boolean matches, Duration took) {}

    /// Whether the hash is of this password. Without a hash it takes as long as with one, and is false.
    ///
    /// @param hash empty when there is no such account
    /// @throws Problem 503 when too many callers wait, or the caller's deadline passes
    public Verification verify(String password, String hash) {
        if (Password.isTooLong(password)) return new Verification(false, Duration.ZERO);
        return run(() -> {
            long start = System.nanoTime();
            boolean matches = matches(password, hash.isEmpty() ? DUMMY_HASH : hash);
            return new Verification(matches && !hash.isEmpty(), Duration.ofNanos(System.nanoTime() - start));
        });
    }

    /// Whether the hash is to be replaced at the next sign-in, when the password is known.
    public static boolean isOutdated(String hash) {
        return Bcrypt.isHash(hash) || Argon2.isCheap(hash);
    }

    /// bcrypt gets the password as typed: the old site did not normalize it.
    private boolean matches(String password, String hash) {
        return Bcrypt.isHash(hash)
                ? Bcrypt.matches(password, hash)
                : argon2.matches(Password.normalized(password), hash);
    }

    <T> T run(Callable<T> work) {
        try {
            var future = threads.submit(work);
            try {
                return future.get(Deadline.left(NO_TIMEOUT).toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                future.cancel(false);
            }
        } catch (RejectedExecutionException | TimeoutException e) {
            throw ServiceUnavailable.SIGN_INS_BUSY.problem();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while hashing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        }
    }

    /// How many callers wait for a thread.
    int queued() {
        return threads.getQueue().size();
    }

    /// Accepts no more work; what is queued is still computed. Returns at once.
    @Override
    public void close() {
        threads.shutdown();
    }
}
