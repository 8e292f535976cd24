package com.hiremebahamas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private Path jar(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
