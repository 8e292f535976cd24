package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.testkit.TestAuthority;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row is a URL with which both `psql` and Tidepool sign in to the same server. Tidepool never connects where
/// psql refuses, and never unencrypted where psql is encrypted; what it refuses although psql connects is
/// [#isStricter].
class TlsLikePsqlTest {

    /// What the server's `pg_hba.conf` allows a role, which has the same name.
    enum Role {
        EITHER,
        ENCRYPTED,
        UNENCRYPTED,
        CERTIFIED
    }

    enum Authority {
        NONE,
        RIGHT,
        OTHER,
        MISSING,
        INVALID
    }

    /// The certificate of the client and its key.
    enum Client {
        NONE,
        RIGHT,
        IN_DER,
        KEY_OF_ANOTHER,
        KEY_FOR_EVERYBODY,
        KEY_MISSING,
        KEY_INVALID,
        CERTIFICATE_MISSING,
        OF_ANOTHER_AUTHORITY
    }

    record Row(String mode, Authority authority, Role role, String host, Client client, String others) {}

    private static final PostgresServer SERVER = PostgresServer.start();
    private static final TestAuthority RIGHT = TestAuthority.create("Right");
    private static final TestAuthority OTHER = TestAuthority.create("Other");
    private static final TestAuthority CLIENTS = TestAuthority.create("Clients");
    private static final Path HOME = emptyFolder();
    private static final Psql PSQL = new Psql(HOME);
    private static final String USER_HOME = System.getProperty("user.home");

    private static final List<String> MODES =
            List.of("", "disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1");
    private static final List<String> OTHERS = List.of(
            "",
            "sslcrl=/nowhere/root.crl",
            "channel_binding=disable",
            "channel_binding=prefer",
            "channel_binding=require",
            "sslsni=1",
            "sslsni=0",
            "ssl_min_protocol_version=TLSv1.3",
            "ssl_min_protocol_version=TLSv1.2",
            "ssl_max_protocol_version=TLSv1.2",
            "gssencmode=disable",
            "gssencmode=require");

    /// Not all versions of libpq know these.
    private static final List<String> NEWER = List.of(
            "require_auth=scram-sha-256",
            "require_auth=!scram-sha-256",
            "require_auth=md5,password",
            "require_auth=none",
            "require_auth=!none,!md5,!password,!gss,!sspi,!scram-sha-256",
            "sslcertmode=disable",
            "sslcertmode=require",
            "sslnegotiation=direct");

    private enum Outcome {
        REFUSED,
        UNENCRYPTED,
        ENCRYPTED
    }

    @BeforeAll
    static void offerTls() {
        for (var role : Role.values()) SERVER.execute("create role " + role + " login password 'secret'");
        SERVER.allow(List.of(
                "host all either all scram-sha-256",
                "hostssl all encrypted all scram-sha-256",
                "hostnossl all unencrypted all scram-sha-256",
                "hostssl all certified all scram-sha-256 clientcert=verify-ca",
                "host all encrypted,unencrypted,certified all reject"));
        SERVER.offerTls(RIGHT);
        SERVER.askForCertificates(CLIENTS);
        // Where the driver looks for files that the URL does not name.
        System.setProperty("user.home", HOME.toString());
        await().until(() ->
                tidepool(url(new Row("require", Authority.NONE, Role.ENCRYPTED, "localhost", Client.NONE, "")))
                        == Outcome.ENCRYPTED);
    }

    @AfterAll
    static void close() {
        System.setProperty("user.home", USER_HOME);
        SERVER.close();
    }

