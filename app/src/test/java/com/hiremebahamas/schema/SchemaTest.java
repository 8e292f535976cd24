package com.hiremebahamas.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private Instant now = NOON;

    @Test
    void theNewestVersionIsThatOfTheNewestScript() throws IOException {
        try (var scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(scripts.map(script -> script.getFileName().toString().substring(1, 4)))
                    .contains(Schema.LATEST)
                    .noneMatch(version -> version.compareTo(Schema.LATEST) > 0);
        }
    }

    @Test
    @DisplayName("R8 a database without tables misses the first script")
    void withoutTablesTheFirstScriptIsPending() {
        var schema = on(TestDatabase.unmigrated());

        assertThat(schema.missing()).contains("V001");
        assertThat(schema.state()).isEqualTo(new Schema.State.Pending("V001", NOON));
    }

    @Test
    @DisplayName("R8 a server that is newer than its database names the next script")
    void anOlderDatabaseHasTheNextScriptPending() {
        var database = TestDatabase.empty();
        database.tidepool().update("delete from flyway_schema_history where version = ?", Schema.LATEST);

        assertThat(on(database).missing()).contains("V" + Schema.LATEST);
    }

    @Test
    void aMigratedDatabaseIsCurrent() {
        var schema = on(TestDatabase.empty());

        assertThat(schema.missing()).isEmpty();
        assertThat(schema.state()).isEqualTo(new Schema.State.Current(NOON));
    }

    @Test
    void theVersionIsNotQueriedWithoutCause() {
        assertThat(on(TestDatabase.unreachable()).state()).isEqualTo(new Schema.State.NotChecked());
    }

    @Test
    void anUnreachableDatabaseHasNoPendingScript() {
        assertThat(on(TestDatabase.unreachable()).missing()).isEmpty();
    }

    @Test
    void theVersionIsQueriedAtMostOnceInTenSeconds() {
        var database = TestDatabase.empty();
        var schema = on(database);
        schema.missing();
        database.tidepool().update("delete from flyway_schema_history where version = ?", Schema.LATEST);

        assertThat(schema.missing()).isEmpty();
        now = NOON.plusSeconds(11);
        assertThat(schema.missing()).contains("V" + Schema.LATEST);
    }

    @Test
    @DisplayName("R8 of concurrent callers each has the result of the one query")
    void concurrentCallersShareTheResultOfTheQuery() throws Exception {
        var schema = on(TestDatabase.unmigrated());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = threads.invokeAll(Collections.<Callable<Optional<String>>>nCopies(20, schema::missing));

            for (var call : calls) assertThat(call.get()).contains("V001");
        }
    }

    @Test
    void theStateExpiresAfterAMinute() {
        var schema = on(TestDatabase.unmigrated());
        schema.missing();
        now = NOON.plusSeconds(61);

        assertThat(schema.state()).isEqualTo(new Schema.State.NotChecked());
    }

    private Schema on(TestDatabase database) {
        return new Schema(new SchemaStore(database.tidepool()), () -> now);
    }
}
