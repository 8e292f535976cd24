package com.hiremebahamas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the files in .github name is there.
class GitHubFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern COLON = Pattern.compile(":");
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern COMMAND = Pattern.compile("`hiremebahamas ([^`]+)`");

    @Test
    void eachFolderOfTheUpdatesHasAPom() throws IOException {
        assertThat(maven().path("directories").valueStream().map(JsonNode::asText))
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(ROOT.resolve("." + folder).resolve("pom.xml"))
                        .exists());
    }

    @Test
    void whatIsNotUpdatedIsInAPom() throws IOException {
        var poms = Files.readString(ROOT.resolve("tidepool-parent/pom.xml"))
                + Files.readString(ROOT.resolve("release/pom.xml"))
                + Files.readString(ROOT.resolve("examples/quarkus/pom.xml"));

        assertThat(maven().path("ignore")
                        .valueStream()
                        .map(pin -> pin.path("dependency-name").asText()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(poms).contains(COLON.split(name.replace("*", ""))));
    }

    @Test
    void theFormForBugsAsksForCommandsThatThereAre() throws IOException {
        var commands = COMMAND.matcher(Files.readString(ROOT.resolve(".github/ISSUE_TEMPLATE/bug.yml")))
                .results()
                .map(command -> command.group(1))
                .toList();

        assertThat(commands)
                .contains("doctor --json")
                .allSatisfy(command -> assertThat(helpOf(command)).contains(BLANK.split(command)));
    }

    /// Empty for a command that is not known.
    private static String helpOf(String command) {
        var usual = System.out;
        var said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, UTF_8));
            Commands.run(BLANK.split(command.replaceAll("-.*", "") + "--help"), _ -> null);
        } finally {
            System.setOut(usual);
        }
        return said.toString(UTF_8);
    }

    @Test
    void eachQuestionOfTheFormForBugsHasANameOfItsOwn() throws IOException {
        var form = YAMLMapper.builder()
                .build()
                .readTree(ROOT.resolve(".github/ISSUE_TEMPLATE/bug.yml").toFile());
        List<String> names = form.path("body")
                .valueStream()
                .filter(question -> !question.path("type").asText().equals("markdown"))
                .map(question -> question.path("id").asText())
                .toList();

        assertThat(names).doesNotHaveDuplicates().doesNotContain("").hasSizeGreaterThan(3);
    }

    private static JsonNode maven() throws IOException {
        return YAMLMapper.builder()
                .build()
                .readTree(ROOT.resolve(".github/dependabot.yml").toFile())
                .path("updates")
                .path(0);
    }
}
