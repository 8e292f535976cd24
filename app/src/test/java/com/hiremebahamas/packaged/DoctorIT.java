package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hiremebahamas.testing.FakeSmtpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What `doctor` says of the package that it belongs to.
class DoctorIT {

    private static final String FINE = "postgresql://ann:canary-7391@127.0.0.1:9/site?sslmode=disable";

    @Test
    @DisplayName("doctor is green about an AOT cache that the JVM uses")
    void aCacheThatIsUsedIsGreen() throws IOException {
        try (var doctor = doctor("")) {
            assertThat(doctor.exitCode()).isZero();
            assertThat(aotCache(doctor).path("level").asText()).isEqualTo("GREEN");
        }
    }

    @Test
    @DisplayName("doctor is yellow about an AOT cache that the JVM does not use, and says why and what helps")
    void aCacheThatIsNotUsedIsYellow() throws IOException {
        try (var doctor = doctor("-XX:AOTMode=off")) {
            assertThat(doctor.exitCode()).isOne();
            var finding = aotCache(doctor);
            assertThat(finding.path("level").asText()).isEqualTo("YELLOW");
            assertThat(finding.path("found").asText())
                    .startsWith("not used: ")
                    .endsWith("app.aot does not fit this JVM and its options");
            assertThat(finding.path("remedy").asText()).contains("build the package again");
        }
    }

    /// By Jakarta Mail's providers and handlers, which it finds by files in its jars.
    @Test
    @DisplayName("the packaged program sends mail")
    void thePackagedProgramSendsMail() {
        try (var server = FakeSmtpServer.plain();
                var doctor = PackagedProgram.start(
                        List.of("doctor", "--send-mail-to", "bo@example.com"),
                        Map.of("MAIL_URL", "smtp://ann:pw@localhost:" + server.port() + "?starttls=none"))) {
            assertThat(doctor.exitCode()).isEqualTo(2); // there is no database
            assertThat(doctor.output()).contains("accepted for bo@example.com");
            assertThat(server.messages())
                    .singleElement()
                    .asString()
                    .contains("Content-Type: text/plain", "Content-Type: text/html", "This is a test.");
        }
    }

    private static PackagedProgram doctor(String options) {
        return PackagedProgram.start(
                List.of("doctor", "--offline", "--json"),
                Map.of("DATABASE_URL", FINE, "MAIL_URL", "smtp://localhost", "JAVA_OPTS", options));
    }

    private static JsonNode aotCache(PackagedProgram doctor) throws IOException {
        for (var finding : new ObjectMapper().readTree(doctor.output()).path("findings")) {
            if (finding.path("subject").asText().equals("AOT cache")) return finding;
        }
        throw new AssertionError("Nothing is said of the AOT cache: " + doctor.all());
    }
}
