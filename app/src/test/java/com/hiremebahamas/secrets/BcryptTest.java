package com.hiremebahamas.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptTest {

    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// The 72 bytes of the vector of crypt_blowfish, which has 26 more.
    private static final String LONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static final String HASH_OF_LONG = "$2b$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
    private static final String HASH_OF_ABC = "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

    /// From the tests of jBCrypt and crypt_blowfish. The three prefixes name one algorithm.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',$08$HqWuK6/Ng6sg9gQzbLrgb.Tl.ZHfXLhvt/SgVyWhQqgqcZ7ZuUtye",
                "a,$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
                "abc,$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "abc,$08$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm",
                "~!@#$%^&*()      ~!@#$%^&*()PNBFRD,$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO",
                "U*U,$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U*,$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
                "U*U*U,$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"
            })
    void publishedHashesMatchTheirPasswordUnderEachPrefix(String password, String rest) {
        for (var prefix : new String[] {"$2a", "$2b", "$2y"}) {
            assertThat(Bcrypt.isHash(prefix + rest)).isTrue();
            assertThat(Bcrypt.matches(password, prefix + rest)).isTrue();
            assertThat(Bcrypt.matches(password + "x", prefix + rest)).isFalse();
            assertThat(Bcrypt.matches("x" + password, prefix + rest)).isFalse();
        }
    }

    @Test
    void onlyTheFirst72BytesOfAPasswordCount() {
        assertThat(LONG).hasSize(72);
        assertThat(Bcrypt.matches(LONG, HASH_OF_LONG)).isTrue();
        assertThat(Bcrypt.matches(LONG + "chars after 72 are ignored", HASH_OF_LONG))
                .isTrue();
        assertThat(Bcrypt.matches(LONG.substring(1) + LONG, HASH_OF_LONG)).isFalse();
        assertThat(Bcrypt.matches(LONG.substring(0, 71), HASH_OF_LONG)).isFalse();
    }

    /// bcrypt itself takes `abc` and `abc\0abc` for one password.
    @Test
    void aPasswordWithANulMatchesNothing() {
        assertThat(Bcrypt.matches("abc", HASH_OF_ABC)).isTrue();
        assertThat(Bcrypt.matches("abc\0abc", HASH_OF_ABC)).isFalse();
        assertThat(Bcrypt.matches("abc\0", HASH_OF_ABC)).isFalse();
        assertThat(Bcrypt.matches("\0", "$2b$08$HqWuK6/Ng6sg9gQzbLrgb.Tl.ZHfXLhvt/SgVyWhQqgqcZ7ZuUtye"))
                .isFalse();
    }

    @Test
    void halfOfASurrogatePairMatchesNothingAndThrowsNothing() {
        assertThat(Bcrypt.matches("\ud83e", HASH_OF_ABC)).isFalse();
    }

    /// The first is the hash of `abc` at cost 13, correct but for the bound.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$13$kPaNsveyb4LYjKk9MOr1.edZQK18JKlUNva5S/iLEi.ZjM4nKXisW",
                "$2b$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2b$03$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2b$00$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2b$99$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2b$-1$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2b$6$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2x$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0ii",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0=",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0é",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i\n",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu",
                "$2b$06$",
                "$2b$",
                "$",
                ""
            })
    void aMalformedHashOrAnUnusualCostMatchesNothing(String hash) {
        assertThat(Bcrypt.isHash(hash)).isFalse();
        assertThat(Bcrypt.matches("abc", hash)).isFalse();
    }

    @Test
    void noHashOfTheRightShapeThrows() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            var hash = "$2b$04$"
                    + random.ints(53, 0, ALPHABET.length())
                            .mapToObj(at -> ALPHABET.substring(at, at + 1))
                            .collect(Collectors.joining());
            assertThatCode(() -> Bcrypt.matches("abc", hash))
                    .as("seed %d: %s", seed, hash)
                    .doesNotThrowAnyException();
        }
    }
}
