package com.hiremebahamas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Chromium as the machine has it, and what it complained about.
///
/// Nothing is downloaded: Playwright drives the browser found on the `PATH`.
public final class TestBrowser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-background-networking")));

    /// A window of a person who was never here before.
    ///
    /// @param width      of the window in CSS pixels
    /// @param javaScript whether pages may run any
    public Window open(String origin, int width, boolean javaScript) {
        return open(origin, width, javaScript, ColorScheme.LIGHT);
    }

    public Window open(String origin, int width, boolean javaScript, ColorScheme colours) {
        return new Window(
                origin,
                browser.newContext(new Browser.NewContextOptions()
                        .setBaseURL(origin)
                        .setViewportSize(width, 800)
                        .setColorScheme(colours)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setJavaScriptEnabled(javaScript)),
                javaScript);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need Chromium on the PATH: on Debian and Ubuntu, apt-get install chromium"));
    }

    /// One window, which remembers every error, every refusal of the content policy and every foreign address.
    public static final class Window implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final boolean javaScript;
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();

        private Window(String origin, BrowserContext context, boolean javaScript) {
            this.context = context;
            this.javaScript = javaScript;
            this.page = context.newPage();
            page.onConsoleMessage(message -> {
                if (!message.type().equals("log") && !isRefusalOfPage(message) && !isAbandonedSearch(message)) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(error -> complaints.add("script: " + error));
            page.onRequest(request -> {
                requests.add(request.url());
                if (!request.url().startsWith(origin + "/")) complaints.add("foreign: " + request.url());
            });
        }

        /// Chromium reports a page that is answered with 404 or 422, which tests do on purpose.
        private boolean isRefusalOfPage(ConsoleMessage message) {
            return message.text().startsWith("Failed to load resource")
                    && message.location().startsWith(page.url());
        }

        /// A search that a newer one overtakes is given up, and htmx says so; one that fails is a sendError.
        private static boolean isAbandonedSearch(ConsoleMessage message) {
            return message.text().startsWith("htmx:sendAbort") || message.text().startsWith("htmx:afterRequest");
        }

        public Page page() {
            return page;
        }

        /// The paths that the page requested since the last call.
        public List<String> takeRequests() {
            var taken = requests.stream().map(url -> URI.create(url).getPath()).toList();
            requests.clear();
            return taken;
        }

        /// No complaint so far; where scripts can look, also nothing serious for people with disabilities and
        /// nothing wider than the window.
        public void isSound() {
            assertThat(complaints).as(page.url()).isEmpty();
            if (!javaScript) return;

            var violations = new AxeBuilder(page)
                    .analyze().getViolations().stream()
                            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                            .map(rule -> rule.getId() + ": " + rule.getNodes())
                            .toList();
            assertThat(violations).as(page.url()).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("no sideways scrolling on " + page.url())
                    .isEqualTo(true);
        }

        /// Saves what the whole page looks like to `app/target/screenshots`.
        public void screenshot(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name.replace(' ', '-') + ".png"))
                    .setFullPage(true));
        }

        /// Saves what the window shows.
        public void picture(Path file) {
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
