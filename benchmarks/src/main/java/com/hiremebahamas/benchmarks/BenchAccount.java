package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.regex.Pattern;

/// An account of the site under attack.
///
/// @param token empty before it is signed in
record BenchAccount(String email, String token) {

    /// The account that attacks. Its token is handed to the attackers in an environment variable.
    static final BenchAccount ATTACKER =
            new BenchAccount("attacker@example.com", System.getenv().getOrDefault("ATTACKER_TOKEN", ""));

    private static final String PASSWORD = "seven grey pelicans";
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    String credentials() {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
    }

    private String registration() {
        return "{\"email\":\"%s\",\"password\":\"%s\",\"display_name\":\"Ann\"}".formatted(email, PASSWORD);
    }

    /// A new account, from this client address.
    static BenchAccount register(HonestConnection client, String email) throws IOException {
        var account = new BenchAccount(email, "");
        var answer = client.exchange(AttackKind.json("/api/auth/register", account.registration(), ""));
        if (answer.status() != 201) throw new IOException("Not registered: " + answer.text());
        return account.signedIn(answer.text());
    }

    /// With the token of this response, when it has one.
    BenchAccount signedIn(String response) {
        var found = TOKEN.matcher(response);
        return found.find() ? new BenchAccount(email, found.group(1)) : this;
    }

    /// A job as JSON.
    static String job(String description) {
        return """
                {"title":"Bartender","employer":"Blue Hole Bar","island":"exuma","employment_type":"FULL_TIME",
                "pay_min":480,"pay_max":560,"pay_period":"WEEK","description":"%s",
                "how_to_apply":"Come by."}""".formatted(description);
    }
}
