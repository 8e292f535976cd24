package com.hiremebahamas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunningSiteTest {

    @Test
    @DisplayName("R25 the doctor tells what the running site warns about")
    void theWarningsOfTheRunningSiteAreRead() {
        try (var site = TestServer.serving((_, answer) ->
                answer.getWriter().print("{\"status\":\"ready\",\"warnings\":[\"20 clients\",\"another\"]}"))) {
            assertThat(RunningSite.warnings(site.http().port())).containsExactly("20 clients", "another");
        }
    }

    @Test
    void aSiteThatWarnsAboutNothingOrSaysSomethingElseHasNoWarnings() {
        for (var body : new String[] {"{\"status\":\"ready\"}", "[]", "<html>", ""})
            try (var site = TestServer.serving((_, answer) -> answer.getWriter().print(body))) {
                assertThat(RunningSite.warnings(site.http().port())).as(body).isEmpty();
            }
    }

    @Test
    void whereNothingRunsNothingIsTold() {
        var site = TestServer.serving((_, _) -> {});
        int port = site.http().port();
        site.close();

        assertThat(RunningSite.warnings(port)).isEmpty();
    }
}
