package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A JVM of its own that connects once: authorities, names and families of addresses are fixed when a JVM starts.
public final class ClientJvm {

    private ClientJvm() {}

    /// Returns `connected`, or the failure's message. Blocks.
    ///
    /// @param options of the JVM
    static String connect(String url, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(Stream.of("target/test-classes", "target/classes", path("java.class.path"), path("jdk.module.path"))
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(ClientJvm.class.getName(), url));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(arguments[0]), PoolSettings.DEFAULT)) {
            tidepool.list("select 1", row -> row.getInt(1));
            IO.print("connected");
        } catch (DatabaseException e) {
            IO.print(e.failure().message());
        }
    }

    /// Maven runs the tests of a module on the module path, with what only they need on the class path.
    private static String path(String property) {
        return System.getProperty(property, "");
    }
}
