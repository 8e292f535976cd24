package com.hiremebahamas.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// The build of this program.
public final class Build {

    private static final String UNKNOWN = "unknown";

    private Build() {}

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
