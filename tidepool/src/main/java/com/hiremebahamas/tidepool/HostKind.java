package com.hiremebahamas.tidepool;

import java.util.regex.Pattern;

/// What kind of server a URL leads to, by the name and the port of its host, and what follows from it.
public enum HostKind {
    DIRECT("direct"),
    NEON_DIRECT("Neon, direct: for migrations; serve through the -pooler host"),
    NEON_POOLED("Neon, pooled: transaction mode, migrations go past the pooler"),
    SUPABASE_POOLED("Supabase, pooled: transaction mode, migrations need the direct URL"),
    PGBOUNCER("PgBouncer by its port: transaction mode is assumed, migrations need the direct URL");

    private static final Pattern NEON = Pattern.compile("\\.neon\\.tech:", Pattern.CASE_INSENSITIVE);
    private static final Pattern POOLER = Pattern.compile("-pooler(?=\\.[^,]*neon\\.tech:)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUPABASE =
            Pattern.compile("\\.pooler\\.supabase\\.com:|\\.supabase\\.[a-z]+:6543", Pattern.CASE_INSENSITIVE);
    private static final Pattern PGBOUNCER_PORT = Pattern.compile(":6432(,|$)");

    private final String meaning;

    HostKind(String meaning) {
        this.meaning = meaning;
    }

    /// What follows, in words for a log.
    public String meaning() {
        return meaning;
    }

    /// Whether a pooler in transaction mode stands in between.
    public boolean isPooled() {
        return this == NEON_POOLED || this == SUPABASE_POOLED || this == PGBOUNCER;
    }

    static HostKind of(String target) {
        var hosts = target.substring(0, hostsEnd(target));
        if (NEON.matcher(hosts).find()) return POOLER.matcher(hosts).find() ? NEON_POOLED : NEON_DIRECT;
        if (SUPABASE.matcher(hosts).find()) return SUPABASE_POOLED;
        return PGBOUNCER_PORT.matcher(hosts).find() ? PGBOUNCER : DIRECT;
    }

    static String withoutPooler(String url) {
        int end = hostsEnd(url);
        return POOLER.matcher(url.substring(0, end)).replaceAll("") + url.substring(end);
    }

    /// Where the database begins, which may be called anything.
    private static int hostsEnd(String url) {
        return url.indexOf('/', url.indexOf("//") + 2);
    }
}
