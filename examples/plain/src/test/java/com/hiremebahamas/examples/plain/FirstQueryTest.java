package com.hiremebahamas.examples.plain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import org.junit.jupiter.api.Test;

class FirstQueryTest {

    @Test
    void theServerOfTheTestKitAnswers() {
        var server = PostgresServer.shared();

        var version = FirstQuery.version(server.url(server.createDatabase()));

        assertTrue(version.startsWith("18."), version);
    }
}