    /// All of what decides which server is trusted, and all of what a client shows, by themselves; then every pair
    /// of two values of all, in as few rows as chance finds: the product has 30,000.
    static Stream<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var mode : MODES) {
            for (var authority : Authority.values()) {
                for (var host : HOSTS) rows.add(new Row(mode, authority, Role.EITHER, host, Client.NONE, ""));
                for (var role : List.of(Role.ENCRYPTED, Role.UNENCRYPTED)) {
                    rows.add(new Row(mode, authority, role, "localhost", Client.NONE, ""));
                }
            }
        }
        for (var client : Client.values()) {
            for (var role : List.of(Role.EITHER, Role.CERTIFIED)) {
                rows.add(new Row("require", Authority.RIGHT, role, "localhost", client, ""));
            }
        }
        rows.addAll(pairs());
        for (var mode : List.of("", "verify-full")) {
            for (var newer : NEWER) {
                rows.add(new Row(mode, Authority.NONE, Role.EITHER, "localhost", Client.NONE, newer));
                rows.add(new Row(mode, Authority.RIGHT, Role.CERTIFIED, "localhost", Client.RIGHT, newer));
            }
        }
        return rows.stream().distinct();
    }

    @ParameterizedTest(name = "T33 {0}")
    @MethodSource("rows")
    @DisplayName("T33 TLS is never weaker than libpq makes it, and what cannot be kept is refused by name")
    void tlsIsNeverWeakerThanWithLibpq(Row row) {
        var url = url(row);
        var answer = PSQL.query(url, "select ssl from pg_stat_ssl where pid = pg_backend_pid()");
        assumeFalse(answer.isUnknown(), "This version of libpq does not know a parameter of it");
        var psql = answer.isConnected() ? encrypted(answer.text().equals("t")) : Outcome.REFUSED;

        var tidepool = tidepool(url);

        if (isStricter(row, psql)) {
            assertThat(tidepool).as(url).isIn(Outcome.REFUSED, Outcome.ENCRYPTED);
        } else if (psql == Outcome.UNENCRYPTED) {
            assertThat(tidepool).as(url).isNotEqualTo(Outcome.REFUSED);
        } else if (!sendsNothing(row)) {
            assertThat(tidepool).as("%s: %s", url, answer.text()).isEqualTo(psql);
        }
    }

    /// Where psql connects and Tidepool may refuse: libpq goes on without a file that is named and missing, and without
    /// TLS where it fails in the modes that allow that; and the driver cannot keep everything.
    private static boolean isStricter(Row row, Outcome psql) {
        boolean isNamed = row.authority() != Authority.NONE || row.client() != Client.NONE;
        boolean isMissing = row.authority() == Authority.MISSING || row.client() == Client.CERTIFICATE_MISSING;
        boolean cannotBeKept = Stream.of("sslcrl", "sslsni=0", "ssl_min_protocol_version=TLSv1.3", "ssl_max")
                .anyMatch(row.others()::startsWith);
        boolean isWithoutTls = row.mode().equals("disable");
        return cannotBeKept || (!isWithoutTls && (isMissing || (isNamed && psql == Outcome.UNENCRYPTED)));
    }

    /// The driver sends no certificate of an authority that the server does not name; libpq does, and is refused.
    private static boolean sendsNothing(Row row) {
        return row.client() == Client.OF_ANOTHER_AUTHORITY && row.role() != Role.CERTIFIED;
    }

    private static Outcome tidepool(String url) {
        if (!(DatabaseUrl.parse(url) instanceof DatabaseUrl.Valid valid)) return Outcome.REFUSED;
        try (var connection = Tidepool.unpooled(valid, Duration.ofSeconds(60)).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return encrypted(row.getBoolean(1));
        } catch (SQLException e) {
            assertThat(ConnectFailureClassifier.failure(e)).isInstanceOf(DatabaseFailure.Misconfigured.class);
            return Outcome.REFUSED;
        }
    }

    private static Outcome encrypted(boolean isEncrypted) {
        return isEncrypted ? Outcome.ENCRYPTED : Outcome.UNENCRYPTED;
    }

    private static String url(Row row) {
        var parameters = new ArrayList<String>();
        if (!row.mode().isEmpty()) parameters.add("sslmode=" + row.mode());
        if (row.authority() != Authority.NONE) parameters.add("sslrootcert=" + file(row.authority()));
        if (row.client() != Client.NONE) {
            parameters.add("sslcert=" + certificate(row.client()));
            parameters.add("sslkey=" + key(row.client()));
        }
        if (!row.others().isEmpty()) parameters.add(row.others());
        return "postgresql://" + row.role().name().toLowerCase(Locale.ROOT) + ":secret@" + row.host() + ":"
                + SERVER.port() + "/postgres?" + String.join("&", parameters);
    }

    private static Path file(Authority authority) {
        return switch (authority) {
            case NONE, MISSING -> HOME.resolve("missing.crt");
            case RIGHT -> RIGHT.certificate();
            case OTHER -> OTHER.certificate();
            case INVALID -> written("invalid.crt", "none");
        };
    }

    private static Path certificate(Client client) {
        return switch (client) {
            case NONE, CERTIFICATE_MISSING -> HOME.resolve("missing.crt");
            case RIGHT, IN_DER -> CLIENTS.certificate();
            // The server asks for none of this authority, and the driver by itself would not read the key.
            case OF_ANOTHER_AUTHORITY, KEY_OF_ANOTHER, KEY_FOR_EVERYBODY, KEY_MISSING, KEY_INVALID ->
                OTHER.certificate();
        };
    }

    private static Path key(Client client) {
        return switch (client) {
            case NONE, KEY_MISSING -> HOME.resolve("missing.key");
            case RIGHT, CERTIFICATE_MISSING, KEY_OF_ANOTHER -> CLIENTS.key();
            case IN_DER -> written("key.der", der(CLIENTS.key()));
            case OF_ANOTHER_AUTHORITY -> OTHER.key();
            case KEY_FOR_EVERYBODY -> open(written("open.der", der(OTHER.key())));
            case KEY_INVALID -> written("invalid.key", "none");
        };
    }

    /// Rows of the six columns, until each pair of values of two of them is in one.
    private static List<Row> pairs() {
        var columns = List.of(
                MODES, List.of(Authority.values()), List.of(Role.values()), HOSTS, List.of(Client.values()), OTHERS);
        var missing = new LinkedHashSet<Set<Value>>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (var one : columns.get(i)) {
                    for (var other : columns.get(j)) missing.add(Set.of(new Value(i, one), new Value(j, other)));
                }
            }
        }
        var random = new Random(33);
        var rows = new ArrayList<Row>();
        while (!missing.isEmpty()) {
            List<Value> best = List.of();
            int most = 0;
            for (int i = 0; i < 50; i++) {
                var candidate = candidate(columns, missing, random);
                int covered =
                        (int) missing.stream().filter(candidate::containsAll).count();
                if (covered > most) {
                    most = covered;
                    best = candidate;
                }
            }
            var chosen = best;
            missing.removeIf(chosen::containsAll);
            rows.add(row(chosen));
        }
        return rows;
    }

    private record Value(int column, Object value) {}

    /// One pair that is missing, and the rest by chance.
    private static List<Value> candidate(List<? extends List<?>> columns, Set<Set<Value>> missing, Random random) {
        var pair = new ArrayList<>(missing).get(random.nextInt(missing.size()));
        var values = new ArrayList<>(Collections.nCopies(columns.size(), new Value(0, "")));
        for (int i = 0; i < columns.size(); i++) {
            values.set(
                    i,
                    new Value(
                            i, columns.get(i).get(random.nextInt(columns.get(i).size()))));
        }
        for (var value : pair) values.set(value.column(), value);
        return values;
    }

    private static Row row(List<Value> values) {
        var objects = values.stream().map(Value::value).toArray();
        return new Row(
                (String) objects[0],
                (Authority) objects[1],
                (Role) objects[2],
                (String) objects[3],
                (Client) objects[4],
                (String) objects[5]);
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] der(Path pem) {
        var lines = new String(bytes(pem), StandardCharsets.UTF_8).lines();
        return Base64.getDecoder()
                .decode(lines.filter(line -> !line.startsWith("-")).reduce("", String::concat));
    }

    private static Path written(String name, String text) {
        return written(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Path written(String name, byte[] content) {
        try {
            var file = HOME.resolve(name);
            Files.write(file, content);
            return permit(file, "rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path open(Path file) {
        return permit(file, "rw-r--r--");
    }

    private static Path permit(Path file, String permissions) {
        try {
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
