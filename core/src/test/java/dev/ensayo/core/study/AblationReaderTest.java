package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AblationReaderTest {
  private static final String STUDY =
      """
      study: parts
      environment: {type: chain}
      agent: {type: fake, steps: 1}
      budget: {environmentSteps: 100}
      """; // 4 lines

  private static final String PARTS =
      "parts: {a: {agent.steps: 3}, b: {agent.twin: true, log.every: 5}, c: {agent.noise: 1}}";

  private static Study read(String rest) {
    return StudyReader.read(YamlReader.parse("study.yaml", STUDY + rest));
  }

  /** What each variant changes, as it could be written. */
  private static Map<String, String> changes(Study study) {
    return study.variants().stream()
        .collect(
            Collectors.toMap(
                Variant::name,
                variant ->
                    variant.changes().entrySet().stream()
                        .map(change -> change.getKey() + "=" + InlineYaml.of(change.getValue()))
                        .collect(Collectors.joining(" "))));
  }

  private static List<String> names(Study study) {
    return study.variants().stream().map(Variant::name).toList();
  }

  @Test
  void dropOneHasAllPartsAndAllButOne() {
    Study study = read("ablation: {type: drop-one, " + PARTS + "}\n");
    assertThat(names(study)).containsExactly("all", "without-a", "without-b", "without-c");
    assertThat(changes(study))
        .containsEntry("all", "agent.steps=3 agent.twin=true log.every=5 agent.noise=1")
        .containsEntry("without-b", "agent.steps=3 agent.noise=1");
    assertThat(study.baseline().name()).isEqualTo("all");
    assertThat(study.ablation().orElseThrow().variantOf("b")).contains("without-b");
  }

  @Test
  void addOneHasNoneAndEachAlone() {
    Study study = read("ablation: {type: add-one, " + PARTS + "}\n");
    assertThat(names(study)).containsExactly("none", "with-a", "with-b", "with-c");
    assertThat(changes(study))
        .containsEntry("none", "")
        .containsEntry("with-b", "agent.twin=true log.every=5");
    assertThat(study.baseline().name()).isEqualTo("none");
    assertThat(study.ablation().orElseThrow().variantOf("c")).contains("with-c");
  }

  @Test
  void aFactorialHasEveryCombination() {
    Study study = read("ablation: {type: factorial, " + PARTS + "}\n");
    assertThat(names(study)).containsExactly("none", "a", "b", "a+b", "c", "a+c", "b+c", "a+b+c");
    assertThat(changes(study)).containsEntry("a+c", "agent.steps=3 agent.noise=1");
    assertThat(study.baseline().name()).isEqualTo("none");
    assertThat(study.ablation().orElseThrow().on().get("a+c")).containsExactly("a", "c");
  }

  @Test
  void someOfThePartsAreVaried() {
    Study drop = read("ablation: {type: drop-one, of: [b], " + PARTS + "}\n");
    assertThat(names(drop)).containsExactly("all", "without-b");
    assertThat(changes(drop)).containsEntry("without-b", "agent.steps=3 agent.noise=1");
    Study add = read("ablation: {type: factorial, of: [c, a], " + PARTS + "}\n");
    assertThat(names(add)).containsExactly("none", "a", "c", "a+c");
  }

  @Test
  void variantsStandBesideThoseOfTheAblation() {
    Study study =
        read("variants: {other: {agent.x: 1}}\nablation: {type: add-one, " + PARTS + "}\n");
    assertThat(names(study)).containsExactly("none", "with-a", "with-b", "with-c", "other");
    assertThat(study.base().entries().keySet()).containsExactly("environment", "agent", "budget");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ablation: 3 | study.yaml:5: ablation: expected a type and parts, like",
        "ablation: {type: drop-one} | study.yaml:5: ablation.parts: is missing",
        "ablation: {PARTS} | study.yaml:5: ablation.type: is missing; it is which combinations",
        "ablation: {type: drop-on, PARTS} | study.yaml:5: ablation.type: no such choice:"
            + " 'drop-on'; did you mean 'drop-one'?",
        "ablation: {tpye: x, type: drop-one, PARTS} | study.yaml:5: ablation.tpye: unknown key; did"
            + " you mean 'type'?",
        "ablation: {type: drop-one, parts: {a: {agent.x: 1}}} | study.yaml:5: ablation.parts: an"
            + " ablation needs at least two parts, found 1",
        "ablation: {type: drop-one, of: [d], PARTS} | study.yaml:5: ablation.of: no part is called"
            + " 'd'; did you mean 'a'?",
        "ablation: {type: drop-one, of: [a, a], PARTS} | study.yaml:5: ablation.of: names a part"
            + " twice",
        "ablation: {type: factorial, of: [a], PARTS} | study.yaml:5: ablation.of: a factorial needs"
            + " at least two parts, found 1",
        "ablation: {type: drop-one, parts: {a: {agent.x: 1}, b: {agent.x: 2}}} | study.yaml:5:"
            + " ablation.parts.b.agent.x: part 'a' sets this too; a setting belongs to one part",
        "ablation: {type: drop-one, parts: {a: {agent.x: 1}, b: {agent: {type: fake}}}} |"
            + " study.yaml:5: ablation.parts.b.agent: part 'a' sets 'agent.x' too; a setting",
        "ablation: {type: drop-one, parts: {a: {agent.x: 1}, b: {}}} | study.yaml:5:"
            + " ablation.parts.b: expected what the part sets, like {agent.doubleDqn: true}",
        "ablation: {type: drop-one, parts: {a: {agnt.x: 1}, b: {agent.y: 2}}} | study.yaml:5:"
            + " ablation.parts.a.agnt.x: a variant changes a section of the study; did you mean"
            + " 'agent'?",
        "ablation: {type: drop-one, parts: {a+b: {agent.x: 1}, c: {agent.y: 2}}} | study.yaml:5:"
            + " ablation.parts.a+b: 'a+b' cannot name a part; use letters, digits and . _ -",
        "ablation: {type: factorial, parts: {all: {agent.x: 1}, c: {agent.y: 2}}} | study.yaml:5:"
            + " ablation.parts.all: 'all' is the name of a variant that the ablation makes",
        "{variants: {with-a: {}}, ablation: {type: add-one, PARTS}} | study.yaml:5:"
            + " variants.with-a: two variants would be called 'with-a'",
        "{grid: {agent.steps: [1, 2]}, ablation: {type: add-one, PARTS}} | study.yaml:5:"
            + " variants.with-a.agent.steps: the grid sets this too, so the variant's value would",
        "{grid: {agent.z: [1, 2]}, ablation: {type: factorial, PARTS}} | study.yaml:5: grid: a"
            + " factorial ablation is a grid of its parts itself; write what the grid varies as a",
      })
  void whatIsWrongIsToldInOneLine(String written, String message) {
    String rest = written.replace("PARTS", PARTS);
    String study = rest.startsWith("{") ? flowStudy(rest) : STUDY + rest + "\n";
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> StudyReader.read(YamlReader.parse("study.yaml", study)));
    assertThat(e).as(written).isNotNull();
    List<String> problems = e.problems().stream().map(Problem::toString).toList();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith(message);
  }

  /** The whole study in flow style, its last line the fifth. */
  private static String flowStudy(String rest) {
    return "{study: parts,\nenvironment: {type: chain},\nagent: {type: fake, steps: 1},\n"
        + "budget: {environmentSteps: 100},\n"
        + rest.substring(1)
        + "\n";
  }

  @Test
  void aFactorialOfManyPartsIsTooLarge() {
    StringBuilder parts = new StringBuilder("ablation: {type: factorial, parts: {");
    for (int i = 1; i <= 7; i++) {
      parts.append("p").append(i).append(": {agent.p").append(i).append(": 1}, ");
    }
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(parts + "}}\n"));
    assertThat(e.problems().get(0).toString())
        .isEqualTo(
            "study.yaml:5: ablation.parts: a factorial of 7 parts has 128 combinations; give at"
                + " most 6 parts, or name some of them in ablation.of");
  }
}
