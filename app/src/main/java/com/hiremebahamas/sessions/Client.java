package com.hiremebahamas.sessions;

import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.web.Credentials;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sender of a registration or a sign-in.
///
/// @param session the token of the browser's session, which a new one replaces; empty when there is none
/// @param known   the token by which accounts know the browser; null for a program, which keeps no cookies
public record Client(
        ClientAddress address,
        Device device,
        String session,
        @Nullable String known) {

    public static Client ofBrowser(Context request) {
        return new Client(
                RequestContext.current().client(),
                Device.of(request),
                Credentials.cookie(request),
                Credentials.device(request));
    }

    /// A program holds its token itself: a new session replaces none.
    public static Client ofProgram(Context request) {
        return new Client(RequestContext.current().client(), Device.of(request), "", null);
    }

    /// The token by which accounts may know this client; empty when it has none.
    public Optional<SecretToken> knownToken() {
        return Optional.ofNullable(known).flatMap(SecretToken::parse);
    }

    boolean keepsCookies() {
        return known != null;
    }

    /// Without the tokens, which no log may hold.
    @Override
    public String toString() {
        return "Client[" + address + ", " + device + "]";
    }
}
