import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/// Completes a package, `java Assemble.java dist/hiremebahamas`: trims its jars, links its runtime, and trains its
/// AOT cache.
///
/// The cache holds for one runtime only, so the package carries that runtime and is trained by it.
final class Assemble {

    /// Those that the program and its libraries use (`jdeps --print-module-deps`); not `java.desktop`, which is
    /// named only by a geometric type of the driver and by metrics of another log. By `jdk.security.auth` the
    /// embedded PostgreSQL of development learns whether it runs as root, by name and not by reference.
    private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.net.http,"
            + "java.security.jgss,java.sql,jdk.jfr,jdk.management,jdk.security.auth,jdk.unsupported";

    private static final Set<String> PROVIDERS =
            Set.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE", "SunJGSS");

    private static final Pattern PROVIDER = Pattern.compile("security\\.provider\\.[0-9]+=(\\S+)");

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]).toAbsolutePath().normalize();
        trimJars(home.resolve("lib"));
        link(home.resolve("runtime"));
        Training.run(home);
    }

    /// Removes from each jar what costs the start time: signatures, because the JVM archives no class of a
    /// signed jar and verifies each one that it loads; variants of classes for other versions of Java, because it
    /// archives some of the chosen ones not; and what its manifest says, because the JVM parses the manifest of
    /// every jar with a class in the cache before `main`. That of the program itself, with its version, stays.
    private static void trimJars(Path lib) throws IOException {
        try (var jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (var jar : jars) {
                if (!jar.endsWith("app.jar")) trimJar(jar);
            }
        }
    }

    private static void trimJar(Path jar) throws IOException {
        try (var files = FileSystems.newFileSystem(jar)) {
            var meta = files.getPath("META-INF");
            try (var signatures = Files.newDirectoryStream(meta, "*.{SF,RSA,DSA,EC}")) {
                for (var signature : signatures) Files.delete(signature);
            }
            // BouncyCastle's: the JDK makes each that it finds while it looks for one of its own, over TLS.
            Files.deleteIfExists(meta.resolve("services/java.security.Provider"));
            if (Files.exists(meta.resolve("versions"))) chooseVersion(meta.resolve("versions"));
            trimManifest(files.getPath(JarFile.MANIFEST_NAME));
        }
    }

    /// Puts the variants for the newest Java that this one runs in the places of the others.
    private static void chooseVersion(Path versions) throws IOException {
        for (int version = 9; version <= Runtime.version().feature(); version++) {
            var variant = versions.resolve(Integer.toString(version));
            if (!Files.exists(variant)) continue;
            for (var file : filesIn(variant)) {
                var place = versions.getFileSystem().getPath("/").resolve(variant.relativize(file));
                Files.createDirectories(place.getParent());
                Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Training.deleteAll(versions);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void trimManifest(Path file) throws IOException {
        if (!Files.exists(file)) return;
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (var out = Files.newOutputStream(file)) {
            manifest.write(out);
        }
    }

    /// Compressed it is 27 MB smaller; the classes of a start come from the AOT cache.
    private static void link(Path runtime) throws IOException {
        if (Files.exists(runtime)) Training.deleteAll(runtime);
        var jlink = ToolProvider.findFirst("jlink").orElseThrow();
        int failed = jlink.run(
                System.out, System.err, "--add-modules", MODULES, "--compress=zip-6", "--no-header-files",
                "--no-man-pages", "--output", runtime.toString());
        if (failed != 0) throw new IllegalStateException("jlink made no runtime");
        trimSecurity(runtime.resolve("conf/security/java.security"));
    }

    /// Leaves those providers of cryptography that are in the runtime: the JDK would search every jar for each of
    /// the others. It reads this file at a start, so it loses its comments, too.
    private static void trimSecurity(Path file) throws IOException {
        var lines = new ArrayList<String>();
        int providers = 0;
        for (var line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var provider = PROVIDER.matcher(line);
            if (!provider.matches()) lines.add(line);
            else if (PROVIDERS.contains(provider.group(1)))
                lines.add("security.provider." + ++providers + "=" + provider.group(1));
        }
        if (providers != PROVIDERS.size()) throw new IllegalStateException("Not all providers are in " + file);
        Files.write(file, lines);
    }
}
