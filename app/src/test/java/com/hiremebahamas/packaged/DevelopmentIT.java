package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program on a laptop where nothing is configured.
class DevelopmentIT {

    @Test
    @DisplayName("R21 one command shows a living site, and a second start keeps its data")
    void oneCommandShowsALivingSiteAndKeepsItsData(@TempDir Path folder) {
        var laptop = Map.of(
                "ENVIRONMENT",
                "development",
                "DATA_FOLDER",
                folder + "/Zo\u00eb",
                "LC_ALL",
                "ar_EG.UTF-8",
                "LANG",
                "xx");
        String jobs;
        try (var program = PackagedProgram.ready(laptop)) {
            jobs = program.get("/api/jobs").body();
            assertThat(jobs).contains("\"title\"");
            assertThat(program.all()).contains("Open http://localhost:");
            program.terminate();
            assertThat(program.exitCode()).isZero();
        }
        try (var program = PackagedProgram.ready(laptop)) {
            assertThat(program.get("/api/jobs").body()).isEqualTo(jobs);
            program.terminate();
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    @DisplayName("R21 no other user of the machine reaches the site, its database or its files")
    void noOtherUserReachesIt(@TempDir Path folder) throws Exception {
        var laptop = Map.of("ENVIRONMENT", "development", "DATA_FOLDER", folder.toString());
        try (var program = PackagedProgram.ready(laptop)) {
            var address = Pattern.compile("PostgreSQL is at postgresql://(127[0-9.:]+/postgres)")
                    .matcher(program.output());
            assertThat(address.find()).isTrue();
            for (var password : List.of("", "postgres", "x")) {
                var url = "jdbc:postgresql://" + address.group(1) + "?user=postgres&password=" + password;
                assertThatThrownBy(() -> DriverManager.getConnection(url))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isIn("28P01", "08004"));
            }
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("postgres-binaries"))).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("postgres-password.txt"))).isEqualTo("rw-------");
            assertThat(program.output()).contains("Listening on 127.0.0.1:");
            assertThat(program.all())
                    .doesNotContain(Files.readString(folder.resolve("postgres-password.txt"))
                            .strip());
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @DisplayName("R21 production never starts a database of its own")
    void productionNeverStartsADatabaseOfItsOwn(@TempDir Path folder) {
        try (var program = PackagedProgram.ready(Map.of("DATA_FOLDER", folder.toString()))) {
            assertThat(program.status("/api/jobs")).isEqualTo(503);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    @DisplayName("The doctor reports an absent database and never shows a secret")
    void theDoctorReportsAnAbsentDatabaseAndNoSecret() {
        var url = "postgresql://ann:canary-7391@127.0.0.1:9/site?sslmode=disable";
        try (var doctor = PackagedProgram.start(List.of("doctor", "--json"), Map.of("DATABASE_URL", url))) {
            assertThat(doctor.exitCode()).isNotZero();
            assertThat(doctor.output()).startsWith("{").contains("DATABASE_URL");
            assertThat(doctor.all()).doesNotContain("canary-7391");
        }
    }
}
