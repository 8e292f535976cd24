package com.hiremebahamas.testing;

import com.hiremebahamas.accounts.AccountPages;
import com.hiremebahamas.accounts.AccountStore;
import com.hiremebahamas.accounts.Accounts;
import com.hiremebahamas.accounts.AuthApi;
import com.hiremebahamas.accounts.EntryLimits;
import com.hiremebahamas.accounts.PasswordHasher;
import com.hiremebahamas.accounts.PeopleApi;
import com.hiremebahamas.accounts.SessionStore;
import com.hiremebahamas.limits.Limits;
import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.web.Site;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The pages and the API of accounts on a real socket and a real database, and people who use them.
public final class AccountsSite implements AutoCloseable {

    public static final String PASSWORD = "seven grey pelicans";

    private final TestDatabase database;
    private final PasswordHasher hasher = new PasswordHasher();
    private final AtomicInteger addresses = new AtomicInteger();
    private final Accounts accounts;
    private final TestSite site;

    public AccountsSite(TestDatabase database) {
        this(database, Limits.local(InstantSource.system()));
    }

    public AccountsSite(TestDatabase database, Limits limits) {
        this.database = database;
        var tidepool = database.tidepool();
        var store = new AccountStore(tidepool);
        var sessions = new SessionStore(tidepool);
        var templates = new StaticTemplates();
        accounts = new Accounts(tidepool, store, sessions, hasher, new EntryLimits(limits), new SecureRandom());
        site = new TestSite(origin -> new Site(
                origin,
                sessions,
                templates,
                List.of(
                        new AuthApi(accounts, store),
                        new PeopleApi(store),
                        new AccountPages(accounts, store, sessions, templates))));
    }

    public TestSite http() {
        return site;
    }

    public TestDatabase database() {
        return database;
    }

    public Accounts accounts() {
        return accounts;
    }

    /// Registers somebody from an address of their own and returns their token.
    public String register(String name, String email) {
        return TestSite.read(post("register", """
                {"display_name": "%s", "email": "%s", "password": "%s"}""".formatted(name, email, PASSWORD)))
                .path("token")
                .asText();
    }

    public HttpResponse<String> signIn(String email, String password) {
        return post("login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    /// Posts to the API of signing in, from an address nobody used before.
    public HttpResponse<String> post(String path, String json, String... headers) {
        int next = addresses.incrementAndGet();
        var from = Stream.concat(
                        Stream.of(headers), Stream.of("X-Forwarded-For", "198.51." + next / 256 + "." + next % 256))
                .toArray(String[]::new);
        return site.json("POST", "/api/auth/" + path, json, from);
    }

    public HttpResponse<String> get(String path, String token) {
        return site.get(path, "Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        site.close();
        hasher.close();
        database.close();
    }
}
