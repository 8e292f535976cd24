package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTest {

    @TempDir
    Path folder;

    @Test
    void theSameJarIsTheSameBuild() throws IOException {
        var one = jar("one.jar", "the program");
        var same = jar("same.jar", "the program");
        var other = jar("other.jar", "the program, changed");

        assertThat(Build.id(one)).isEqualTo(Build.id(same)).isPresent().isNotEqualTo(Build.id(other));
        assertThat(Build.id(one).orElseThrow()).matches("[0-9a-f]{16}");
    }

    @Test
    void aFolderOfClassesIsNoBuild() {
        assertThat(Build.id(folder)).isEmpty();
        assertThat(Build.id()).as("the tests run from one").isEmpty();
    }

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

    private Path jar(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
