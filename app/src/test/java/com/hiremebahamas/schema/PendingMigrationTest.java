package com.hiremebahamas.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.Components;
import com.hiremebahamas.mail.SmtpMailer;
import com.hiremebahamas.redis.Redis;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The site on a database that is older than the program.
class PendingMigrationTest {

    @Test
    @DisplayName("R8 what needs the missing table answers 503 and names the migration; the rest works")
    void whatNeedsTheMissingTableNamesTheMigration() {
        var clock = InstantSource.system();
        try (var parts = new Components(
                        TestDatabase.unmigrated().tidepool(),
                        Redis.notConfigured(),
                        SmtpMailer.notConfigured(),
                        "https://site.example",
                        Optional::empty,
                        clock,
                        1);
                var site = new TestSite(parts::servlet)) {
            assertThat(site.get("/sign-in").statusCode()).isEqualTo(200);
            assertThat(parts.schema().word()).isEqualTo("not_checked");

            var answer = site.get("/api/jobs");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(TestSite.read(answer).path("code").asText()).isEqualTo("migration_pending");
            assertThat(TestSite.read(answer).path("detail").asText()).contains("V001");
            assertThat(parts.schema().word()).isEqualTo("pending V001");
        }
    }
}
