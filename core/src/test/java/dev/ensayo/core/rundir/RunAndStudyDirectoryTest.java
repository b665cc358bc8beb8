package dev.ensayo.core.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricsFile;
import dev.ensayo.core.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAndStudyDirectoryTest {
  @TempDir Path folder;
  private StudyDirectory study;

  @BeforeEach
  void open() {
    study = new StudyDirectory(folder.resolve("my study"));
  }

  @Test
  void filesStandWhereTheContractSays() {
    RunDirectory run = study.run("no-replay", -3);
    Path seed = folder.resolve("my study").resolve("no-replay").resolve("seed--3");

    assertThat(run.path()).isEqualTo(seed);
    assertThat(run.config()).isEqualTo(seed.resolve("config.yaml"));
    assertThat(run.manifestFile()).isEqualTo(seed.resolve("manifest.json"));
    assertThat(run.metricsFile()).isEqualTo(seed.resolve("metrics.csv"));
    assertThat(run.timingFile()).isEqualTo(seed.resolve("timing.csv"));
    assertThat(run.checkpoints()).isEqualTo(seed.resolve("checkpoints"));
    assertThat(run.completeMarker()).isEqualTo(seed.resolve("COMPLETE"));
    assertThat(study.report()).isEqualTo(folder.resolve("my study").resolve("report"));
  }

  @Test
  void aRunThatWroteNothingHasNothing() throws IOException {
    RunDirectory run = study.run("baseline", 1);

    assertThat(run.isComplete()).isFalse();
    assertThat(run.manifest()).isEmpty();
    assertThat(run.metrics().metrics()).isEmpty();
    assertThat(run.timing().metrics()).isEmpty();
    assertThat(study.exists()).isFalse();
  }

  @Test
  void whatARunWroteIsFound() throws IOException {
    RunDirectory run = study.run("baseline", 1);
    Files.createDirectories(run.path());
    try (MetricsFile metrics = MetricsFile.create(run.metricsFile());
        MetricsFile timing = MetricsFile.create(run.timingFile())) {
      metrics.record(Clock.EPOCH, 1, "a/b", 2);
      timing.record(Clock.EPOCH, 1, "throughput/steps_per_second", 3);
    }
    Manifest manifest =
        new Manifest(
            "s",
            "baseline",
            1,
            RunStatus.COMPLETE,
            "",
            "",
            "",
            "",
            "",
            1,
            Map.of(),
            null,
            Map.of(),
            "",
            "",
            0,
            1,
            "");
    manifest.write(run.manifestFile());
    Files.createFile(run.completeMarker());

    assertThat(run.metrics().metrics()).containsExactly("a/b");
    assertThat(run.timing().metrics()).containsExactly("throughput/steps_per_second");
    assertThat(run.manifest()).contains(manifest);
    assertThat(run.isComplete()).isTrue();
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
  void aFolderWithoutAStudyIsNamed() {
    assertThatThrownBy(study::study)
        .isInstanceOf(ConfigException.class)
        .hasMessage(study.studyFile() + ": there is no such file");
  }
}
