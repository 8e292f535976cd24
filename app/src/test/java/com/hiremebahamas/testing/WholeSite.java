package com.hiremebahamas.testing;

import com.hiremebahamas.Components;
import com.hiremebahamas.cache.SharedKey;
import com.hiremebahamas.mail.Mailer;
import com.hiremebahamas.redis.Redis;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The whole site on a real socket and a database of its own, and people who sign in to it.
public final class WholeSite implements AutoCloseable {

    public static final String PASSWORD = "seven grey pelicans";

    private final TestDatabase database;
    private final Mailer mailer;
    private final Components components;
    private final TestSite site;
    private List<String> routes = List.of();
    private final AtomicInteger addresses = new AtomicInteger();

    public WholeSite(TestDatabase database) {
        this(database, Redis.notConfigured(), Optional.empty());
    }

    /// @param mailer gets what the site sends; an `Outbox` also shows it at `/dev/mail`
    public WholeSite(TestDatabase database, Mailer mailer) {
        this(database, Redis.notConfigured(), mailer, Optional.empty());
    }

    /// @param key what the instances have in common that share responses through Redis
    public WholeSite(TestDatabase database, Redis redis, Optional<SharedKey> key) {
        this(database, redis, new TestMailbox(), key);
    }

    private WholeSite(TestDatabase database, Redis redis, Mailer mailer, Optional<SharedKey> key) {
        this.database = database;
        this.mailer = mailer;
        this.components = new Components(
                database.tidepool(), redis, mailer, "https://site.example", () -> key, InstantSource.system(), 100);
        this.site = new TestSite(
                origin -> {
                    var servlet = components.servlet(origin);
                    routes = servlet.routes();
                    return servlet;
                },
                components.cache());
    }

    /// As the program does once it has been quiet.
    public void connectRedis() {
        components.connectRedis();
    }

    public TestSite http() {
        return site;
    }

    /// Every route there is, as `GET /jobs/{job}`.
    public List<String> routes() {
        return routes;
    }

    public TestDatabase database() {
        return database;
    }

    /// The mails that the site has sent; not for a site with another mailer.
    public TestMailbox mailbox() {
        return (TestMailbox) mailer;
    }

    /// Registers an account from an IP address of its own, whose e-mail address counts as confirmed, and returns its
    /// token.
    public String register(String name, String email) {
        var token = signUp(name, email);
        database.tidepool().update("""
                update account set state = 'ACTIVE', verified_at = now() where email = ? and state = 'PENDING'
                """, email);
        return token;
    }

    /// Registers a pending account from an IP address of its own and returns its token.
    public String signUp(String name, String email) {
        var answer = post("register", """
                {"display_name": "%s", "email": "%s", "password": "%s"}""".formatted(name, email, PASSWORD));
        if (answer.statusCode() != 201) throw new AssertionError(answer.statusCode() + " " + answer.body());
        return TestSite.read(answer).path("token").asText();
    }

    public HttpResponse<String> signIn(String email, String password) {
        return post("login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    /// Posts to the API of signing in, from an address nobody used before.
    public HttpResponse<String> post(String path, String json, String... headers) {
        var from = Stream.concat(Stream.of(headers), Stream.of(newAddress())).toArray(String[]::new);
        return site.json("POST", "/api/auth/" + path, json, from);
    }

    /// The header that makes a request come from an address nobody used before.
    public String[] newAddress() {
        int next = addresses.incrementAndGet();
        return new String[] {"X-Forwarded-For", "198.51." + next / 256 + "." + next % 256};
    }

    public HttpResponse<String> get(String path, String token) {
        return site.get(path, "Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        site.close();
        components.close();
        database.close();
    }
}
