package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.fakes.FakeRun;
import dev.ensayo.core.lease.Lease;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyContinuationTest {
  private static final RunBinder BINDER =
      new RunBinder(
          new PluginRegistry(
              List.of(new ChainProvider()),
              List.of(),
              List.of(new FakeAgentProvider("fake"), new FakeFollowerProvider())),
          List.of());

  private static final String STUDY =
      """
      study: s
      environment: chain
      agent: fake
      budget: {environmentSteps: 100}
      seeds: [1, 2]
      variants: {a: , b: {agent.learningRate: 0.5}}
      """;

  @TempDir Path folder;

  private StudyContinuation continuation(String text) {
    Study study = StudyReader.read(YamlReader.parse("study.yaml", text));
    return new StudyContinuation(new StudyDirectory(folder), study, BINDER.bind(study), Set.of());
  }

  /** As if all runs had begun. */
  private void begin(String text) throws IOException {
    continuation(text).write(text, Map.of());
    Study study = StudyReader.read(YamlReader.parse("study.yaml", text));
    for (RunPlan run : BINDER.bind(study)) {
      Path config = new StudyDirectory(folder).run(run.variant(), run.seed()).config();
      Files.createDirectories(config.getParent());
      Files.writeString(config, YamlWriter.write(run.resolved()));
    }
  }

  @Test
  void anEmptyFolderIsFree() {
    assertThatCode(() -> continuation(STUDY).check(false)).doesNotThrowAnyException();
    assertThatCode(() -> continuation(STUDY).check(true)).doesNotThrowAnyException();
  }

  @Test
  void whatLiesThereIsNotWrittenOverUnasked() throws IOException {
    begin(STUDY);
    assertThatThrownBy(() -> continuation(STUDY).check(false))
        .isInstanceOf(NotContinuableException.class)
        .hasMessageContaining(folder + " already holds runs; go on with them with --resume");
    assertThatCode(() -> continuation(STUDY).check(true)).doesNotThrowAnyException();
  }

  /** As a folder of before there were tests with random actions. */
  @Test
  void runsOfAVersionWithoutASettingGoOnWithItsDefault() throws IOException {
    begin(STUDY);
    for (String run : List.of("a/seed-1", "a/seed-2", "b/seed-1", "b/seed-2")) {
      Path config = folder.resolve(run).resolve("config.yaml");
      String written = Files.readString(config);
      String older = written.replaceFirst("(?m)^  epsilon: 0.*\\R", "");
      assertThat(older).isNotEqualTo(written);
      Files.writeString(config, older);
    }
    assertThatCode(() -> continuation(STUDY).check(true)).doesNotThrowAnyException();
    assertThatThrownBy(() -> continuation(STUDY + "evaluation: {epsilon: 0.1}").check(true))
        .isInstanceOf(NotContinuableException.class)
        .hasMessageContaining("evaluation.epsilon was not there and is 0.1");
  }

  @Test
  void whoIsAtItIsNamed() throws IOException {
    begin(STUDY);
    try (LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD)) {
      Path run = new StudyDirectory(folder).run("b", 1).path();
      Lease lease = leases.tryTake(run).lease().orElseThrow();
      assertThatThrownBy(() -> continuation(STUDY).check(false))
          .hasMessageContaining(
              folder + " already holds runs; variant 'b' with seed 1 is being run by process ")
          .hasMessageContaining("; share the work with --share, write elsewhere with --out");
      lease.release();
    }
  }

  /** It will be made again, with the configuration it had. */
  @Test
  void aFinishedRunWhoseConfigurationWasChangedByHandDoesNotStopTheStudy() throws IOException {
    begin(STUDY);
    RunDirectory run = new StudyDirectory(folder).run("b", 1);
    FakeRun.finish(run, Files.readString(run.config()), 1);
    Files.writeString(run.config(), Files.readString(run.config()) + "# a note\n");
    assertThatCode(() -> continuation(STUDY).check(true)).doesNotThrowAnyException();

    String other = STUDY.replace("environmentSteps: 100", "environmentSteps: 99");
    assertThatThrownBy(() -> continuation(other).check(true))
        .isInstanceOf(NotContinuableException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: [1, 2]|seeds: [1, 2, 3]",
        "b: {agent.learningRate: 0.5}|b: {agent.learningRate: 0.5}, c: {agent.learningRate: 1}",
        "agent: fake|agent: {type: fake}",
        "environmentSteps: 100|environmentSteps: 101",
        "a: , b:|a: {budget.environmentSteps: 101}, b:"
      })
  void moreIsFine(String from, String to) throws IOException {
    begin(STUDY);
    assertThatCode(() -> continuation(STUDY.replace(from, to)).check(true))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: [1, 2]|seeds: [2]|was started with the seeds [1], which are not asked for now",
        "a: , b:|c: , b:|was started with the variants [a], which are not asked for now",
        "environmentSteps: 100|environmentSteps: 99|seed-1/config.yaml differs from what the"
            + " study says now"
      })
  void lessAndOtherIsNot(String from, String to, String message) throws IOException {
    begin(STUDY);
    assertThatThrownBy(() -> continuation(STUDY.replace(from, to)).check(true))
        .isInstanceOf(NotContinuableException.class)
        .hasMessageContaining(message);
  }

  /** What starts from a run would have started from another one. */
  @Test
  void aRunThatAnotherHasStartedFromIsNotExtended() throws IOException {
    String alone =
        """
        study: s
        environment: chain
        agent: follower
        budget: {updates: 10}
        evaluation: {every: 5}
        variants: {a: }
        """;
    String both = alone.replace("{a: }", "{a: , b: {agent.from: a, budget.updates: 3}}");
    begin(alone);
    assertThatCode(() -> continuation(both.replace(": 10", ": 20")).check(true))
        .doesNotThrowAnyException();
    begin(both);
    assertThatThrownBy(() -> continuation(both.replace(": 10", ": 20")).check(true))
        .isInstanceOf(NotContinuableException.class)
        .hasMessage(
            "variant 'a' cannot be extended from 10 to 20 updates: variant 'b' starts from its runs"
                + " as they are. Write elsewhere with --out DIR, or leave that variant out with"
                + " --drop b");
    assertThatCode(() -> continuation(both.replace(": 3", ": 4")).check(true))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"log: {every: 7}", "evaluation: {every: 7}", "backend: {threads: 2}"})
  void aLargerBudgetAllowsNoOtherChange(String change) throws IOException {
    begin(STUDY);
    String changed = STUDY.replace("environmentSteps: 100}", "environmentSteps: 200}\n" + change);
    assertThatThrownBy(() -> continuation(changed).check(true))
        .isInstanceOf(NotContinuableException.class)
        .hasMessageContaining("budget.environmentSteps was 100 and is 200; ")
        .hasMessageContaining("cannot be continued or compared");
  }

  @Test
  void whatTheCommandLineChangedStandsBesideTheStudy() throws IOException {
    ConfigNode five = YamlReader.parseValue("--set", "[5]");
    continuation(STUDY).write(STUDY, Map.of("seeds", five));

    StudyDirectory directory = new StudyDirectory(folder);
    assertThat(Files.readString(directory.studyFile())).isEqualTo(STUDY);
    assertThat(directory.study().seeds()).containsExactly(5L);

    continuation(STUDY).write(STUDY, Map.of());
    assertThat(directory.overridesFile()).doesNotExist();
  }
}
