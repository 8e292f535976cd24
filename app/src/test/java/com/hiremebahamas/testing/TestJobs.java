package com.hiremebahamas.testing;

import com.hiremebahamas.jobs.Advert;
import com.hiremebahamas.jobs.Amount;
import com.hiremebahamas.jobs.EmploymentType;
import com.hiremebahamas.jobs.JobStore;
import com.hiremebahamas.jobs.JobStore.NewJob;
import com.hiremebahamas.jobs.Offer;
import com.hiremebahamas.jobs.Pay;
import com.hiremebahamas.jobs.PayPeriod;
import com.hiremebahamas.places.Island;
import com.hiremebahamas.tidepool.Tidepool;
import java.time.Instant;
import java.util.List;

/// Inserts accounts and jobs without the rules of posting, for tests that read them.
public final class TestJobs {

    private final Tidepool tidepool;
    private final JobStore store;

    public TestJobs(Tidepool tidepool) {
        this.tidepool = tidepool;
        this.store = new JobStore(tidepool);
    }

    public long account(String name) {
        return tidepool.one("""
                        insert into account (email, password_hash, display_name)
                        values (? || '@example.com', 'none', ?)
                        returning id
                        """, row -> row.getLong("id"), name, name).orElseThrow();
    }

    /// An open job; the other fields have fixed values.
    public long job(long postedBy, String title, String island, Instant postedAt) {
        var pay = new Pay(new Amount(12_50), new Amount(15_00), PayPeriod.HOUR);
        var on = Island.of(island).orElseThrow();
        var offer = new Offer(title, "Blue Hole Bar", on, EmploymentType.FULL_TIME, pay);
        return job(postedBy, new Advert(offer, "Evenings and weekends, good company.", "Call 242 555 0100."), postedAt);
    }

    public long job(long postedBy, Advert advert, Instant postedAt) {
        var job = new NewJob(postedBy, advert, postedAt, null);
        return tidepool.write(transaction -> {
            store.insertAll(transaction, List.of(job));
            return transaction
                    .one("select lastval() as id", row -> row.getLong("id"))
                    .orElseThrow();
        });
    }

    public void close(long job) {
        tidepool.update("update job set closed_at = now() where id = ?", job);
    }
}
