package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every block of Java in the README compiles.
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern DECLARATION = Pattern.compile("(final |public )*(record|class|interface) .*|@.*");

    /// What the blocks take for granted.
    private static final String BEFORE = """
            import com.hiremebahamas.tidepool.*;
            import com.hiremebahamas.tidepool.micrometer.*;
            import com.hiremebahamas.tidepool.url.*;
            import io.micrometer.core.instrument.MeterRegistry;
            import java.sql.*;
            import java.time.*;
            import java.util.*;
            import org.jdbi.v3.core.Jdbi;
            import org.jooq.SQLDialect;
            import org.jooq.impl.DSL;
            import org.jspecify.annotations.*;
            import org.postgresql.PGConnection;
            import org.springframework.jdbc.core.simple.JdbcClient;

            @NullMarked
            abstract class Block {
                record Job(long id) {
                    static Job read(ResultSet row) throws SQLException {
                        return new Job(row.getLong("id"));
                    }
                }
                record Person(long id) {
                    static Person read(ResultSet row) throws SQLException {
                        return new Person(row.getLong("id"));
                    }
                }
                interface Appendable {
                    void append(Job job);
                    void append(String text);
                }
                abstract static class Program {
                    Tidepool tidepool;
                    DatabaseUrl url;
                    MeterRegistry registry;
                    Appendable file;
                    List<List<?>> ids, titles, rows;
                }
            """;

    @TempDir
    private Path folder;

    static Stream<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(README)).results().map(block -> block.group(1));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("blocks")
    void aBlockCompiles(String block) throws IOException {
        var body = DECLARATION.matcher(block.lines().findFirst().orElseThrow()).matches()
                ? block
                : "static class Written extends Program { void run() throws Exception {\n" + block + "}}\n";

        assertThat(errors(BEFORE + body + "}\n")).as(block).isEmpty();
    }

    @Test
    void aBlockWithAnErrorIsFound() throws IOException {
        assertThat(errors(BEFORE + "Tidepool nothing() { return 1; }\n}\n")).isNotEmpty();
    }

    /// What the compiler says; empty when the source compiles.
    private String errors(String source) throws IOException {
        var file = Files.writeString(folder.resolve("Block.java"), source);
        var words = new StringWriter();
        var writer = new PrintWriter(words);
        int failed = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        writer,
                        writer,
                        "-d",
                        folder.toString(),
                        "-proc:none",
                        "-nowarn",
                        "-XDrawDiagnostics",
                        "--class-path",
                        libraries(),
                        file.toString());
        return failed == 0 ? "" : words.toString();
    }

    /// Tests run with the library as a module, beside a class path.
    private static String libraries() {
        return String.join(
                File.pathSeparator,
                "target/classes",
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""));
    }
}
