import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Sends what people and programs request first: what no request of the training has used is not in the cache, and is
/// loaded from its jar.
final class TrainingRequests {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final List<String> PUBLIC = List.of(
            "/health", "/ready", "/", "/jobs", "/jobs?q=chef&island=exuma", "/api/jobs", "/api/jobs?q=chef&limit=5",
            "/jobs/1", "/api/jobs/1", "/api/islands", "/register", "/sign-in", "/me", "/nowhere", "/api/nowhere",
            "/api/auth/me", "/api/jobs?cursor=bad", "/jobs/new");

    private static final String PERSON = """
            {"display_name": "Training", "email": "training@example.com", "password": "seven grey pelicans"}""";

    private static final String JOB = """
            {"title": "Bartender", "employer": "Training", "island": "exuma", "employment_type": "FULL_TIME",
             "pay_min": 480, "pay_period": "WEEK", "how_to_apply": "Call 242-555-0100",
             "description": "Serve drinks at the bar of a hotel, six days a week."}""";

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final String site;
    private final Process process;

    TrainingRequests(int port, Process process) {
        this.site = "http://localhost:" + port;
        this.process = process;
    }

    /// Blocks until the application answers 200 behind the open port.
    void await(String path) throws Exception {
        for (long until = System.nanoTime() + LIMIT.toNanos(); process.isAlive() && System.nanoTime() < until; ) {
            try {
                if (get(path).statusCode() == 200) return;
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("The program to be trained does not answer");
    }

    /// What is public a few times, and each kind of error once; then as a person who registers, and as a member who
    /// signs in and posts.
    ///
    /// @param member the e-mail address of an account and its password, after a space; empty without a database
    void send(String member) throws Exception {
        await("/health");
        await("/sign-in");
        for (int round = 0; round < 5; round++) {
            for (var path : PUBLIC) {
                get(path);
                // Answered anew, where the one above is answered from memory.
                get(path, "Authorization", "Bearer nobody");
            }
        }
        post("/api/auth/register", "{\"email\":\"nobody\"}");
        post("/api/auth/login", "{\"email\":\"nobody@example.com\",\"password\":\"not the password\"}");
        post("/api/jobs", "{}");
        if (!member.isEmpty()) sendAsMember(member.split(" ", 2));
    }

    private void sendAsMember(String... member) throws Exception {
        expect(200, get("/api/jobs"));
        expect(201, post("/api/auth/register", PERSON));
        var login = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted((Object[]) member);
        var token = TOKEN.matcher(expect(200, post("/api/auth/login", login)).body())
                .results().findFirst().orElseThrow().group(1);
        for (var path : List.of("/api/auth/me", "/api/users/1", "/api/jobs/1"))
            expect(200, get(path, "Authorization", "Bearer " + token));
        expect(201, post("/api/jobs", JOB, "Authorization", "Bearer " + token, "Idempotency-Key", "training"));
        var signedIn = expect(303, send(
                request("/sign-in", "Origin", site, "Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "email=" + member[0].replace("@", "%40") + "&password=" + member[1]))));
        var cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        for (var path : List.of("/", "/jobs", "/jobs/1", "/me", "/jobs/new")) get(path, "Cookie", cookie);
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        if (response.statusCode() == status) return response;
        throw new IllegalStateException(
                response.request().uri() + " answered " + response.statusCode() + ": " + response.body());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    private HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(site + path))
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
