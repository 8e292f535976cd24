package com.hiremebahamas.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProfilePagesTest {

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());
    private static final String READER = SITE.register("Reader", "reader@example.com");

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void aTelephoneNumberIsShownToMembersOnlyWhereItsOwnerSaysSo() {
        var ann = SITE.register("Ann", "ann@example.com");

        save(ann, Map.of("phone", "300 1234"));
        assertThat(profile(ann).body()).doesNotContain("300-1234");

        save(ann, Map.of("phone", "300 1234", "phone_visible", "yes"));
        assertThat(profile(ann).body()).contains("href=\"tel:+12423001234\"", "(242) 300-1234");
    }

    @Test
    void aProfileThatNobodyIsToSeeIsNotFoundAndInNoList() {
        var bo = SITE.register("Bo Hidden", "bo@example.com");
        assertThat(profile(bo).statusCode()).isEqualTo(200);

        save(bo, Map.of("display_name", "Bo Hidden", "visibility", "NOBODY"));

        assertThat(profile(bo).statusCode()).isEqualTo(404);
        assertThat(SITE.get("/api/users?q=hidden", READER).body()).doesNotContain("Bo Hidden");
    }

    @Test
    void aPendingAccountIsSeenByNobodyAndSeesNobody() {
        var pending = SITE.signUp("Cleo Pending", "cleo@example.com");

        assertThat(SITE.get("/api/users?q=pending", READER).body()).doesNotContain("Cleo Pending");
        assertThat(profile(pending).statusCode()).isEqualTo(404);
        assertThat(SITE.get("/api/users", pending).statusCode()).isEqualTo(403);
        assertThat(TestSite.read(SITE.get("/api/users", pending)).path("code").asText())
                .isEqualTo("confirm_email_first");
    }

    @Test
    void whatIsWrongComesBackFilledIn() {
        var dee = SITE.register("Dee", "dee@example.com");

        var refused = send(dee, Map.of("phone", "call me", "headline", "Cook & baker"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("<title>Error: ", "Enter a telephone number that can be dialled", "Cook &amp; baker");
    }

    @Test
    @DisplayName("when the database takes no writes, what was typed is still there")
    void withoutTheDatabaseWhatWasTypedIsStillThere() {
        try (var network = FaultProxy.to(PostgresServer.shared().port());
                var site = new WholeSite(TestDatabase.behind(network))) {
            var fay = site.register("Fay", "fay@example.com");
            network.cutOnce(FaultProxy.Cut.BEFORE, "people.save");

            var answer = site.http()
                    .post(
                            "/me/profile",
                            Map.of("display_name", "Fay", "headline", "Baker of Exuma"),
                            "Cookie",
                            "__Host-session=" + fay);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("then press Save again", "Baker of Exuma");
        }
    }

    @Test
    void onlyTheFieldsOfTheFormAreChanged() {
        var eve = SITE.register("Eve", "eve@example.com");

        send(eve, Map.of("email", "other@example.com", "state", "PENDING", "id", "1", "password_hash", "x"));

        assertThat(TestSite.read(SITE.get("/api/auth/me", eve)).path("email").asText())
                .isEqualTo("eve@example.com");
    }

    private static void save(String token, Map<String, String> fields) {
        assertThat(send(token, fields).statusCode()).isEqualTo(303);
    }

    private static HttpResponse<String> send(String token, Map<String, String> fields) {
        var form = new HashMap<>(Map.of("display_name", "Ann", "headline", "", "island", "", "visibility", "MEMBERS"));
        form.putAll(fields);
        return SITE.http().post("/me/profile", form, "Cookie", "__Host-session=" + token);
    }

    /// As another member sees it.
    private static HttpResponse<String> profile(String token) {
        var id = TestSite.read(SITE.get("/api/auth/me", token)).path("id").asText();
        return SITE.get("/people/" + id, READER);
    }
}
