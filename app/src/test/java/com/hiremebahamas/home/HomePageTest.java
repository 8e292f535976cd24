package com.hiremebahamas.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomePageTest {

    @Test
    void showsTheNewestJobsAndEveryIsland() {
        try (var database = TestDatabase.empty();
                var site = JobsSite.on(database, Map.of())) {
            var jobs = new TestJobs(database.tidepool());
            jobs.job(jobs.account("Ann"), "Bartender", "exuma", JobsSite.NOW);

            assertThat(site.get("/").body()).contains("Bartender", "/jobs?island=spanish-wells");
        }
    }

    @Test
    void isShownWhileTheDatabaseIsUnavailable() {
        try (var missing = TestDatabase.notConfigured();
                var site = JobsSite.on(missing, Map.of())) {
            var answer = site.get("/");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("We cannot show the newest jobs right now", "/jobs?island=exuma");
        }
    }
}
