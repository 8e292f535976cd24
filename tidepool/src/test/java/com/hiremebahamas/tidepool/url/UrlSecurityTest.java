package com.hiremebahamas.tidepool.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Encryption is never weaker than the URL says, and no password becomes a part of anything else.
class UrlSecurityTest {

    @Test
    @DisplayName("T33 encryption is required of this machine too where the URL says so")
    void encryptionIsRequiredOfThisMachineWhereTheUrlSaysSo() {
        assertThat(valid("postgresql://ann:pw@localhost/site?ssl=require").properties())
                .containsEntry("sslmode", "require");
        assertThat(valid("jdbc:postgresql://localhost/site?user=ann&ssl=true").properties())
                .containsEntry("sslmode", "verify-full");
    }

    @ParameterizedTest(name = "T32 {0} is refused, naming {1}")
    @CsvSource({
        "requirepeer=ann, require",
        "kerberosname=x, kerberos",
        "ssl=perhaps, ssl",
        "sspi=x, sspi",
        "auth_type=x, auth",
        "tls=on, tls"
    })
    void aSecurityParameterThatIsNotKnownIsRefused(String parameter, String named) {
        assertThat(DatabaseUrl.parse("postgresql://ann:pw@h/site?" + parameter))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Invalid.class,
                        invalid -> assertThat(invalid.problem()).contains(named));
    }

    @ParameterizedTest(name = "T28 {0} is the password {1}")
    @CsvSource({
        "postgresql://ann:%40😀é+@h/site, @😀é+",
        "jdbc:postgresql://h/site?user=ann@server&password=a@b%23c#d, a@b#c#d",
        "jdbc:postgresql://h/site?user=ann&password=a+b%2Bc, a b+c"
    })
    void passwordsAreDecodedWhole(String text, String password) {
        assertThat(valid(text).password()).isEqualTo(password);
    }

    @Test
    @DisplayName("R2 T34 a raw password is taken whole or refused: never a host, a database or a part of the log")
    void aRawPasswordIsTakenWholeOrRefused() {
        var random = new Random(Seed.VALUE);
        for (int i = 0; i < 30_000; i++) {
            var password = new StringBuilder("canary");
            for (int n = 1 + random.nextInt(4); n > 0; n--) password.append((char) (' ' + random.nextInt(95)));
            password.append("canary");
            var scheme = random.nextBoolean() ? "jdbc:postgresql" : "postgresql";
            var query = random.nextBoolean() ? "?sslmode=require" : "";

            var url = DatabaseUrl.parse(scheme + "://ann:" + password + "@h/site" + query);

            assertThat(url.toString()).as("%s: %s", Seed.replay(), password).doesNotContain("canary");
            if (url instanceof DatabaseUrl.Valid valid) {
                assertThat(valid).as("%s: %s", Seed.replay(), password).hasToString("postgresql://h:5432/site");
                assertThat(valid.notes()).isEmpty();
                if (password.indexOf("%") < 0) assertThat(valid.password()).isEqualTo(password.toString());
            }
        }
    }

    private static DatabaseUrl.Valid valid(String text) {
        var url = DatabaseUrl.parse(text);
        assertThat(url).isInstanceOf(DatabaseUrl.Valid.class);
        return (DatabaseUrl.Valid) url;
    }
}
