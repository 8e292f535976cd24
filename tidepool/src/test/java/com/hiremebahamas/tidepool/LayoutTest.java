package com.hiremebahamas.tidepool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How the library is laid out: docs/decisions/0011.
class LayoutTest {

    private static final int LARGEST_PACKAGE = 25;
    private static final Set<String> NOT_EXPORTED = Set.of(
            "com.hiremebahamas.tidepool.guard", "com.hiremebahamas.tidepool.text", "com.hiremebahamas.tidepool.wire");

    private final JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void noPackageDependsOnOneThatDependsOnIt() {
        slices().matching("com.hiremebahamas.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlyThePackageOfItsMetersNeedsMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("com.hiremebahamas.tidepool.micrometer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "com.hiremebahamas.tidepool.micrometer")
                .check(classes);
    }

    @Test
    void theFolderOfTheApiHoldsThePublicTypesAndNoOther() {
        assertThat(classes.stream().filter(LayoutTest::isInAnExportedPackage))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(Files.exists(source("main", type)))
                        .as(type.getName())
                        .isEqualTo(type.getModifiers().contains(JavaModifier.PUBLIC)));
    }

    @Test
    void noFolderHasTooManyFilesOfOnePackage() {
        assertThat(classes.stream()
                        .filter(type -> type.isTopLevelClass())
                        .collect(groupingBy(type -> type.getPackageName() + Files.exists(source("main", type)))))
                .allSatisfy((folder, types) -> assertThat(types).as(folder).hasSizeLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    private static boolean isInAnExportedPackage(JavaClass type) {
        return type.isTopLevelClass()
                && !type.getSimpleName().endsWith("-info")
                && !NOT_EXPORTED.contains(type.getPackageName());
    }

    private static Path source(String root, JavaClass type) {
        return Path.of("src", root, "java", type.getName().replace('.', '/') + ".java");
    }
}
