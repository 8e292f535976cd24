package com.hiremebahamas.cache;

import java.util.Set;
import java.util.regex.Pattern;

/// The addresses whose responses instances share: no client can invent more of them.
final class SharedAddresses {

    private static final Set<String> LISTS = Set.of("/", "/jobs", "part /jobs", "/api/jobs");

    /// Only a job's own address is a 200; any other is a redirect or 404.
    private static final Pattern JOB = Pattern.compile("/api/jobs/[0-9]{1,19}|/jobs/[0-9]{1,19}(-[a-z0-9-]{1,80})?");

    private SharedAddresses() {}

    static boolean contain(String address) {
        return isList(address) || JOB.matcher(address).matches();
    }

    /// The home page and the lists.
    static boolean isList(String address) {
        return LISTS.contains(address);
    }
}
