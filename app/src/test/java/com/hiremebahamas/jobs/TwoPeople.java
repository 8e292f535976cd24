package com.hiremebahamas.jobs;

import com.hiremebahamas.testing.JobsSite;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestJobs;
import com.hiremebahamas.testing.TestSite;
import java.util.Map;

/// The pages and the API of jobs on a database of their own, and two people with accounts, Ann and Bob.
final class TwoPeople implements AutoCloseable {

    /// The header of a request of Ann's.
    static final String[] ANN = {"Cookie", "__Host-session=ann"};

    static final String[] BOB = {"Cookie", "__Host-session=bob"};

    private final TestDatabase database = TestDatabase.empty();
    private final TestJobs jobs = new TestJobs(database.tidepool());
    private final long ann = jobs.account("Ann");
    private final TestSite site = JobsSite.on(database, Map.of("ann", ann, "bob", jobs.account("Bob")));

    TestDatabase database() {
        return database;
    }

    TestJobs jobs() {
        return jobs;
    }

    /// The number of Ann's account.
    long ann() {
        return ann;
    }

    TestSite site() {
        return site;
    }

    @Override
    public void close() {
        site.close();
        database.close();
    }
}
