package com.hiremebahamas.testing;

import com.hiremebahamas.testing.TestBrowser.Window;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;

/// The pages of jobs in a browser, on a database of their own. The account with the number 1 can be signed in.
public final class BrowserSite implements AutoCloseable {

    private final TestDatabase database = TestDatabase.empty();
    private final TestSite site = JobsSite.on(database, Map.of("ann", 1L));
    private final TestBrowser browser = new TestBrowser();

    /// With one account.
    public static BrowserSite withoutJobs() {
        var site = new BrowserSite();
        site.jobs().account("Ann");
        return site;
    }

    public static BrowserSite withJobs(int jobs) {
        var site = new BrowserSite();
        RealisticJobs.post(site.jobs(), jobs, JobsSite.NOW);
        return site;
    }

    /// A window of a person who was never here before, on no page yet.
    public Window open(int width, boolean javaScript) {
        return browser.open(site.origin(), width, javaScript);
    }

    public Window open(int width, boolean javaScript, ColorScheme colours) {
        return browser.open(site.origin(), width, javaScript, colours);
    }

    /// A window of a person who is signed in, on this page.
    public Window signedIn(int width, boolean javaScript, String path) {
        var window = open(width, javaScript);
        window.page().setExtraHTTPHeaders(Map.of("Authorization", "Bearer ann"));
        window.page().navigate(path);
        return window;
    }

    /// How many jobs there are.
    public long jobCount() {
        return database.count("job");
    }

    private TestJobs jobs() {
        return new TestJobs(database.tidepool());
    }

    @Override
    public void close() {
        browser.close();
        site.close();
        database.close();
    }
}
