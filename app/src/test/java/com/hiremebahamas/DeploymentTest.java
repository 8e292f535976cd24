package com.hiremebahamas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.hiremebahamas.config.Settings;
import com.hiremebahamas.config.SettingsReader;
import com.hiremebahamas.http.proxies.Proxies;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What deploy/ promises to the hosts.
class DeploymentTest {

    private static final Path DEPLOY = Path.of("../deploy");

    @Test
    @DisplayName("R22 render.yaml sets only variables that the program reads")
    void renderSetsOnlyVariablesThatTheProgramReads() throws IOException {
        var read = Settings.from(name -> null).entries().stream()
                .map(SettingsReader.Entry::name)
                .collect(Collectors.toSet());

        assertThat(Pattern.compile("- key: (\\w+)").matcher(render()).results().map(key -> key.group(1)))
                .isNotEmpty()
                .allMatch(read::contains);
    }

    @Test
    @DisplayName("R22 Render checks /health, migrates first, and keeps no secret in the file")
    void renderChecksHealthAndMigratesFirst() throws IOException {
        assertThat(render())
                .contains("healthCheckPath: /health", "preDeployCommand: bin/hiremebahamas migrate")
                .containsPattern("key: DATABASE_URL\\n +sync: false")
                .containsPattern("key: DATABASE_URL_UNPOOLED\\n +sync: false");
    }

    @Test
    @DisplayName("R22 R27 Render runs the tasks that are due each hour, with the site's own database")
    void renderRunsTheTasksEachHour() throws IOException {
        var command = render().substring(render().indexOf("- type: cron"));

        assertThat(command).contains("dockerCommand: bin/hiremebahamas tasks run", "schedule: \"17 * * * *\"");
        assertThat(command).containsPattern("key: DATABASE_URL\n +fromService:\n +type: web\n +name: hiremebahamas\n");
    }

    @Test
    @DisplayName("R22 idle connections outlive those of the balancers in front")
    void idleConnectionsOutliveThoseOfTheBalancers() throws IOException {
        var values = Pattern.compile("KEEP_ALIVE(?:=|\\n +value: )([0-9]+)")
                .matcher(render() + Files.readString(DEPLOY.resolve("Dockerfile")))
                .results()
                .map(value -> Integer.parseInt(value.group(1)));

        assertThat(values).hasSize(2).allMatch(seconds -> seconds >= 120);
    }

    @Test
    @DisplayName("R25 as deployed, each visitor of Render has an address of their own, and cannot choose it")
    void eachVisitorOfRenderHasAnAddress() throws IOException {
        var value = Pattern.compile("key: FORWARDED_FROM\n +value: (\\S+)").matcher(render());
        assertThat(value.find()).isTrue();
        var proxies = Proxies.of(
                Settings.forwarded(new SettingsReader(name -> "FORWARDED_FROM".equals(name) ? value.group(1) : null)));
        var headers = HttpFields.build().add("X-Forwarded-For", "198.51.100.1, 203.0.113.7, 172.70.247.28");

        assertThat(proxies.client(InetAddress.ofLiteral("10.1.2.3"), headers)).hasToString("203.0.113.7");
    }

    @Test
    @DisplayName("R22 Vercel passes health, the API and the assets on to the process")
    void vercelPassesOnWhatTheProcessAnswers() throws IOException {
        assertThat(vercel().path("rewrites").findValuesAsText("source"))
                .contains("/health", "/api/:path*", "/static/:path*")
                .last()
                .isEqualTo("/:path*");
    }

    @Test
    @DisplayName("R22 R26 the image is a bare system and the package, not as root, without what only development needs")
    void theImageIsABareSystemAndThePackage() throws IOException {
        var image = Files.readString(DEPLOY.resolve("Dockerfile"));
        var run = image.substring(image.lastIndexOf("FROM "));

        assertThat(image).contains("rm -rf dist/hiremebahamas/lib/development");
        assertThat(run).contains("FROM debian:", "USER site", "CMD [\"bin/hiremebahamas\", \"serve\"]");
        assertThat(run).doesNotContain("apt-get", "java");
    }

    @Test
    @DisplayName("R22 the files for both hosts have the form that their references describe")
    void theFilesHaveTheFormThatTheReferencesDescribe() throws IOException {
        assertThat(problems("render.schema.json", new YAMLMapper().readTree(render())))
                .isEmpty();
        assertThat(problems("vercel.schema.json", vercel())).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("R22 what a host would refuse is found")
    @CsvSource({
        "healthCheckPath, healthCheckUrl",
        "maxShutdownDelaySeconds: 60, maxShutdownDelaySeconds: 3600",
        "generateValue: true, generate: true",
        "region: virginia, region: bahamas",
        "type: web, type: site",
        "type: cron, type: timer",
        "17 * * * *, hourly",
        "envVarKey: DATABASE_URL, variable: DATABASE_URL",
    })
    void whatAHostWouldRefuseIsFound(String right, String wrong) throws IOException {
        assertThat(problems("render.schema.json", new YAMLMapper().readTree(render().replace(right, wrong))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @DisplayName("R22 what Vercel would refuse is found")
    @CsvSource({
        "\"rewrites\", \"rewrite\"",
        "\"source\": \"/health\", \"source\": \"health\"",
        "\"destination\", \"target\"",
        "\"key\", \"name\"",
        "\"mkdir -p edge\", 5",
    })
    void whatVercelWouldRefuseIsFound(String right, String wrong) throws IOException {
        var file = Files.readString(DEPLOY.resolve("vercel.json"));
        assertThat(file).contains(right);

        assertThat(problems("vercel.schema.json", JsonMapper.builder().build().readTree(file.replace(right, wrong))))
                .isNotEmpty();
    }

    @Test
    @DisplayName("R22 the image is built from all that is committed, so that its program names the bare commit")
    void theImageIsBuiltFromAllThatIsCommitted() throws IOException {
        var command = new ArrayList<>(List.of("git", "ls-files", "--"));
        for (var ignored : Files.readAllLines(DEPLOY.resolve("Dockerfile.dockerignore")))
            command.add(":(glob,top)" + ignored + "/**");
        var git = new ProcessBuilder(command).start();

        assertThat(git.getInputStream().readAllBytes()).asString().isEmpty();
    }

    private static Set<ValidationMessage> problems(String schema, JsonNode file) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(DeploymentTest.class.getResourceAsStream(schema))
                .validate(file);
    }

    private static JsonNode vercel() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(DEPLOY.resolve("vercel.json").toFile());
    }

    private static String render() throws IOException {
        return Files.readString(DEPLOY.resolve("render.yaml"));
    }
}
