package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.testing.Concurrently;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.web.IdempotencyStore.Answer;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final String ONE = "11".repeat(32);
    private static final String ANOTHER = "22".repeat(32);

    private final TestDatabase database = TestDatabase.empty();
    private final IdempotencyStore store = new IdempotencyStore(database.tidepool());
    private final long ann = new TestJobs(database.tidepool()).account("ann");
    private final long bo = new TestJobs(database.tidepool()).account("bo");
    private final AtomicInteger effects = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRepeatGetsTheFirstResponseAndHasNoEffect() {
        var first = once(ann, "key", ONE);
        var second = once(ann, "key", ONE);

        assertThat(second).isEqualTo(first);
        assertThat(effects).hasValue(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        once(ann, "key", ONE);

        assertThatThrownBy(() -> once(ann, "key", ANOTHER))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
        assertThat(effects).hasValue(1);
    }

    @Test
    void eachAccountGetsItsOwnResponseForAnEqualKey() {
        var anns = once(ann, "key", ONE);
        var bos = once(bo, "key", ONE);

        assertThat(bos).isNotEqualTo(anns);
        assertThat(once(ann, "key", ONE)).isEqualTo(anns);
        assertThat(once(bo, "key", ONE)).isEqualTo(bos);
        assertThat(effects).hasValue(2);
    }

    @Test
    void eachKeyOfAnAccountHasItsOwnResponse() {
        var first = once(ann, "first", ONE);
        var second = once(ann, "second", ONE);

        assertThat(once(ann, "first", ONE)).isEqualTo(first);
        assertThat(once(ann, "second", ONE)).isEqualTo(second);
    }

    @Test
    void withoutAKeyARepeatIsANewRequest() {
        once(ann, "", ONE);
        once(ann, "", ONE);

        assertThat(effects).hasValue(2);
        assertThat(database.count("idempotency_record")).isZero();
    }

    @Test
    @DisplayName("R7 an effect that fails leaves neither itself nor its key")
    void anEffectThatFailsLeavesNothing() {
        var key = new IdempotencyKey("key", ONE);
        assertThatThrownBy(() -> store.once(ann, key, transaction -> {
                    transaction.update("update account set headline = 'half done' where id = ?", ann);
                    throw new IllegalStateException("boom");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(database.count("account where headline <> ''")).isZero();
        assertThat(once(ann, "key", ONE).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("R9 of twenty equal requests at once, one has an effect and all get its response")
    void twentyAtOnceHaveOneEffect() throws Exception {
        var answers = new HashSet<>(Concurrently.run(20, _ -> once(ann, "race", ONE)));

        assertThat(answers).hasSize(1);
        assertThat(effects).hasValue(1);
    }

    @Test
    void aKeyExpiresAfterADayAndOthersAreLeftToTheTask() {
        for (int i = 0; i < 30; i++) once(ann, "old" + i, ONE);
        makeOlder("30 hours");

        once(ann, "old29", ANOTHER);

        assertThat(effects).hasValue(31);
        assertThat(database.count("idempotency_record")).isEqualTo(30);
    }

    @Test
    void onlyRecordsOlderThanADayAreDeletedAndAtMostAsManyAsTheLimit() {
        for (int i = 0; i < 5; i++) once(ann, "old" + i, ONE);
        for (int i = 0; i < 3; i++) once(ann, "younger" + i, ONE);
        makeOlder("23 hours");
        database.tidepool().update("""
                update idempotency_record set created_at = now() - interval '25 hours' where key like 'old%'
                """);

        assertThat(store.deleteExpired(4)).isEqualTo(4);
        assertThat(store.deleteExpired(4)).isEqualTo(1);
        assertThat(store.deleteExpired(4)).isZero();

        assertThat(database.count("idempotency_record")).isEqualTo(3);
    }

    private void makeOlder(String age) {
        database.tidepool().update("update idempotency_record set created_at = now() - ?::interval", age);
    }

    private Answer once(long account, String key, String fingerprint) {
        return store.once(account, new IdempotencyKey(key, fingerprint), transaction -> {
            int n = effects.incrementAndGet();
            transaction.update("update account set headline = ? where id = ?", "effect " + n, account);
            return new Answer(201, "/jobs/" + n, "{\"n\": " + n + "}");
        });
    }
}
