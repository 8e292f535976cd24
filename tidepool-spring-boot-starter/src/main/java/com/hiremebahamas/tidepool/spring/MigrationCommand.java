package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.spring.SchemaMigration.Outcome;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/// `--tidepool.migrate`: migrates before any runner of the application, says how it went and ends the process, with 0
/// when the schema is up to date and 1 when it is not.
final class MigrationCommand implements ApplicationListener<ApplicationStartedEvent> {

    private static final Logger log = LoggerFactory.getLogger(MigrationCommand.class);

    private final ObjectProvider<SchemaMigration> migration;
    private final IntConsumer exit;

    MigrationCommand(ObjectProvider<SchemaMigration> migration, IntConsumer exit) {
        this.migration = migration;
        this.exit = exit;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        int code = code(outcome());
        exit.accept(SpringApplication.exit(event.getApplicationContext(), () -> code));
    }

    private Outcome outcome() {
        var found = migration.getIfAvailable();
        return found == null
                ? new Outcome.Failed("There is nothing to migrate with: add spring-boot-starter-flyway and "
                        + "flyway-database-postgresql, and leave spring.flyway.enabled on")
                : found.run();
    }

    private static int code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var message) -> {
                log.info(message);
                yield 0;
            }
            case Outcome.NotReached(var message) -> failed(message);
            case Outcome.Interrupted(var message) -> failed(message);
            case Outcome.Failed(var message) -> failed(message);
        };
    }

    private static int failed(String message) {
        log.error(message);
        return 1;
    }
}
