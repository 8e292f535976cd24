package com.hiremebahamas.examples.quarkus;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// A server that has stopped before the application boots, and which the test starts again.
public final class StoppedDatabase implements QuarkusTestResourceLifecycleManager {

    private final PostgresServer server = PostgresServer.start();

    @Override
    public Map<String, String> start() {
        var url = server.url(server.createDatabase());
        server.stop();
        return Map.of("database.url", url);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(PostgresServer.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
