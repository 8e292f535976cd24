package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.Attributes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTest {

    @ParameterizedTest
    @DisplayName("R26 the commit is named, with what differs from it, or unknown")
    @CsvSource(
            delimiter = ';',
            value = {
                "52fd85a; false; 52fd85a",
                "52fd85a; true; 52fd85a, with changes",
                "${git.commit.id.abbrev}; ${git.dirty}; unknown",
            })
    void theCommitIsNamed(String commit, String changed, String named) {
        var manifest = new Attributes();
        manifest.putValue("Implementation-Commit", commit);
        manifest.putValue("Implementation-Changed", changed);

        assertThat(Build.commit(manifest)).isEqualTo(named);
    }
}
