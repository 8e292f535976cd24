package com.hiremebahamas.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.Concurrently;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {

    private static final Argon2.Cost CHEAP = new Argon2.Cost(256, 2, 1);

    private final Argon2 argon2 = new Argon2(1);

    /// From the tests of the reference implementation: password and salt are "password" and "somesalt".
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            })
    void aHashOfTheReferenceImplementationMatches(String hash) {
        assertThat(argon2.matches("password", hash)).isTrue();
        assertThat(argon2.matches("passwore", hash)).isFalse();
    }

    @Test
    void eachHashHasItsOwnSaltAndMatches() {
        var first = argon2.hash("seven grey pelicans", CHEAP);
        var second = argon2.hash("seven grey pelicans", CHEAP);

        assertThat(first).startsWith("$argon2id$v=19$m=256,t=2,p=1$").isNotEqualTo(second);
        assertThat(argon2.matches("seven grey pelicans", first)).isTrue();
        assertThat(argon2.matches("seven grey pelicans", second)).isTrue();
    }

    @Test
    void concurrentHashesThatReuseMemoryMatchTheirOwnPassword() throws Exception {
        var hash = argon2.hash("seven grey pelicans", CHEAP);

        assertThat(Concurrently.run(40, i -> argon2.matches("seven grey pelicans" + (i % 2 == 0 ? "" : i), hash)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> i % 2 == 0).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4=",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            })
    void anyOtherFormatMatchesNothing(String hash) {
        assertThat(argon2.matches("password", hash)).isFalse();
    }

    @Test
    void aHashOfLessMemoryOrFewerPassesIsCheap() {
        assertThat(Argon2.isCheap(argon2.hash("x", new Argon2.Cost(19 * 1024, 1, 1))))
                .isTrue();
        assertThat(Argon2.isCheap(argon2.hash("x", CHEAP))).isTrue();
        assertThat(Argon2.isCheap(argon2.hash("x", Argon2.USUAL))).isFalse();
        assertThat(Argon2.isCheap("none")).isFalse();
    }
}
