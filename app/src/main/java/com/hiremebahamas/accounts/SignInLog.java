package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.http.content.Sha256;
import com.hiremebahamas.http.proxies.ClientAddress;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs how each sign-in ended: by the id of the account, and hashes of the e-mail address and of the
/// client's, by which attempts that belong together are found and nobody is named.
final class SignInLog {

    private static final Logger log = LoggerFactory.getLogger("sign-in");

    private static final int HASH_BYTES = 6;

    enum Outcome {
        SIGNED_IN,
        WRONG_PASSWORD,
        NO_ACCOUNT,
        TOO_MANY,
        NOT_VERIFIED
    }

    private SignInLog() {}

    /// @param account null when none is known
    static void write(Outcome outcome, @Nullable Long account, String email, ClientAddress client) {
        var what = outcome.name().toLowerCase(Locale.ROOT);
        var id = account == null ? "-" : account.toString();
        var emailHash = hash(Email.folded(email));
        var clientHash = hash(client.host());
        log.atInfo()
                .addKeyValue("outcome", what)
                .addKeyValue("account", id)
                .addKeyValue("email_hash", emailHash)
                .addKeyValue("client_hash", clientHash)
                .log("{} account {} email {} client {}", what, id, emailHash, clientHash);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(UTF_8)), 0, HASH_BYTES);
    }
}
