package com.hiremebahamas.testing;

import com.hiremebahamas.tidepool.Tidepool;
import java.time.Instant;

/// Accounts and jobs put straight into the tables, for tests that are about reading them.
public final class TestJobs {

    private final Tidepool tidepool;

    public TestJobs(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    public long account(String name) {
        return tidepool.one("""
                        insert into account (email, password_hash, display_name)
                        values (? || '@example.com', 'none', ?)
                        returning id
                        """, row -> row.getLong("id"), name, name).orElseThrow();
    }

    /// An open job in which nothing matters but what is given.
    public long job(long postedBy, String title, String island, Instant postedAt) {
        return tidepool.one("""
                        insert into job (posted_by, title, employer, island_code, employment_type, pay_min, pay_max,
                                         pay_period, description, how_to_apply, posted_at)
                        values (?, ?, 'Blue Hole Bar', ?, 'FULL_TIME', 12.50, 15, 'HOUR',
                                'Evenings and weekends, good company.', 'Call 242 555 0100.', ?)
                        returning id
                        """, row -> row.getLong("id"), postedBy, title, island, postedAt)
                .orElseThrow();
    }

    public void close(long job) {
        tidepool.update("update job set closed_at = now() where id = ?", job);
    }
}
