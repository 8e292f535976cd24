package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// There is one version, in the modules' poms and in the list of changes. `VersionIT` compares what the program says.
class VersionTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern CHANGES = Pattern.compile("(?m)^## ([0-9.]+)");

    @Test
    void everyModuleHasTheVersionOfTheNewestChanges() {
        var changes = CHANGES.matcher(text("CHANGELOG.md"));
        assertThat(changes.find()).isTrue();

        assertThat(poms())
                .hasSizeGreaterThan(6)
                .allSatisfy(pom -> assertThat(version(pom)).isEqualTo(changes.group(1)));
    }

    @Test
    void whatAUserCopiesNamesTheVersion() {
        assertThat(text("examples/plain/pom.xml"))
                .contains("<tidepool.version>" + version("pom.xml") + "</tidepool.version>");
        assertThat(text("tidepool-spring-boot-starter/README.md"))
                .contains("<version>" + version("pom.xml") + "</version>");
        assertThat(text("tidepool/README.md"))
                .contains("<version>" + version("pom.xml") + "</version>")
                .contains("implementation(\"com.hiremebahamas:tidepool:" + version("pom.xml") + "\")")
                .contains("testImplementation(\"com.hiremebahamas:tidepool-testkit:" + version("pom.xml") + "\")");
    }

    private static Stream<String> poms() {
        var modules = MODULE.matcher(text("pom.xml")).results().map(module -> module.group(1) + "/pom.xml");
        return Stream.concat(Stream.of("pom.xml", "tidepool-parent/pom.xml"), modules);
    }

    /// The first one in a pom, its own or its parent's.
    private static String version(String pom) {
        return text(pom).replaceFirst("(?s).*?<version>([^<]*)</version>.*", "$1");
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of("..", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
