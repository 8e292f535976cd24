package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// argon2id, written as everybody writes it: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// The memory of one hash serves the next: 19 MiB of fresh blocks a hash would fill the heap of a small container with
/// garbage, and the collector took a quarter of the time of a site where people signed in. Safe on any thread.
final class Argon2 {

    /// OWASP's second line for argon2id: 19 MiB, two passes, one lane.
    static final Cost USUAL = new Cost(19 * 1024, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /// No more than 97 MiB and 99 passes: whatever costs more was not written here.
    private static final Pattern WRITTEN = Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,5}),t=([0-9]{1,2}),"
            + "p=([0-9]{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final SecureRandom random = new SecureRandom();
    private final int keptBlocks;

    /// Given up when the heap is wanted for something else.
    private @Nullable SoftReference<BlockPool> kept;

    /// @param memoryKib of one hash, in KiB
    /// @param passes    over that memory
    /// @param lanes     that could be filled side by side
    record Cost(int memoryKib, int passes, int lanes) {}

    /// @param atOnce for how many hashes at once the memory is kept
    Argon2(int atOnce) {
        this.keptBlocks = atOnce * USUAL.memoryKib();
    }

    /// A new hash of a password, with a salt of its own.
    String hash(String password, Cost cost) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + text.encodeToString(salt) + "$" + text.encodeToString(derive(password, salt, HASH_BYTES, cost));
    }

    /// Whether the password fits. What is not written as above fits nothing.
    boolean fits(String password, String hash) {
        var written = WRITTEN.matcher(hash);
        if (!written.matches()) return false;
        try {
            var text = Base64.getDecoder();
            var expected = text.decode(written.group(5));
            var found = derive(password, text.decode(written.group(4)), expected.length, cost(written));
            return MessageDigest.isEqual(expected, found);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false; // costs that argon2 does not know, or a cut-off last letter
        }
    }

    /// Whether a hash was made more cheaply than they are now.
    static boolean isCheap(String hash) {
        var written = WRITTEN.matcher(hash);
        if (!written.matches()) return false;
        var cost = cost(written);
        return cost.memoryKib() < USUAL.memoryKib() || cost.passes() < USUAL.passes();
    }

    private static Cost cost(Matcher written) {
        return new Cost(
                Integer.parseInt(written.group(1)),
                Integer.parseInt(written.group(2)),
                Integer.parseInt(written.group(3)));
    }

    private byte[] derive(String password, byte[] salt, int length, Cost cost) {
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

    /// Blocks come back to it wiped.
    private synchronized BlockPool blocks() {
        var pool = kept == null ? null : kept.get();
        if (pool == null) {
            // By way of a list, whose items are of no type to the verifier: it would load the two classes to compare
            // them when the AOT cache is mapped, and check the signature of their jar: 80 ms of a boot.
            pool = List.<BlockPool>of(new FixedBlockPool(keptBlocks)).getFirst();
            kept = new SoftReference<>(pool);
        }
        return pool;
    }
}
