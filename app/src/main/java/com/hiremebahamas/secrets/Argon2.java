package com.hiremebahamas.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// argon2id in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// Hashes reuse the memory of earlier ones: 19 MiB of new blocks for each would fill the heap of a small
/// container with garbage, and the collector took a quarter of the CPU time of a site under sign-ins. Safe on
/// any thread.
final class Argon2 {

    /// OWASP's second line for argon2id: 19 MiB, two passes, one lane.
    static final Cost USUAL = new Cost(19 * 1024, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /// Of hashes of the old site: the default of Python's argon2-cffi. One that asks for more matches nothing.
    private static final int MAX_MEMORY_KIB = 64 * 1024;

    private static final Pattern FORMAT = Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,5}),t=([0-9]{1,2}),"
            + "p=([0-9]{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final SecretRandom random = new SecretRandom();
    private final ReadWriteLock memory = new ReentrantReadWriteLock();
    private final int pooledBlocks;

    /// Cleared by the collector before the heap is exhausted.
    private @Nullable SoftReference<BlockPool> pool;

    /// @param memoryKib of one hash, in KiB
    /// @param passes    over that memory
    /// @param lanes     computed independently within a pass
    record Cost(int memoryKib, int passes, int lanes) {}

    /// @param atOnce the number of concurrent hashes whose memory is reused
    Argon2(int atOnce) {
        this.pooledBlocks = atOnce * USUAL.memoryKib();
    }

    /// A new hash with a random salt.
    String hash(String password, Cost cost) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + text.encodeToString(salt) + "$" + text.encodeToString(derive(password, salt, HASH_BYTES, cost));
    }

    /// Whether the hash is of this password; false for any other format.
    boolean matches(String password, String hash) {
        var parts = FORMAT.matcher(hash);
        if (!parts.matches()) return false;
        try {
            var text = Base64.getDecoder();
            var expected = text.decode(parts.group(5));
            var found = derive(password, text.decode(parts.group(4)), expected.length, cost(parts));
            return MessageDigest.isEqual(expected, found);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false; // a cost that argon2 does not allow, or truncated Base64
        }
    }

    /// Whether a hash has a lower cost than new ones.
    static boolean isCheap(String hash) {
        var parts = FORMAT.matcher(hash);
        if (!parts.matches()) return false;
        var cost = cost(parts);
        return cost.memoryKib() < USUAL.memoryKib() || cost.passes() < USUAL.passes();
    }

    private static Cost cost(Matcher parts) {
        return new Cost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /// One that takes more memory than new hashes do is computed while no other is: they would not fit into
    /// the heap together.
    private byte[] derive(String password, byte[] salt, int length, Cost cost) {
        if (cost.memoryKib() > MAX_MEMORY_KIB) throw new IllegalArgumentException("Too much memory for a hash");
        var lock = cost.memoryKib() > USUAL.memoryKib() ? memory.writeLock() : memory.readLock();
        lock.lock();
        try {
            return compute(password, salt, length, cost);
        } finally {
            lock.unlock();
        }
    }

    private byte[] compute(String password, byte[] salt, int length, Cost cost) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .withBlockPool(blocks())
                .build());
        var hash = new byte[length];
        generator.generateBytes(password.getBytes(UTF_8), hash);
        return hash;
    }

    /// Blocks are cleared before they return to the pool.
    private synchronized BlockPool blocks() {
        var current = pool == null ? null : pool.get();
        if (current == null) {
            current = new FixedBlockPool(pooledBlocks);
            pool = new SoftReference<>(current);
        }
        return current;
    }
}
