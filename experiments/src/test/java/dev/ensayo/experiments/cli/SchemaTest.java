package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.ensayo.core.config.SettingsSchema;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ensayo schema} prints, in the hands of a validator that was not written here. */
class SchemaTest {
  private static JsonNode document;
  private static JsonSchema schema;

  @BeforeAll
  static void schema() throws IOException {
    Outcome outcome = CommandLineHarness.ensayo("schema");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    document = new ObjectMapper().readTree(outcome.out());
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
    schema.initializeValidators();
  }

  private static Set<ValidationMessage> problems(String yaml) {
    return schema.validate(SettingsSchema.value(YamlReader.parse("study.yaml", yaml)));
  }

  static Stream<Path> studies() throws IOException {
    try (Stream<Path> files =
        Files.list(CommandLineHarness.root().resolve("experiments/studies"))) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      assertThat(all).hasSizeGreaterThan(20);
      return all.stream();
    }
  }

  @Test
  void isItselfWhatASchemaMustBe() {
    JsonSchema ofSchemas =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
    assertThat(ofSchemas.validate(document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyBundledStudyValidates(Path study) throws IOException {
    assertThat(problems(Files.readString(study))).isEmpty();
  }

  private static final String STUDY =
      """
      study: mine
      environment: {type: cartpole-v1, wrappers: [{type: time-limit, steps: 100}]}
      agent: {type: dqn, replay: {capacity: 64}, updater: {type: adam, learningRate: 1e-3}}
      budget: {environmentSteps: 100}
      seeds: [1, 2]
      variants:
        baseline: {}
        other: {agent.discount: 0.9, agent.replay.capacity: 32}
      grid: {agent.updater.learningRate: [1e-3, 1e-4]}
      tune: {seeds: {from: 9}, budget: {draws: 4}, space: {agent.epsilon.end: {from: 0.01, to: 0.2}}}
      report: {window: 3}
      """;

  @Test
  void aStudyOfItsKindValidates() {
    assertThat(problems(STUDY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "study: mine | stduy: mine",
        "study: mine | study: a b",
        "cartpole-v1 | cartpole-v2",
        "type: dqn | type: dqm",
        "capacity: 64 | capacty: 64",
        "capacity: 64 | capacity: many",
        "capacity: 64 | capacity: 0",
        "capacity: 64 | capacity: 1.5",
        "type: adam | type: adamant",
        "learningRate: 1e-3} | learningRate: -1}",
        "learningRate: 1e-3} | momentum: 0.5}",
        "environmentSteps: 100 | environmentSteps: 0",
        "[1, 2] | [1, 1]",
        "[1, 2] | {count: 0}",
        "agent.discount: 0.9 | agent.discuont: 0.9",
        "agent.discount: 0.9 | agent.discount: high",
        "agent.discount: 0.9 | report.window: 3",
        "[1e-3, 1e-4] | []",
        "[1e-3, 1e-4] | 1e-3",
        "[1e-3, 1e-4] | [fast]",
        "time-limit | time-limt",
        "window: 3 | window: 0",
        "window: 3 | windows: 3",
        "draws: 4 | draws: 1",
        "from: 0.01 | form: 0.01",
        "agent.epsilon.end: { | agent.epsilon.edn: {",
        "{from: 9} | {form: 9}"
      })
  void aMistakeIsFound(String right, String wrong) {
    assertThat(STUDY).contains(right);
    assertThat(problems(STUDY.replace(right, wrong))).as(wrong).isNotEmpty();
  }

  /** Nothing but the item itself can give what an item of a list must have. */
  @Test
  void itemsOfListsMustBeWhole() {
    String layers =
        """
        study: a
        environment: drawn-digits
        agent: {type: cnn, layers: [%s]}
        budget: {epochs: 1}
        """;
    assertThat(problems(String.format(layers, "{type: dense, units: 5}, pooling"))).isEmpty();
    assertThat(problems(String.format(layers, "{type: dense}"))).isNotEmpty();
    assertThat(problems(String.format(layers, "{units: 5}"))).isNotEmpty();
  }

  /** A key of studies that the schema knows nothing of is a place that was forgotten. */
  @Test
  void everythingAStudyMaySayIsDescribed() {
    for (Map.Entry<String, JsonNode> key : document.get("properties").properties()) {
      assertThat(key.getValue().has("description")).as(key.getKey()).isTrue();
    }
    JsonNode capacity = document.at("/$defs/at-agent.replay.capacity");
    assertThat(capacity.at("/description").asText()).isNotEmpty();
    JsonNode discount = document.at("/$defs/agent-q-learning/properties/discount");
    assertThat(discount.get("default").asDouble()).isEqualTo(0.99);
    assertThat(discount.get("minimum").asDouble()).isZero();
    assertThat(discount.get("maximum").asDouble()).isEqualTo(1);
  }

  /** What no editor can complete by: a reference that leads nowhere. */
  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    assertThat(references).allMatch(each -> !document.at(each.substring(1)).isMissingNode());
  }
}
