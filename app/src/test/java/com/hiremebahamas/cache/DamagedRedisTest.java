package com.hiremebahamas.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.redis.RedisUse;
import com.hiremebahamas.testing.TestLog;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A Redis that is full, wiped, forbidden or filled by others: instances go on, and the log says so once.
class DamagedRedisTest {

    private final TestLog uses = TestLog.of(RedisUse.class);
    private final TestLog read = TestLog.of(SharedResponses.class);
    private final SharedRedis redis = new SharedRedis();
    private final SharingInstance here = redis.instance();
    private final SharingInstance there = redis.instance();

    @AfterEach
    void close() {
        redis.close();
        read.close();
        uses.close();
    }

    /// How a client of Redis may change the value of a page.
    enum Damage {
        RANDOM {
            @Override
            byte[] of(byte[] value) {
                new Random(1).nextBytes(value);
                return value;
            }
        },
        EMPTY {
            @Override
            byte[] of(byte[] value) {
                return new byte[0];
            }
        },
        SHORTER_THAN_A_SIGNATURE {
            @Override
            byte[] of(byte[] value) {
                return Arrays.copyOf(value, 20);
            }
        },
        SIGNATURE_ALONE {
            @Override
            byte[] of(byte[] value) {
                return Arrays.copyOf(value, 32);
            }
        },
        TRUNCATED {
            @Override
            byte[] of(byte[] value) {
                return Arrays.copyOf(value, value.length - 1);
            }
        },
        LENGTHENED {
            @Override
            byte[] of(byte[] value) {
                return Arrays.copyOf(value, value.length + 1);
            }
        },
        ANOTHER_TIME {
            @Override
            byte[] of(byte[] value) {
                value[SharedKey.SIGNATURE_BYTES + 7]++;
                return value;
            }
        },
        ANOTHER_BODY {
            @Override
            byte[] of(byte[] value) {
                value[value.length - 1]++;
                return value;
            }
        };

        abstract byte[] of(byte[] value);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R20 a page in Redis that is damaged is not shown, the others are, and the log says so once")
    void aDamagedPageIsNotShown(Damage damage) {
        here.show("/", "home");
        here.show("/jobs", "list");
        await().until(() -> redis.addresses().size() == 2);
        redis.put("/", damage.of(redis.value("/")));
        redis.put("/api/jobs", damage.of(redis.value("/")));

        there.awaitBody("/jobs", "list");
        there.read("/");

        assertThat(there.entries.get("/")).isNull();
        assertThat(read.lines()).hasSize(1).first().asString().startsWith("Redis holds pages that");
        assertThat(uses.lines()).isEmpty();
    }

    @Test
    @DisplayName("R20 the page of one address is not shown at another")
    void thePageOfOneAddressIsNotShownAtAnother() {
        here.show("/", "home");
        here.show("/jobs", "list");
        await().until(() -> redis.addresses().size() == 2);
        var home = redis.value("/");
        redis.put("/", redis.value("/jobs"));
        redis.put("/jobs", home);

        assertThat(there.read("/")).isNull();
        assertThat(there.read("/jobs")).isNull();
    }

    @Test
    @DisplayName("R20 a value of another type is ignored, and replaced by the next write")
    void aValueOfAnotherTypeIsReplaced() {
        redis.server().run(commands -> commands.set(redis.key(), "a string".getBytes(UTF_8)));

        assertThat(there.read("/")).isNull();
        here.show("/", "home");

        there.awaitBody("/", "home");
        assertThat(uses.lines()).isEmpty();
    }

    @Test
    @DisplayName("R20 a value of 50 MB is not read, and removed by the next write")
    void aHugeValueIsNotRead() {
        here.show("/", "home");
        await().until(() -> redis.addresses().size() == 1);
        redis.put("/jobs", new byte[50_000_000]);
        redis.put("/jobs/" + "9".repeat(10_000), new byte[10]);
        long before = redis.sentBytes();

        there.awaitBody("/", "home");

        assertThat(redis.sentBytes() - before).isLessThan(1_000_000);
        here.show("/", "home, again");
        there.awaitBody("/", "home, again");
        assertThat(redis.addresses()).doesNotContain("/jobs");
    }

