package com.hiremebahamas.lifecycle;

import com.hiremebahamas.http.content.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// The build of this program, by which people and processes know whether they run the same code.
public final class Build {

    /// 64 bits: of one site there are at most some thousand builds.
    private static final int ID_BYTES = 8;

    private static final String UNKNOWN = "unknown";

    private Build() {}

    /// The beginning of the SHA-256 digest of the program's jar, in hexadecimal digits; empty when the program
    /// runs from a folder of classes, which may change. Reads the jar, so it belongs after the boot.
    public static Optional<String> id() {
        return id(program());
    }

    static Optional<String> id(Path program) {
        if (!Files.isRegularFile(program)) return Optional.empty();
        try {
            return Optional.of(HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(program)), 0, ID_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The commit of the sources, such as `52fd85a` or, when they had been changed since, `52fd85a, with changes`;
    /// `unknown` when they were no clone, or when run from a folder of classes.
    public static String commit() {
        var program = program().toFile();
        if (!program.isFile()) return UNKNOWN;
        try (var jar = new JarFile(program)) {
            return commit(jar.getManifest().getMainAttributes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Maven leaves the name of a variable where it knows no value.
    static String commit(Attributes manifest) {
        var commit = manifest.getValue("Implementation-Commit");
        if (commit == null || commit.startsWith("$")) return UNKNOWN;
        return "true".equals(manifest.getValue("Implementation-Changed")) ? commit + ", with changes" : commit;
    }

    /// The JVM that runs it, such as `OpenJDK 64-Bit Server VM 25.0.3+9-LTS, Eclipse Adoptium`.
    public static String jvm() {
        return System.getProperty("java.vm.name") + " " + Runtime.version() + ", " + System.getProperty("java.vendor");
    }

    private static Path program() {
        try {
            return Path.of(Build.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
