package com.hiremebahamas.tidepool.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

/// Every parameter of libpq, and every property of the driver, has a rule.
class EveryParameterTest {

    private static final Set<String> PLACE = Set.of("user", "password", "host", "port", "dbname");

    /// Those of libpq 18 (PostgreSQL's documents, 32.1.2) that older versions do not know.
    private static final List<String> NEWER = List.of(
            "sslcertmode",
            "gssdelegation",
            "require_auth",
            "load_balance_hosts",
            "sslnegotiation",
            "min_protocol_version",
            "max_protocol_version",
            "sslkeylogfile",
            "servicefile",
            "scram_client_key",
            "scram_server_key",
            "oauth_issuer",
            "oauth_client_id",
            "oauth_client_secret",
            "oauth_scope");

    private static final Pattern SECURITY = Pattern.compile(
            "(?i)ssl|auth|gss|krb|kerberos|jaas|channel|pass|peer|scram|service|socketfactory|sspi|hostaddr");

    static Stream<String> names() {
        return Stream.of(libpq().stream(), NEWER.stream(), driver())
                .flatMap(names -> names)
                .filter(name -> !PLACE.contains(name))
                .distinct();
    }

    private static Stream<String> driver() {
        return Stream.of(PGProperty.values()).map(PGProperty::getName);
    }

    @ParameterizedTest(name = "T32 {0}")
    @MethodSource("names")
    @DisplayName(
            "T32 no parameter disappears: it is a property of the driver, or is named in a note, or refused by name")
    void noParameterDisappears(String name) {
        for (var scheme : List.of("postgres://ann:pw@h/site?", "jdbc:postgresql://ann:pw@h/site?")) {
            switch (DatabaseUrl.parse(scheme + name + "=canary7391")) {
                case DatabaseUrl.Invalid(var problem) ->
                    assertThat(problem).contains(name).doesNotContain("canary7391");
                case DatabaseUrl.Valid url when url.properties().containsValue("canary7391") -> {}
                case DatabaseUrl.Valid url ->
                    assertThat(url.notes().toString() + url.properties())
                            .contains(name.equals("keepalives") ? "tcpKeepAlive" : name);
                case DatabaseUrl.NotConfigured _ -> throw new AssertionError(name);
            }
        }
    }

    static Stream<String> securityNames() {
        return names().filter(name -> SECURITY.matcher(name).find());
    }

    @ParameterizedTest(name = "T32 T33 {0}")
    @MethodSource("securityNames")
    @DisplayName("T32 T33 no parameter about security is left out")
    void noParameterAboutSecurityIsLeftOut(String name) {
        if (DatabaseUrl.parse("postgres://ann:pw@h/site?" + name + "=canary7391") instanceof DatabaseUrl.Valid url) {
            assertThat(url.properties()).containsValue("canary7391");
        }
    }

    static Stream<String> driversNames() {
        return driver().filter(name -> !PLACE.contains(name));
    }

    @ParameterizedTest(name = "T31 {0}")
    @MethodSource("driversNames")
    @DisplayName("T31 a property of the driver means the same in a URL of libpq's form and in one of the driver's")
    void aPropertyMeansTheSameInBothForms(String name) {
        for (var value : values(name)) {
            var query = "localhost/site?user=ann&password=pw&" + name + "=" + value;
            var driver = DatabaseUrl.parse("jdbc:postgresql://" + query);

            if (name.equals("ssl")) continue; // to libpq it means require, to the driver verify-full
            assertThat(DatabaseUrl.parse("postgres://" + query)).isEqualTo(driver);
        }
    }

    private static List<String> values(String name) {
        var property = PGProperty.forName(name);
        var values = new ArrayList<>(List.of("1", "true", "none"));
        if (property != null && property.getChoices() != null) values.addAll(List.of(property.getChoices()));
        return values;
    }

    @ParameterizedTest(name = "T32 {0} is kept without doing anything")
    @ValueSource(
            strings = {
                "sslsni=1",
                "sslcompression=0",
                "sslcertmode=allow",
                "ssl_min_protocol_version=TLSv1.2",
                "ssl_max_protocol_version=TLSv1.3",
                "gssdelegation=0",
                "target_session_attrs=any",
                "require_auth=",
                "sslrootcert=",
                "sslcert=&sslkey=",
                "connect_timeout=0"
            })
    void whatIsSoInAnyCaseIsKept(String query) {
        assertThat(DatabaseUrl.parse("postgres://ann:pw@localhost/site?" + query))
                .isEqualTo(DatabaseUrl.parse("postgres://ann:pw@localhost/site"));
    }

