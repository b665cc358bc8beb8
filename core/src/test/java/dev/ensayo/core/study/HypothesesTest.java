package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.Hypothesis.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypothesesTest {
  private static final RunBinder BINDER =
      new RunBinder(
          new PluginRegistry(
              List.of(new ChainProvider()), List.of(), List.of(new FakeAgentProvider("fake"))),
          List.of());

  private static final String STUDY =
      """
      study: s
      environment: chain
      agent: fake
      budget: {environmentSteps: 100}
      seeds: [1, 2]
      variants: {a: , b: {agent.learningRate: 0.5}, c: {agent.learningRate: 0.25}}
      report: {metric: eval/return, exclude: [c]}
      """; // 7 lines

  private static final String BETTER = "hypotheses: [{variant: b, expect: better}]\n";

  @TempDir Path folder;

  private static Study read(String more) {
    return StudyReader.read(YamlReader.parse("study.yaml", STUDY + more));
  }

  /** A session, and the folders of its runs if they begin. */
  private void session(String more, boolean begins) throws IOException {
    Study study = read(more);
    StudyDirectory directory = new StudyDirectory(folder);
    List<RunPlan> runs = BINDER.bind(study);
    new StudyContinuation(directory, study, runs, Set.of()).write(STUDY + more, Map.of());
    if (begins) {
      for (RunPlan run : runs) {
        Files.createDirectories(directory.run(run.variant(), run.seed()).path());
      }
    }
  }

  private HypothesesLog log() {
    return new StudyDirectory(folder).hypotheses();
  }

  @Test
  void areReadInTheOrderWritten() {
    Study study =
        read(
            "hypotheses: [{variant: b, expect: same, than: a, by: 5}, {variant: a, expect: worse}]");
    assertThat(study.hypotheses())
        .containsExactly(
            new Hypothesis("b", Expectation.SAME, Optional.of("a"), OptionalDouble.of(5)),
            new Hypothesis("a", Expectation.WORSE, Optional.empty(), OptionalDouble.empty()));
    assertThat(study.base().entries()).doesNotContainKey("hypotheses");
    assertThat(study.withSeedCount(1).hypotheses()).isEqualTo(study.hypotheses());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{variant: d, expect: better}] | hypotheses[0].variant: no variant is called 'd'; did you"
            + " mean 'a'? known: a, b",
        "[{variant: a, expect: better, than: bb}] | hypotheses[0].than: no variant is called 'bb';"
            + " did you mean 'b'?",
        "[{variant: c, expect: better}] | hypotheses[0].variant: 'c' is left out by report.exclude",
        "[{variant: b, expect: better, than: b}] | hypotheses[0].than: 'b' is compared with itself",
        "[{variant: b, expect: same}] | hypotheses[0].by: is missing: say how much counts as the"
            + " same, like by: 5",
        "[{variant: b, expect: same, by: 0}] | hypotheses[0].by: must be above 0, not 0.0",
        "[{variant: b, expect: better, by: -1}] | hypotheses[0].by: must be 0 or more, not -1.0",
        "[{variant: b, expect: beter}] | hypotheses[0].expect: no such choice: 'beter'; did you mean"
            + " 'better'?",
        "[{expect: better}] | hypotheses[0].variant: is missing; it is the variant it is about",
        "better | hypotheses: expected a list",
      })
  void whatIsWrongIsToldInOneLine(String written, String message) {
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> read("hypotheses: " + written + "\n"));
    assertThat(e).as(written).isNotNull();
    List<String> problems = e.problems().stream().map(Problem::toString).toList();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("study.yaml:8: " + message);
  }

  @Test
  void aVariantThatIsDroppedIsNamedAsThat() {
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> read("drop: [b]\n" + BETTER));
    assertThat(e.problems().get(0).toString())
        .isEqualTo("study.yaml:9: hypotheses[0].variant: 'b' is dropped; name one that is run");
  }

  @Test
  void whatIsThereBeforeTheFirstRunIsAPrediction() throws IOException {
    session(BETTER, true);
    session(BETTER, true);
    assertThat(log().entries()).hasSize(1);
    assertThat(log().runsBefore(read(BETTER).hypotheses().get(0))).contains(0);
  }

  @Test
  void whatComesAfterRunsHaveBegunIsWrittenDownAsThat() throws IOException {
    session("", true);
    assertThat(folder.resolve("hypotheses.yaml")).doesNotExist();
    session(BETTER, true);
    assertThat(log().runsBefore(read(BETTER).hypotheses().get(0))).contains(6);
    String worse = BETTER.replace("better", "worse");
    session(worse, true);
    assertThat(log().entries()).hasSize(2);
    assertThat(log().runsBefore(read(worse).hypotheses().get(0))).contains(6);
    session("", true);
    assertThat(log().entries().get(2).hypotheses()).isEmpty();
  }

  @Test
  void anotherScoreIsWrittenDown() throws IOException {
    session(BETTER, true);
    Study other =
        StudyReader.read(
            YamlReader.parse(
                "study.yaml", STUDY.replace("eval/return,", "eval/return, score: mean,") + BETTER));
    assertThat(log().entries().get(0).hasScoreOf(HypothesesLog.now(read(BETTER)))).isTrue();
    assertThat(log().entries().get(0).hasScoreOf(HypothesesLog.now(other))).isFalse();
  }

  @Test
  void aHypothesisThatNoSessionFoundIsNotKnown() throws IOException {
    session(BETTER, false);
    assertThat(log().runsBefore(read(BETTER.replace("b,", "a,")).hypotheses().get(0))).isEmpty();
    assertThat(HypothesesLog.EMPTY.runsBefore(read(BETTER).hypotheses().get(0))).isEmpty();
  }
}
