package com.hiremebahamas.doctor;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;

/// What a database URL says by itself: no connection is opened, and no name is looked up.
final class UrlCheck {

    private UrlCheck() {}

    static List<Finding> findings(String name, DatabaseUrl.Valid url) {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.green(name + ": address", url + " (" + url.kind().meaning() + ")"));
        findings.add(Finding.green(
                name + ": user",
                url.user() + (url.password().isEmpty() ? ", without a password" : ", with a password")));
        findings.add(tls(name + ": TLS", url));
        for (var note : url.notes()) findings.add(Finding.yellow(name + ": note", "not taken as it stands", note));
        return findings;
    }

    private static Finding tls(String name, DatabaseUrl.Valid url) {
        boolean isLocal = url.hosts().stream().allMatch(DatabaseUrl.Host::isLocal);
        return switch (Tls.of(url)) {
            case NOT_REQUIRED ->
                isLocal
                        ? Finding.green(name, "not required, on this machine")
                        : Finding.yellow(name, "not required", Tls.VERIFY);
            case UNVERIFIED -> Finding.yellow(name, "required, and any certificate is accepted", Tls.VERIFY);
            case VERIFIED -> Finding.green(name, "required, and the server has to prove itself");
        };
    }
}
