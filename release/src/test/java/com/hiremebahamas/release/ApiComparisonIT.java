package com.hiremebahamas.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mvn -Papi`: the API against that of a release.
class ApiComparisonIT {

    @TempDir
    private Path releases;

    @Test
    void aPublicMethodThatIsGoneFailsTheBuildAndOneThatWasNotExportedDoesNot() throws IOException {
        releaseWithOneMethodMoreIn("Tidepool.class", "guard/PoolerGuard.class");

        var result = compare();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("com.hiremebahamas.tidepool.Tidepool.gone()")
                .doesNotContain("PoolerGuard");
    }

    private CommandResult compare() {
        return CommandResult.ofMaven(
                DryRun.shared().sources(),
                DryRun.shared().localRepository(),
                "verify",
                "-Papi",
                "-pl",
                "tidepool",
                "-am",
                "-Dreleased=" + PublishedModule.VERSION,
                "-Dreleased.repository=" + releases,
                // What was made already.
                "-Dmaven.test.skip",
                "-Dspotless.check.skip",
                "-Dmaven.source.skip",
                "-Dmaven.javadoc.skip",
                "-Dcyclonedx.skip",
                "-Derrorprone.nullness=-XepDisableAllChecks");
    }

    /// A release from which the jars of now differ by what was taken out of some classes.
    private void releaseWithOneMethodMoreIn(String... types) throws IOException {
        SourceTree.copy(DryRun.shared().registry(), releases);
        try (var jar = FileSystems.newFileSystem(new PublishedModule("tidepool").in(releases, ".jar"))) {
            for (var type : types) {
                var path = jar.getPath("com/hiremebahamas/tidepool", type);
                Files.write(path, withMethod(Files.readAllBytes(path)));
            }
        }
    }

    private static byte[] withMethod(byte[] type) {
        var format = ClassFile.of();
        return format.transformClass(
                format.parse(type),
                ClassTransform.endHandler(builder -> builder.withMethodBody(
                        "gone",
                        MethodTypeDesc.of(ConstantDescs.CD_void),
                        ClassFile.ACC_PUBLIC,
                        code -> code.return_())));
    }
}
