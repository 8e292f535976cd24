package com.hiremebahamas.tidepool.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The guard's verdict on each statement of the corpus; the server's is in [CorpusTest].
class PoolerGuardTest {

    private final PoolerGuard guard = new PoolerGuard(null);

    static List<Corpus.Entry> refused() {
        return Corpus.entries().stream().filter(entry -> !entry.passes()).toList();
    }

    static List<Corpus.Entry> passing() {
        return Corpus.entries().stream().filter(Corpus.Entry::passes).toList();
    }

    @ParameterizedTest(name = "R5 T8 {0}")
    @MethodSource("refused")
    void whatOutlivesItsTransactionIsRefusedWithItsRemedy(Corpus.Entry entry) {
        assertThatThrownBy(() -> guard.check(entry.sql()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(SessionEffect.valueOf(entry.verdict()).remedy() + ": "
                        + entry.sql().strip());
    }

    @ParameterizedTest(name = "R5 {0}")
    @MethodSource("passing")
    void everythingElsePasses(Corpus.Entry entry) {
        assertThatCode(() -> guard.check(entry.sql())).doesNotThrowAnyException();
        assertThatCode(() -> guard.check(entry.sql())).doesNotThrowAnyException();
    }

    @Test
    void theCorpusIsLarge() {
        assertThat(refused()).hasSizeGreaterThan(150);
        assertThat(passing()).hasSizeGreaterThan(150);
    }
}