    @ParameterizedTest(name = "T33 {0} is refused, naming {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    sslcert=/c.pem                                               | sslcert and sslkey belong together
                    sslkey=/c.pem                                                | sslcert and sslkey belong together
                    sslrootcert=system&sslcert=/c&sslkey=/k                      | sslrootcert=system
                    sslrootcert=/a&sslfactory=org.example.F                      | sslfactory and sslrootcert
                    sslrootcert=/a&sslrootcert=/b                                | sslrootcert is given twice
                    sslmode=verify-ca&sslfactory=org.postgresql.ssl.NonValidatingFactory | sslfactory trusts every
                    sslnegotiation=direct                                        | sslnegotiation=direct needs
                    sslnegotiation=direct&sslmode=prefer                         | sslnegotiation=direct needs
                    channel_binding=require&channel_binding=disable              | channelBinding is given twice
                    channel_binding=require&channelBinding=prefer                | channelBinding is given twice
                    sslsni=0                                                     | always sends the name
                    ssl_min_protocol_version=TLSv1.3                             | jdk.tls.client.protocols
                    sslcrl=/r                                                    | revoked
                    sslcertmode=require                                          | whether the server asked
                    require_auth=oauth                                           | require_auth must be some of
                    require_auth=md5,!none                                       | require_auth must be some of
                    require_auth=!none,md5                                       | require_auth must be some of
                    require_auth=md5,md5                                         | require_auth must be some of
                    require_auth=!none,!md5,!password,!gss,!sspi,!scram-sha-256  | require_auth must be some of
                    requireAuth=!none,!md5,!password,!gss,!sspi,!scram-sha-256   | requireAuth must be some of
                    service=canary7391                                           | service cannot be kept
                    hostaddr=10.0.0.1                                            | write the address as the host
                    socketFactory=org.example.Tunnel                             | socketFactory cannot be kept
                    """)
    void whatCannotBeKeptIsRefused(String query, String problem) {
        assertThat(DatabaseUrl.parse("postgres://ann:pw@localhost/site?" + query))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Invalid.class,
                        invalid ->
                                assertThat(invalid.problem()).contains(problem).doesNotContain("canary"));
    }

    @ParameterizedTest(name = "T33 at {0} with {1}, sslmode is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    localhost | sslrootcert=/a                   | verify-ca
                    h         | sslrootcert=/a                   | verify-ca
                    h         | sslmode=allow&sslrootcert=/a     | verify-ca
                    h         | sslmode=require&sslrootcert=/a   | verify-ca
                    h         | sslmode=disable&sslrootcert=/a   | disable
                    h         | sslrootcert=/a&sslmode=verify-full | verify-full
                    h         | sslmode=REQUIRE                  | require
                    h         | sslmode=disable&sslrootcert=system | verify-full
                    h         | sslnegotiation=direct            | require
                    """)
    void anAuthorityThatIsNamedVerifies(String host, String query, String mode) {
        assertThat(DatabaseUrl.parse("postgres://ann:pw@" + host + "/site?" + query))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Valid.class,
                        url -> assertThat(url.properties()).containsEntry("sslmode", mode));
    }

    /// Of the installed libpq, by its own function `PQconndefaults`: an array that ends with a null, each element six
    /// pointers, of which the first is the name, and an integer.
    @SuppressWarnings("restricted")
    private static List<String> libpq() {
        try (var arena = Arena.ofConfined()) {
            var function = SymbolLookup.libraryLookup("libpq.so.5", arena)
                    .find("PQconndefaults")
                    .orElseThrow();
            var options = (MemorySegment) Linker.nativeLinker()
                    .downcallHandle(function, FunctionDescriptor.of(ValueLayout.ADDRESS))
                    .invoke();
            var elements = options.reinterpret(1000 * 56L);
            var names = new ArrayList<String>();
            for (long at = 0; elements.get(ValueLayout.JAVA_LONG, at) != 0; at += 56) {
                names.add(elements.get(ValueLayout.ADDRESS, at).reinterpret(100).getString(0));
            }
            return names;
        } catch (Throwable e) {
            throw new AssertionError("This test needs libpq (Debian: libpq5)", e);
        }
    }
}
