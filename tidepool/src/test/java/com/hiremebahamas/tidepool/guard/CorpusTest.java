package com.hiremebahamas.tidepool.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A real server's verdict on each statement of the corpus that it can run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {

    private final CorpusServer server = new CorpusServer();

    static List<Corpus.Entry> run() {
        return Corpus.entries().stream().filter(Corpus.Entry::runs).toList();
    }

    @Test
    void mostOfTheCorpusRuns() {
        assertThat(run()).hasSizeGreaterThan(250);
    }

    @ParameterizedTest(name = "R5 {0}")
    @MethodSource("run")
    void whatIsRefusedLeavesSomethingInItsSessionAndNothingElseDoes(Corpus.Entry entry) throws SQLException {
        var left = server.left(entry.sql());

        assertThat(left.isEmpty()).as("%s leaves %s", entry, left).isEqualTo(entry.passes());
    }
}
