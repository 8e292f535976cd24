package com.hiremebahamas.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other programs do: Flyway as it comes, through the pool. It puts the role of its sessions back after each
/// script.
class PooledMigrationsTest {

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();

    @TempDir
    private Path scripts;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(scripts.resolve("V1__note.sql"), "create table note (word text);");
        Files.writeString(
                scripts.resolve("V2__role.sql"), "set local role pg_database_owner; create view noted as select 1;");
        Files.writeString(scripts.resolve("V3__more.sql"), "insert into note values ('set role');");
    }

    @Test
    void flywayMigratesThroughThePool() {
        assertMigrated(server.url(database));
    }

    @Test
    void flywayMigratesBehindAPooler() {
        try (var pooler = PgBouncer.inFrontOf(server)) {
            assertMigrated(pooler.url(database));
        }
    }

    /// And leaves nothing in its sessions.
    private void assertMigrated(String url) {
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(url), PoolSettings.DEFAULT.withVerification())) {
            var flyway = Flyway.configure()
                    .dataSource(tidepool.dataSource())
                    .locations("filesystem:" + scripts)
                    .load();

            assertThat(flyway.migrate().migrationsExecuted).isEqualTo(3);
            assertThat(flyway.migrate().migrationsExecuted).isZero();
            flyway.validate();
            assertThat(tidepool.list("select word from note", row -> row.getString(1)))
                    .containsExactly("set role");
        }
    }
}
