package com.hiremebahamas.secrets;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Random bits for secrets, from the JDK's [SecureRandom].
///
/// That is made when the first bits are needed: its search for a provider takes 8 ms of a boot. Safe on any thread.
public final class SecretRandom implements RandomGenerator {

    private static final class Loaded {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    @Override
    public long nextLong() {
        return Loaded.RANDOM.nextLong();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        Loaded.RANDOM.nextBytes(bytes);
    }
}
