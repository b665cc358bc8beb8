package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.common.base.Splitter;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Nodes;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.Better;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyReaderTest {
  private static final String MINIMAL =
      """
      study: chain-fake
      environment: {type: chain}
      agent: {type: fake, learningRate: 0.5, updater: adam}
      budget: {environmentSteps: 100}
      """; // 4 lines

  private static Study read(String yaml) {
    return StudyReader.read(YamlReader.parse("study.yaml", yaml));
  }

  private static List<String> problems(String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(e).as(yaml).isNotNull();
    return e.problems().stream().map(Problem::toString).toList();
  }

  private static String configuration(Study study, int variant) {
    return Nodes.withoutOrigins(study.configuration(study.variants().get(variant))).toString();
  }

  private static String tree(String yaml) {
    return Nodes.withoutOrigins(YamlReader.parse("", yaml)).toString();
  }

  private static List<String> names(Study study) {
    return study.variants().stream().map(Variant::name).toList();
  }

  @Test
  void theLeastThatIsAStudy() {
    Study study = read(MINIMAL);

    assertThat(study.name()).isEqualTo("chain-fake");
    assertThat(study.question()).isEmpty();
    assertThat(study.seeds()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(names(study)).containsExactly("baseline");
    assertThat(study.variants().get(0).changes()).isEmpty();
    assertThat(study.baseline()).isSameAs(study.variants().get(0));
    assertThat(study.report().metric()).isEqualTo("eval/return");
    assertThat(study.report().better()).isEqualTo(Better.HIGHER);
    assertThat(study.report().window()).isEqualTo(1);
    assertThat(study.report().threshold()).isEqualTo(OptionalDouble.empty());
    assertThat(study.base().entries().keySet()).containsExactly("environment", "agent", "budget");
  }

  @Test
  void aFileIsReadWithItsName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my study.yaml"), MINIMAL + "sedes: [1]\n");
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> StudyReader.read(file));

    assertThat(e).hasMessageStartingWith(file + ":5: sedes: unknown key; did you mean 'seeds'?");
  }

  @Test
  void variantsChangeWhatTheyName() {
    Study study =
        read(
            MINIMAL
                + """
                variants:
                  baseline: {}
                  nothing:
                  faster: {agent.learningRate: 0.9, agent.updater.rate: 1e-3}
                  other: {environment: {type: letters}, log.every: 7}
                """);

    assertThat(names(study)).containsExactly("baseline", "nothing", "faster", "other");
    String base =
        tree(
            "{environment: {type: chain}, agent: {type: fake, learningRate: 0.5, updater: adam},"
                + " budget: {environmentSteps: 100}}");
    assertThat(configuration(study, 0)).isEqualTo(base);
    assertThat(configuration(study, 1)).isEqualTo(base);
    assertThat(configuration(study, 2))
        .isEqualTo(
            tree(
                "{environment: {type: chain}, agent: {type: fake, learningRate: 0.9, updater:"
                    + " {type: adam, rate: 1e-3}}, budget: {environmentSteps: 100}}"));
    assertThat(configuration(study, 3))
        .isEqualTo(
            tree(
                "{environment: {type: letters}, agent: {type: fake, learningRate: 0.5, updater:"
                    + " adam}, budget: {environmentSteps: 100}, log: {every: 7}}"));
  }

  @Test
  void aVariantCalledBaselineIsTheBaselineElseTheFirst() {
    assertThat(read(MINIMAL + "variants: {a: , baseline: }").baseline().name())
        .isEqualTo("baseline");
    assertThat(read(MINIMAL + "variants: {a: , b: }").baseline().name()).isEqualTo("a");
  }

  @Test
  void theFirstSeedsOnly() {
    Study study = read(MINIMAL + "seeds: [5, 3, 9]");

    assertThat(study.withSeedCount(2).seeds()).containsExactly(5L, 3L);
    assertThat(study.withSeedCount(5).seeds())
        .startsWith(5L, 3L)
        .hasSize(5)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: [3, 1, 2]|3,1,2",
        "seeds: [-7]|-7",
        "seeds: {from: 10, count: 3}|10,11,12",
        "seeds: {count: 2}|1,2",
        "seeds: {from: 4}|4,5,6,7,8",
        "seeds: {from: -1, count: 2}|-1,0",
        "seeds: {from: 9223372036854775806, count: 1}|9223372036854775806"
      })
  void seedsAsAListOrARange(String line, String expected) {
    assertThat(read(MINIMAL + line).seeds())
        .extracting(String::valueOf)
        .containsExactlyElementsOf(Splitter.on(',').split(expected));
  }

  @Test
  void aGridMultipliesTheVariants() {
    Study study =
        read(
            MINIMAL
                + """
                variants:
                  baseline: {}
                  double: {agent.double: true}
                grid:
                  agent.learningRate: [1e-3, 3e-4]
                  agent.hidden: [[64], [64, 64]]
                """);

    assertThat(names(study))
        .containsExactly(
            "baseline+learningRate=1e-3+hidden=value1",
            "baseline+learningRate=1e-3+hidden=value2",
            "baseline+learningRate=3e-4+hidden=value1",
            "baseline+learningRate=3e-4+hidden=value2",
            "double+learningRate=1e-3+hidden=value1",
            "double+learningRate=1e-3+hidden=value2",
            "double+learningRate=3e-4+hidden=value1",
            "double+learningRate=3e-4+hidden=value2");
    assertThat(configuration(study, 7))
        .isEqualTo(
            tree(
                "{environment: {type: chain}, agent: {type: fake, learningRate: 3e-4, updater:"
                    + " adam, double: true, hidden: [64, 64]}, budget: {environmentSteps: 100}}"));
  }

  @Test
  void axesThatEndInTheSameWordAreNamedInFull() {
    assertThat(
            names(
                read(
                    MINIMAL + "grid: {agent.a.rate: [1], agent.b.rate: [2], agent.c: ['x y', z]}")))
        .containsExactly(
            "baseline+agent.a.rate=1+agent.b.rate=2+c=value1",
            "baseline+agent.a.rate=1+agent.b.rate=2+c=z");
  }

  @Test
  void anOverrideStandsForWhatWasWritten() {
    ConfigNode.Mapping root =
        YamlReader.parse("study.yaml", MINIMAL)
            .withPath("agent.learningRate", ConfigNode.Scalar.of(new Origin("--set", 0), "1"))
            .withPath("seeds", YamlReader.parseValue("--set", "[7]"))
            .withPath("variants.big", YamlReader.parseValue("--set", "{agent.size: 3}"));
    Study study = StudyReader.read(root);

    assertThat(study.seeds()).containsExactly(7L);
    assertThat(names(study)).containsExactly("big");
    assertThat(configuration(study, 0)).contains("text=1, isNull=false").contains("size");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "agnet: {}|agnet: unknown key; did you mean 'agent'? known: study, question, language, environment,"
            + " agent, budget, evaluation, log, backend, seeds, variants, ablation, grid, search, tune, drop, report,"
            + " hypotheses",
        "question: [a]|question: expected text, found a list of 1",
        "question:|question: expected text, found nothing",
        "language: fr|language: no report is written in 'fr'; known: en, es",
        "language: Es|language: no report is written in 'Es'; did you mean 'es'? known: en, es",
        "language: [es]|language: expected text, found a list of 1",
        "seeds: 5|seeds: expected keys with values, found '5'",
        "seeds: []|seeds: a study needs at least one seed",
        "seeds: [1, 2, 1]|seeds: seed 1 is listed twice",
        "seeds: [1, x]|seeds[1]: expected a whole number, found 'x'",
        "seeds: {from: 1, count: 0}|seeds.count: must lie in [1, 10000], not 0",
        "seeds: {frm: 1}|seeds.frm: unknown key; did you mean 'from'? known: from, count, adaptive",
        "seeds: {from: 9223372036854775807, count: 2}|seeds.from: must leave room for 2 seeds, not"
            + " 9223372036854775807",
        "variants: [a]|variants: expected keys with values, found a list of 1",
        "variants: {a: 5}|variants.a: expected what the variant changes, like {agent.discount:"
            + " 0.9}, found '5'",
        "variants: {a/b: {}}|variants.a/b: 'a/b' cannot name a folder; use letters, digits and . _"
            + " + = -",
        "variants: {'..': {}}|variants...: '..' cannot name a folder; use letters, digits and . _ +"
            + " = -",
        "variants: {'': {}}|variants.: '' cannot name a folder; use letters, digits and . _ + = -",
        "variants: {report: {}}|variants.report: the name 'report' is taken by a file or folder of"
            + " the study",
        "variants: {study.yaml: {}}|variants.study.yaml: the name 'study.yaml' is taken by a file"
            + " or folder of the study",
        "variants: {a: {agnet.x: 1}}|variants.a.agnet.x: a variant changes a section of the study;"
            + " did you mean 'agent'? known: environment, agent, budget, evaluation, log, backend",
        "variants: {a: {seeds: [1]}}|variants.a.seeds: a variant changes a section of the study;"
            + " known: environment, agent, budget, evaluation, log, backend",
        "grid: [a]|grid: expected keys with values, found a list of 1",
        "grid: {agent.x: 5}|grid.agent.x: expected a list of values to try, found '5'",
        "grid: {agent.x: []}|grid.agent.x: expected a list of values to try, found a list of 0",
        "grid: {seeds: [1]}|grid.seeds: a variant changes a section of the study; known:"
            + " environment, agent, budget, evaluation, log, backend",
        "grid: {agent.x: [1, 1]}|grid: two variants would be called 'baseline+x=1'",
        "grid: {agent.x: [[1], [1]]}|grid: two variants would be called 'baseline+x=value1'",
        "grid: {agent.x/y: [1]}|grid: 'baseline+x/y=1' cannot name a folder; use letters, digits"
            + " and . _ + = -",
        "variants: {Report: {}}|variants.Report: the name 'Report' is taken by a file or folder of"
            + " the study",
        "variants: {fast: {}, Fast: {}}|variants.Fast: 'Fast' and 'fast' would be one folder on"
            + " file systems that take upper and lower case for the same",
        "variants: {a: {agent.x: 1, agent: {type: fake}}}|variants.a.agent.x: is a part of"
            + " 'agent', which is set as a whole here too; write one of them",
        "variants: {a: {agent: {type: fake}, agent.x.y: 1}}|variants.a.agent.x.y: is a part of"
            + " 'agent', which is set as a whole here too; write one of them",
        "variants: {a: {agent.x: 1, agent.xy.z: 1}, b: {agent.u.v: 1, agent.u: {v: 2}}}"
            + "|variants.b.agent.u.v: is a part of 'agent.u', which is set as a whole here too;"
            + " write one of them",
        "grid: {agent.x.y: [1], agent.x: [{y: 2}]}|grid.agent.x.y: is a part of 'agent.x', which"
            + " is set as a whole here too; write one of them",
        "grid: {agent.x: [a, A]}|grid: 'baseline+x=A' and 'baseline+x=a' would be one folder on"
            + " file systems that take upper and lower case for the same",
        "grid: {agent: {replay: {capacity: [64, 128]}}}|grid.agent: expected a list of values to"
            + " try, found a mapping with the keys [replay]; a path is one key: grid:"
            + " {agent.replay.capacity: […]}, or --set 'grid={agent.replay.capacity: […]}'",
        "report: {metrc: a/b}|report.metrc: unknown key; did you mean 'metric'? known: metric,"
            + " better, score, window, threshold, across, baseline, within, exclude, lead, interval,"
            + " bands, paired, failed, worst, target, reference, x, xScale, yScale",
        "report: {better: more}|report.better: no such choice: 'more'; known: higher, lower",
        "report: {window: 0}|report.window: must be at least 1 (values), not 0",
      })
  void whatIsWrongAtTheTop(String line, String expected) {
    assertThat(problems(MINIMAL + line + "\n")).containsExactly("study.yaml:5: " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/b", "", ".hidden", "a b", "-x"})
  void aStudysNameMustBeAFoldersName(String name) {
    assertThat(problems(MINIMAL.replace("chain-fake", "'" + name + "'")))
        .containsExactly(
            "study.yaml:1: study: '"
                + name
                + "' cannot name a folder; use letters, digits and . _ + = -");
  }

  @Test
  void whatIsDroppedIsNoVariantOfTheStudy() {
    String variants = "variants: {a: , b: {agent.discount: 0.5}, c: {agent.discount: 0.6}}\n";
    assertThat(read(MINIMAL + variants + "drop: [b]\n").variants())
        .extracting(Variant::name)
        .containsExactly("a", "c");
    assertThat(problems(MINIMAL + variants + "drop: [d]\n"))
        .singleElement(STRING)
        .contains("drop: no variant is called 'd'");
    assertThat(problems(MINIMAL + variants + "drop: [a, b, c]\n"))
        .singleElement(STRING)
        .endsWith("drop: leaves nothing to report; keep at least one variant");
  }

  @Test
  void whatIsMissingIsNamedAllAtOnce() {
    assertThat(problems("question: Why?\nsedes: 1\n"))
        .containsExactly(
            "study.yaml:2: sedes: unknown key; did you mean 'seeds'? known: study, question,"
                + " language, environment, agent, budget, evaluation, log, backend, seeds, variants,"
                + " ablation, grid, search, tune, drop, report, hypotheses",
            "study.yaml:1: study: is missing; every study needs it",
            "study.yaml:1: environment: is missing; every study needs it",
            "study.yaml:1: agent: is missing; every study needs it",
            "study.yaml:1: budget: is missing; every study needs it");
  }

  @Test
  void aVariantMustNotChangeWhatTheGridChangesToo() {
    assertThat(
            problems(
                MINIMAL
                    + """
                    variants:
                      slow: {agent.learningRate: 1e-5}
                    grid: {agent.learningRate: [1e-3, 1e-4]}
                    """))
        .containsExactly(
            "study.yaml:6: variants.slow.agent.learningRate: the grid sets this too, so the"
                + " variant's value would never be used");
  }

  @Test
  void theGridDoesNotSetAllOfWhatAVariantChanges() {
    assertThat(
            problems(
                MINIMAL
                    + """
                    variants:
                      slow: {agent.updater.rate: 1e-5}
                    grid: {agent.updater: [sgd, adam]}
                    """))
        .containsExactly(
            "study.yaml:6: variants.slow.agent.updater.rate: the grid sets all of 'agent.updater',"
                + " so the variant's value would never be used");
  }

  @Test
  void aCellOfTheGridKnowsItsArmAndItsPlace() {
    Study study = read(MINIMAL + "variants: {a: }\ngrid: {agent.x.rate: [1, 2], agent.z: [[3]]}\n");

    Variant cell = study.variants().get(1);
    assertThat(cell.name()).isEqualTo("a+rate=2+z=value1");
    assertThat(cell.arm()).isEqualTo("a");
    assertThat(cell.cell()).containsExactly(entry("agent.x.rate", "2"), entry("agent.z", "value1"));
  }

  @Test
  void aNameIsNoLongerThanAFoldersMayBe() {
    assertThat(problems(MINIMAL + "variants: {" + "n".repeat(256) + ": {}}\n"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .endsWith("'" + "n".repeat(40) + "…' has 256 bytes; a folder's name has at most 255");
    assertThat(names(read(MINIMAL + "variants: {" + "n".repeat(255) + ": {}}\n"))).hasSize(1);
  }

  @Test
  void aGridOfAMillionCellsIsRefusedAtOnce() {
    String axis = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    StringBuilder grid = new StringBuilder("grid: {");
    for (int i = 0; i < 30; i++) {
      grid.append(i == 0 ? "" : ", ").append("agent.x").append(i).append(": ").append(axis);
      if (i == 5) {
        assertThat(problems(MINIMAL + grid + "}\n"))
            .containsExactly(
                "study.yaml:5: grid: makes 1,000,000 variants; a study has at most 100,000");
      }
    }
    assertThat(problems(MINIMAL + grid + "}\n"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("a study has at most 100,000");
  }

  @Test
  void severalProblemsAreReportedTogether() {
    assertThat(problems(MINIMAL + "seeds: [x]\nreport: {window: 0}\ngrid: {agent.x: 1}\n"))
        .hasSize(3);
  }
}
