package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged program on machines of every locale, time zone and character set.
class MachineIT {

    private static final String PERSON = """
            {"display_name": "Zo\u00eb", "email": "zoe@example.com", "password": "seven grey pelicans"}""";

    private static PostgresServer server;
    private static String url = "";

    @BeforeAll
    static void migrate() {
        server = PostgresServer.start();
        url = server.url(server.createDatabase());
        try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", url))) {
            assertThat(migration.exitCode()).isZero();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// The providers of locales are the JDK's own, of which the launcher leaves most out. `AGT` is a zone of
    /// Java's that no PostgreSQL knows.
    @ParameterizedTest(name = "LANG={0} TZ={1} {2}")
    @DisplayName("R14 R22 the site is the same on every machine")
    @CsvSource({
        "ar_EG.UTF-8, UTC, -Duser.language=ar -Duser.country=EG -Djava.locale.providers=CLDR",
        "fa_IR.UTF-8, UTC, -Duser.language=fa -Duser.country=IR -Djava.locale.providers=CLDR",
        "tr_TR.ISO-8859-9, UTC, -Duser.language=tr -Duser.country=TR -Djava.locale.providers=CLDR",
        "th_TH, UTC, -Duser.language=th -Duser.country=TH -Duser.extensions=u-nu-thai -Djava.locale.providers=CLDR",
        "C, Pacific/Apia, -Duser.timezone=Pacific/Apia",
        "C, Nowhere/Else, -Duser.timezone=AGT",
        "xx_YY, :bad, -Duser.name=Zo\u00eb",
    })
    void theSiteIsTheSame(String language, String zone, String options) {
        var machine =
                Map.of("DATABASE_URL", url, "LANG", language, "LC_ALL", language, "TZ", zone, "JAVA_OPTS", options);
        try (var program = PackagedProgram.ready(machine)) {
            assertThat(program.status("/jobs?q=bartender&limit=20")).isEqualTo(200);
            assertThat(program.status("/api/jobs")).isEqualTo(200);
            assertThat(program.post("/api/auth/register", PERSON).statusCode()).isEqualTo(201);
            Addresses.confirmFirst(url);
            assertThat(program.post("/api/auth/login", PERSON.replaceFirst("\"display_name\"[^,]*,", ""))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(program.output()).contains(" GET /api/jobs 200 ");
        }
    }

    @ParameterizedTest
    @DisplayName("R1 an address is read as UTF-8, whatever the locale of the machine")
    @CsvSource({"C", "POSIX", "C.UTF-8", "ar_EG.UTF-8"})
    void anAddressIsReadAsUtf8(String locale) {
        var raw = Map.of(
                "DATABASE_URL",
                "postgresql://zo\u00eb:p\u00e4ssw\u00f6rd@127.0.0.1:9/j\u00f6bs?sslmode=disable",
                "LC_ALL",
                locale,
                "LANG",
                locale);
        try (var program = PackagedProgram.ready(raw)) {
            assertThat(program.output()).contains("DATABASE_URL validated: postgresql://127.0.0.1:9/j\u00f6bs");
        }
    }
}
