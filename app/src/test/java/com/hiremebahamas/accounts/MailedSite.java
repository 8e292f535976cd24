package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;

import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;

/// The whole site, used by a browser that follows the links of its mails.
final class MailedSite implements AutoCloseable {

    private final WholeSite site = new WholeSite(TestDatabase.empty());

    WholeSite site() {
        return site;
    }

    HttpResponse<String> get(String path, String cookie) {
        return site.http().get(path, headers(cookie));
    }

    HttpResponse<String> post(String path, String cookie, Map<String, String> form) {
        return site.http().post(path, form, headers(cookie));
    }

    /// Registers on the page; the result is the cookie of the pending account.
    String signUp(String email, String password) {
        return cookie(post("/register", "", Map.of("display_name", "Ann", "email", email, "password", password)));
    }

    /// The token of the link in the newest mail to the address. Blocks until there is one.
    String token(String email) {
        return site.mailbox().linkTo(email).replaceFirst(".*token=", "");
    }

    HttpResponse<String> confirm(String token, String password, String cookie) {
        return post("/confirm-email", cookie, Map.of("token", token, "password", password));
    }

    /// Registers and confirms; the result is the cookie of the new session.
    String member(String email) {
        var pending = signUp(email, PASSWORD);
        return cookie(confirm(token(email), PASSWORD, pending));
    }

    boolean isSignedIn(String cookie) {
        return get("/me", cookie).statusCode() == 200;
    }

    static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("__Host-session="))
                .map(each -> each.split(";", 2)[0])
                .findFirst()
                .orElse("");
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private String[] headers(String cookie) {
        var address = Stream.of(site.newAddress());
        return (cookie.isEmpty() ? address : Stream.concat(address, Stream.of("Cookie", cookie)))
                .toArray(String[]::new);
    }

    @Override
    public void close() {
        site.close();
    }
}
