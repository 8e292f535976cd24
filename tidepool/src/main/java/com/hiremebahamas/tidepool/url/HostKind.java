package com.hiremebahamas.tidepool.url;

import com.hiremebahamas.tidepool.url.DatabaseUrl.Host;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What kind of server a URL names, by the names and the ports of its hosts, and what follows from it.
public enum HostKind {
    /// A server itself, or a pooler that neither name nor port tells: nothing is held back.
    DIRECT("direct", null),
    /// Neon past its pooler.
    NEON_DIRECT("Neon, direct: for migrations; serve through the -pooler host", null),
    /// Neon through its pooler.
    NEON_POOLED("Neon, pooled: transaction mode, migrations go past the pooler", "Neon's PgBouncer"),
    /// Supabase through its pooler.
    SUPABASE_POOLED("Supabase, pooled: transaction mode, migrations need the direct URL", "Supabase's Supavisor"),
    /// Any host at the port that PgBouncer listens on by default.
    PGBOUNCER("PgBouncer by its port: transaction mode is assumed, migrations need the direct URL", "PgBouncer");

    private static final String NEON = ".neon.tech";
    private static final String NEON_POOLER = "-pooler.";
    private static final int SUPABASE_POOLER_PORT = 6543;
    private static final int PGBOUNCER_PORT = 6432;

    private final String meaning;
    private final @Nullable String pooler;

    HostKind(String meaning, @Nullable String pooler) {
        this.meaning = meaning;
        this.pooler = pooler;
    }

    /// What follows, in words for a log.
    public String meaning() {
        return meaning;
    }

    /// Whether there is a pooler in transaction mode in between.
    public boolean isPooled() {
        return pooler != null;
    }

    /// What the pooler is called, in words for a person; empty when there is none.
    public Optional<String> pooler() {
        return Optional.ofNullable(pooler);
    }

    static HostKind of(List<Host> hosts) {
        if (hosts.stream().anyMatch(HostKind::isNeonPooler)) return NEON_POOLED;
        if (hosts.stream().anyMatch(HostKind::isNeon)) return NEON_DIRECT;
        if (hosts.stream().anyMatch(HostKind::isSupabasePooler)) return SUPABASE_POOLED;
        return hosts.stream().anyMatch(host -> host.port() == PGBOUNCER_PORT) ? PGBOUNCER : DIRECT;
    }

    static Host withoutPooler(Host host) {
        if (!isNeonPooler(host)) return host;
        int at = lowerCase(host).indexOf(NEON_POOLER);
        var domain = host.name().substring(at + NEON_POOLER.length() - 1);
        return new Host(host.name().substring(0, at) + domain, host.port());
    }

    private static boolean isNeonPooler(Host host) {
        return isNeon(host) && lowerCase(host).contains(NEON_POOLER);
    }

    private static boolean isNeon(Host host) {
        return lowerCase(host).endsWith(NEON);
    }

    /// Supavisor has hosts of its own; a project's own host has its pooler at a port of its own.
    private static boolean isSupabasePooler(Host host) {
        var name = lowerCase(host);
        boolean ofProject = name.endsWith(".supabase.co") || name.endsWith(".supabase.com");
        return name.endsWith(".pooler.supabase.com") || (ofProject && host.port() == SUPABASE_POOLER_PORT);
    }

    private static String lowerCase(Host host) {
        return host.name().toLowerCase(Locale.ROOT);
    }
}
