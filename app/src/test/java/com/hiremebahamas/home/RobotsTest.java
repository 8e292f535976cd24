package com.hiremebahamas.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import org.junit.jupiter.api.Test;

class RobotsTest {

    @Test
    void pagesThatRedirectToTheSignInAreDisallowed() {
        try (var site = new WholeSite(TestDatabase.notConfigured())) {
            var rules = site.http().get("/robots.txt");

            assertThat(rules.statusCode()).isEqualTo(200);
            assertThat(rules.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
            assertThat(rules.body())
                    .contains("Disallow: /me\n", "Disallow: /jobs/mine\n", "Disallow: /people/\n")
                    .doesNotContain("/jobs\n");
        }
    }
}
