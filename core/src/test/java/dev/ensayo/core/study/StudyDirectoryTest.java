package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.metrics.Better;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyDirectoryTest {
  @TempDir Path folder;
  private StudyDirectory study;

  @BeforeEach
  void open() {
    study = new StudyDirectory(folder.resolve("my study"));
  }

  @Test
  void filesStandWhereTheContractSays() {
    Path own = folder.resolve("my study");

    assertThat(study.studyFile()).isEqualTo(own.resolve("study.yaml"));
    assertThat(study.overridesFile()).isEqualTo(own.resolve("overrides.yaml"));
    assertThat(study.report()).isEqualTo(own.resolve("report"));
    assertThat(study.run("no-replay", -3).path())
        .isEqualTo(own.resolve("no-replay").resolve("seed--3"));
    assertThat(study.exists()).isFalse();
  }

  private void writeStudy() throws IOException {
    Files.createDirectories(study.path());
    Files.writeString(
        study.studyFile(),
        """
        study: s
        environment: chain
        agent: {type: fake, replay: {capacity: 10}}
        budget: {environmentSteps: 100}
        seeds: [1, 2]
        """);
  }

  private static ConfigNode capacity(Study read) {
    ConfigNode.Mapping agent = (ConfigNode.Mapping) read.base().entries().get("agent");
    return ((ConfigNode.Mapping) agent.entries().get("replay")).entries().get("capacity");
  }

  @Test
  void theStudyAsGiven() throws IOException {
    writeStudy();

    assertThat(study.exists()).isTrue();
    assertThat(study.study().seeds()).containsExactly(1L, 2L);
    assertThat(capacity(study.study()))
        .isEqualTo(ConfigNode.Scalar.of(new Origin(study.studyFile().toString(), 3), "10"));
  }

  @Test
  void theStudyWithWhatTheCommandLineChanged() throws IOException {
    writeStudy();
    Files.writeString(
        study.overridesFile(), "agent.replay.capacity: 64\nseeds: [7]\nenvironment.length: 3\n");
    Study changed = study.study();

    assertThat(changed.seeds()).containsExactly(7L);
    assertThat(capacity(changed))
        .isEqualTo(ConfigNode.Scalar.of(new Origin(study.overridesFile().toString(), 1), "64"));
    assertThat(
            ((ConfigNode.Mapping) changed.base().entries().get("environment")).entries().keySet())
        .containsExactly("type", "length");
  }

  @Test
  void whatIsWrongWithAnOverrideIsLocatedInItsFile() throws IOException {
    writeStudy();
    Files.writeString(study.overridesFile(), "agent.x: 1\nseeds: [x]\n");

    assertThatThrownBy(study::study)
        .isInstanceOf(ConfigException.class)
        .hasMessage(study.overridesFile() + ":2: seeds[0]: expected a whole number, found 'x'");
  }

  @Test
  void whatTheAgentsAreForIsComparedWhereTheStudyDoesNotSayIt() throws IOException {
    writeStudy();
    Files.writeString(study.goalFile(), "metric: test/mse\nbetter: lower\n");
    assertThat(study.study().report().metric()).isEqualTo("test/mse");
    assertThat(study.study().report().better()).isEqualTo(Better.LOWER);

    Files.writeString(study.overridesFile(), "report.metric: eval/length\n");
    assertThat(study.study().report().metric()).isEqualTo("eval/length");
    assertThat(study.study().report().better()).isEqualTo(Better.HIGHER);
  }

  @Test
  void aFolderWithoutAStudyIsNamed() {
    assertThatThrownBy(study::study)
        .isInstanceOf(ConfigException.class)
        .hasMessage(study.studyFile() + ": there is no such file");
  }
}
