package com.hiremebahamas.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// By what the kernel says of each thread; elsewhere than on Linux nothing is asked of the system.
@EnabledOnOs(OS.LINUX)
class StandbyTest {

    private static final int NICE = 16; // of the fields after the name, proc_pid_stat(5)

    @Test
    void whatHashesPasswordsStandsBackAndNothingElse() throws IOException {
        int own = niceOf(Path.of("/proc/thread-self"));
        try (var hasher = new PasswordHasher()) {
            hasher.hash("seven grey pelicans");

            assertThat(nices("password")).isNotEmpty().containsOnly(10);
            assertThat(niceOf(Path.of("/proc/thread-self"))).isEqualTo(own).isLessThan(10);
        }
    }

    private static List<Integer> nices(String name) throws IOException {
        var found = new ArrayList<Integer>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            threads.filter(thread -> read(thread.resolve("comm")).strip().equals(name))
                    .forEach(thread -> found.add(niceOf(thread)));
        }
        return found;
    }

    private static int niceOf(Path thread) {
        var stat = read(thread.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
