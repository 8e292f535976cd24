package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The list of one's own jobs.
class MineTest {

    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"(/jobs/mine\\?[^\"]*)\"");
    private static final Pattern JOB = Pattern.compile("/jobs/([0-9]+)-");

    @Test
    void itKeepsItsLimitThroughAllPages() {
        try (var site = new WholeSite(TestDatabase.empty())) {
            var token = site.register("Ann", "ann@example.com");
            for (int i = 0; i < 7; i++) post(site, token, i);

            var sizes = new ArrayList<Integer>();
            for (var address = "/jobs/mine?limit=3"; !address.isEmpty(); ) {
                var page = site.get(address, token).body();
                var jobs = new HashSet<String>();
                JOB.matcher(page).results().forEach(job -> jobs.add(job.group(1)));
                sizes.add(jobs.size());
                var next = NEXT.matcher(page);
                address = next.find() ? next.group(1).replace("&amp;", "&") : "";
            }

            assertThat(sizes).containsExactly(3, 3, 1);
        }
    }

    private static void post(WholeSite site, String token, int number) {
        var job = """
                {"title": "Bartender %s", "employer": "Blue Hole Bar", "island": "exuma",
                 "employment_type": "FULL_TIME", "pay_min": 12.5, "pay_max": 15, "pay_period": "HOUR",
                 "description": "Evenings and weekends.", "how_to_apply": "Call 242 555 0100."}""".formatted(number);
        var answer = site.http().json("POST", "/api/jobs", job, "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).isEqualTo(201);
    }
}
