package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.http.connections.BoundedConnector.MaxUnfinished;
import com.hiremebahamas.limits.RateLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table docs/bounds.md says what the code does, and the heap of the launcher holds it.
class BoundsDocumentTest {

    private static final Path SOURCES = Path.of("src/main/java/com/hiremebahamas");

    /// What, how much, set in, what the client sees.
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|`-][^|]*) \\| ([^|]+) \\| ([^|]*) \\|([^|]*)\\|$");

    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})*");
    private static final Pattern PART = Pattern.compile("(\\d+) MiB");

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "open connections, http.JettyServer, MAX_CONNECTIONS, 1",
        "open connections, http.connections.FileDescriptors, OTHERS, 1",
        "idle connection, http.connections.IdleTimeouts, DURING_TRANSFER, 1",
        "head, http.JettyServer, MAX_HEAD_BYTES, 1024",
        "head, http.JettyServer, LONGEST_HEAD, 1",
        "body, http.BodyBuffer, MAX_BYTES, 1024",
        "body, http.HttpServer, LONGEST_BODY, 1",
        "what is still sent, http.UnreadBody, MAX_BYTES, 1048576",
        "what is still sent, http.UnreadBody, LONGEST, 1",
        "unfinished heads, http.JettyServer, MAX_UNFINISHED, 1048576",
        "whole bodies, http.HttpServer, MAX_ADMITTED_BYTES, 1048576",
        "rate of a transfer, http.connections.MemoryBudget, MIN_BYTES, 1",
        "rate of a transfer, http.connections.MemoryBudget, WINDOW, 1",
        "buffers of a socket, http.connections.BoundedConnector, RECEIVE_BUFFER_BYTES, 1024",
        "buffers of a socket, http.connections.BoundedConnector, SEND_BUFFER_BYTES, 512",
        "requests processed at once, http.ConcurrencyLimiter, WAITING_PER_PERMIT, 1",
        "requests while the process starts, http.StartupQueue, MAX_WAITING, 1",
        "requests while the process starts, http.StartupQueue, LONGEST_WAIT, 1",
        "searches by words, jobs.JobListStore, MAX_SEARCHES, 1",
        "searches by words, jobs.JobListStore, SEARCH_TIME, 1",
        "searches by words, jobs.JobListStore, LONGEST_WAIT, 1",
        "password hashes, secrets.PasswordHasher, QUEUE, 1",
        "password hashes, secrets.Argon2, MAX_MEMORY_KIB, 1024",
        "sign-ins that fail, accounts.SignInLimits, PAIR, 1",
        "sign-ins that fail, accounts.SignInLimits, ADDRESS, 1",
        "time of a failed sign-in, accounts.FailureTiming, STEP, 1",
        "wrong passwords for one, accounts.SignInLimits, ACCOUNT, 1",
        "wrong passwords on a device, accounts.SignInLimits, KNOWN_DEVICE, 1",
        "wrong passwords with one link, accounts.SignInLimits, PASSWORD_CHECK, 1",
        "account mails, accounts.SignInLimits, MAIL, 1",
        "account mails, accounts.SignInLimits, RECOVERY_MAIL, 1",
        "devices that an account, sessions.KnownDeviceStore, MAX_PER_ACCOUNT, 1",
        "requests for such a mail, accounts.SignInLimits, RECOVERY, 1",
        "registrations, accounts.SignInLimits, REGISTRATION, 1",
        "sign-ins that succeed, accounts.SignInLimits, SUCCESS, 1",
        "sessions of an account, sessions.SessionStore, MAX_PER_ACCOUNT, 1",
        "drafts of an account, jobs.Jobs, MAX_DRAFTS, 1",
        "jobs posted, jobs.Jobs, POSTING, 1",
        "clients of one IPv6, http.proxies.ClientAddress, HOSTS, 1",
        "clients of one IPv6, http.proxies.ClientAddress, CLAIMED_HOSTS, 1",
        "buckets of the rate limits, limits.LocalBuckets, MAX_BUCKETS, 1",
        "background tasks at once, tasks.TaskRunner, MAX_RUNNING, 1",
        "cached responses, Components, MAX_CACHE_BYTES, 1048576",
        "responses in Redis, cache.RedisResponses, MAX_RESPONSES, 1",
        "responses in Redis, cache.RedisResponses, MAX_RESPONSE_BYTES, 1024",
        "responses in Redis, cache.RedisResponses, MAX_BYTES, 1048576",
        "what is read from Redis, cache.RedisResponses, MAX_PART_BYTES, 1024",
        "body of a response in Redis, cache.SignedResponse, MAX_BODY_BYTES, 1024",
        "waiting for Redis, cache.SharedResponses, PATIENCE, 1",
        "waiting for Redis, cache.SharedResponses, INTERVAL, 1",
        "mail, mail.Outbox, MOST, 1",
        "log lines, logging.NonBlockingAppender, MAX_QUEUED_BYTES, 1048576"
    })
    @DisplayName("R24 the table has the numbers of the code")
    void theTableHasTheNumbersOfTheCode(String what, String type, String constant, long unit) throws Exception {
        var row = rows().filter(each -> each.group(1).startsWith(what)).findFirst();

        assertThat(row).as("a row for " + what).isPresent();
        var written = NUMBER.matcher(row.orElseThrow().group(2))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(written).contains(numbers(constant(type, constant), unit));
    }

    @Test
    @DisplayName("R24 the table names the classes that hold the bounds")
    void theTableNamesClasses() throws IOException {
        var classes = CLASS.matcher(document())
                .results()
                .map(found -> found.group(1) + ".java")
                .toList();
        try (var files = Files.walk(SOURCES)) {
            var names = files.map(file -> file.getFileName().toString()).toList();

            assertThat(classes).hasSizeGreaterThan(20).isSubsetOf(names);
        }
    }

    @Test
    @DisplayName("R24 all bounds together fit into the old generation")
    void allBoundsFitIntoTheOldGeneration() throws Exception {
        var launcher =
                Files.readString(Path.of("src/package/bin/hiremebahamas")).replaceAll("\n# ", " ");
        long old = number(launcher, "\nheap=(\\d+)m") - number(launcher, "MaxNewSize=(\\d+)m");
        var parts = launcher.replaceFirst("(?s).*add up to \\d+ MiB: ", "").replaceFirst("(?s)They fit into.*", "");
        long sum = PART.matcher(parts)
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1)))
                .sum();
        var unfinished = (MaxUnfinished) constant("http.JettyServer", "MAX_UNFINISHED");
        long admitted = (long) constant("http.HttpServer", "MAX_ADMITTED_BYTES");

        assertThat(sum).isEqualTo(number(launcher, "add up to (\\d+) MiB")).isLessThanOrEqualTo(old);
        assertThat(old).isEqualTo(number(launcher, "the old generation, (\\d+) MiB"));
        assertThat((unfinished.total() + admitted) >> 20)
                .isEqualTo(number(launcher, "(\\d+) MiB of heads, bodies and responses"));
    }

    private static String[] numbers(Object value, long unit) {
        return switch (value) {
            case Integer number -> new String[] {formatted(number / unit)};
            case Long number -> new String[] {formatted(number / unit)};
            case Duration time -> new String[] {formatted(time.toSeconds())};
            case RateLimit limit -> new String[] {formatted(limit.attempts())};
            case MaxUnfinished most ->
                new String[] {
                    formatted(most.heads() / unit), formatted(most.bodies() / unit), formatted(most.responses() / unit)
                };
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static String formatted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Object constant(String type, String name) throws ReflectiveOperationException {
        var field = Class.forName("com.hiremebahamas." + type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    private static long number(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(document()).results();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/bounds.md"));
    }
}