    @Test
    @DisplayName("R20 a hash of more fields than any instance writes is not read, and replaced by the next write")
    void aHashOfTooManyFieldsIsNotRead() {
        here.show("/", "home");
        await().until(() -> redis.addresses().size() == 1);
        for (int i = 0; i < 200; i++) redis.put("field " + i, new byte[10]);
        var fresh = redis.instance();

        assertThat(fresh.read("/")).isNull();
        here.show("/", "home, again");

        fresh.awaitBody("/", "home, again");
        assertThat(redis.addresses()).containsExactly("/");
    }

    @Test
    @DisplayName("R20 after Redis was wiped, what is shown next lies there again")
    void afterAWipeWhatIsShownNextLiesThereAgain() {
        here.show("/", "home");
        there.awaitBody("/", "home");
        redis.wipe();
        var fresh = redis.instance();

        assertThat(fresh.read("/")).isNull();
        assertThat(there.read("/")).isEqualTo("home");
        here.show("/", "home, again");

        fresh.awaitBody("/", "home, again");
    }

    @Test
    @DisplayName("R20 a full Redis is still read, and written again once it has room; the log says both once")
    void aFullRedisIsStillRead() {
        here.show("/", "home");
        there.awaitBody("/", "home");
        redis.server().configure("maxmemory", "1");
        for (int i = 0; i < 3; i++) here.show("/jobs", "list");
        await().until(() -> !uses.lines().isEmpty());

        var fresh = redis.instance();
        fresh.awaitBody("/", "home");
        redis.server().configure("maxmemory", "0");
        await().until(() -> {
            here.show("/jobs", "list");
            return redis.addresses().contains("/jobs");
        });

        assertThat(uses.lines()).hasSize(2);
        assertThat(uses.lines().getFirst()).startsWith("Redis refuses pages (").contains("OOM");
        assertThat(uses.lines().getLast()).startsWith("Redis takes pages again");
    }

    @Test
    @DisplayName("R20 a user who may not run scripts costs one line of the log")
    void aUserWhoMayNotRunScripts() {
        redis.server()
                .run(commands -> commands.aclSetuser(
                        "limited",
                        AclSetuserArgs.Builder.on()
                                .addPassword("secret")
                                .allKeys()
                                .allCommands()
                                .removeCommand(CommandType.EVAL)));
        try (var limited = new SharingInstance(redis.server().url().replace("redis://", "redis://limited:secret@"))) {
            for (int i = 0; i < 3; i++) {
                limited.show("/", "home");
                assertThat(limited.read("/")).isEqualTo("home");
            }
        }

        assertThat(uses.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Redis refuses pages (NOPERM")
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("R20 a Redis that was killed and starts again holds what is shown next")
    void aRedisThatStartsAgainIsUsedAgain() {
        here.show("/", "home");
        there.awaitBody("/", "home");

        redis.server().kill();
        here.show("/", "home, meanwhile");
        assertThat(there.read("/")).isEqualTo("home");
        redis.server().start();

        var fresh = redis.instance();
        await().until(() -> {
            here.show("/jobs", "list");
            return "home, meanwhile".equals(fresh.read("/"));
        });
    }

    @Test
    @DisplayName("R20 without a key nothing is shared, and Redis is asked for nothing")
    void withoutAKeyNothingIsShared() {
        var entries = new CacheEntries(1_000_000);
        try (var connection = Redis.at(redis.server().url());
                var shared = new SharedResponses(connection, Optional::empty, () -> SharingInstance.NOW, entries)) {
            shared.begin();
            shared.offer("/", SharingInstance.entry("home", SharingInstance.NOW));
            shared.await("/");
        }

        assertThat(redis.keys()).isEmpty();
    }
}
