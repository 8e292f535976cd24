package com.hiremebahamas.accounts;

import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Unavailable;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.bcrypt.BCrypt;

/// Hashes passwords with argon2id, and verifies the bcrypt hashes of old accounts.
///
/// A hash takes 19 MiB and some tens of milliseconds of a core, by intent. At most two threads of the platform do
/// it, never all cores, so that neither memory nor the carriers of all other requests can be taken by people signing
/// in, and they stand back for everybody else; a short queue waits, and whoever comes after that is asked to come back.
/// Safe on any thread; blocks.
public final class PasswordHasher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PasswordHasher.class);

    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1;
    private static final int QUEUE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");

    /// Stands in for the hash of an account that does not exist: of 32 random bytes that nobody kept, so that no
    /// password fits and checking takes as long.
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$AuQfdZY1OorYB5kkCnlm+g$t7a2HumlmKyiZXrMKcCBAWU3HcYdH1GWLF/5MXO5YIY";

    /// Only the first hash brings up what argon2 needs.
    private static final Argon2.Cost LITTLE = new Argon2.Cost(64, 1, 1);

    private final Argon2 argon2 = new Argon2(AT_ONCE);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), PasswordHasher::thread);

    public PasswordHasher() {
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("password").unstarted(Standby.before(work));
    }

    /// Loads what the first hash needs, on a thread of its own; returns at once. A hash of 64 KiB does: one of the real
    /// size would leave 19 MiB of garbage in the heap of a process that is idle otherwise.
    public void warm() {
        threads.execute(() -> {
            try {
                argon2.hash("warm", LITTLE);
            } catch (RuntimeException | LinkageError e) {
                log.warn("The password hasher did not warm up; the first sign-in will try again", e);
            }
        });
    }

    /// A new hash.
    ///
    /// @throws Problem 503 when too many wait
    public String hash(String password) {
        return run(() -> argon2.hash(Password.normal(password), Argon2.USUAL));
    }

    /// Whether the password fits. Without a hash it takes as long as with one, and fits never.
    ///
    /// @param hash empty when there is no such account
    boolean fits(String password, String hash) {
        if (Password.isTooLong(password)) return false;
        return run(() -> verify(password, hash.isEmpty() ? NOBODY : hash)) && !hash.isEmpty();
    }

    /// Whether the hash is of an old kind, to be replaced when its password is known, at the next sign-in.
    static boolean isOutdated(String hash) {
        return isBcrypt(hash) || Argon2.isCheap(hash);
    }

    /// bcrypt looks at the first 72 bytes of a password and no further, here as on the old site.
    private boolean verify(String password, String hash) {
        if (!isBcrypt(hash)) return argon2.fits(Password.normal(password), hash);
        return BCrypt.checkpw(password, hash);
    }

    private static boolean isBcrypt(String hash) {
        return BCRYPT.matcher(hash).matches();
    }

    private <T> T run(Callable<T> work) {
        try {
            var future = threads.submit(work);
            try {
                return future.get(Deadline.left(PATIENCE).toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                future.cancel(false);
            }
        } catch (RejectedExecutionException | TimeoutException e) {
            throw Unavailable.BUSY.problem();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while hashing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
