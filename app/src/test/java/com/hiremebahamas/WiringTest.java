package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.mail.MailState;
import com.hiremebahamas.redis.RedisState;
import com.hiremebahamas.testing.NameLookUps;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseState;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WiringTest {

    /// Each connection would begin with the look-up of a name.
    @Test
    @DisplayName("R6 R11 the application is wired and prepared without a connection and without the look-up of a name")
    void theApplicationIsPreparedWithoutAConnection() {
        var database = "database-" + UUID.randomUUID() + ".invalid";
        var redis = "redis-" + UUID.randomUUID() + ".invalid";
        var mail = "mail-" + UUID.randomUUID() + ".invalid";
        var wired = Wiring.begin(settings(Map.of(
                        "ENVIRONMENT", "production",
                        "DATABASE_URL", "postgresql://ann:canary-7391@" + database + "/site",
                        "REDIS_URL", "redis://" + redis,
                        "MAIL_URL", "smtp://" + mail)))
                .complete();
        try (var tidepool = wired.tidepool();
                var components = wired.components()) {
            components.prepare();

            assertThat(tidepool.state()).isEqualTo(new DatabaseState.Idle());
            assertThat(components.redis()).isEqualTo(RedisState.IDLE);
            assertThat(NameLookUps.contain(database)).isFalse();
            assertThat(NameLookUps.contain(redis)).isFalse();
            assertThat(components.mail()).isEqualTo(MailState.IDLE);
            assertThat(NameLookUps.contain(mail)).isFalse();
            assertThatThrownBy(() -> tidepool.list("select 1", row -> 1)).isInstanceOf(DatabaseException.class);
            assertThat(NameLookUps.contain(database)).isTrue();
        }
    }

    private static Settings settings(Map<String, String> environment) {
        return ((Settings.Reading.Valid) Settings.from(environment::get)).settings();
    }
}
