package dev.ensayo.core.rundir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path folder;
  private RunDirectory run;

  @BeforeEach
  void open() {
    run = new RunDirectory(folder.resolve("no-replay").resolve("seed--3"));
  }

  @Test
  void filesStandWhereTheContractSays() {
    Path seed = folder.resolve("no-replay").resolve("seed--3");

    assertThat(run.config()).isEqualTo(seed.resolve("config.yaml"));
    assertThat(run.manifestFile()).isEqualTo(seed.resolve("manifest.json"));
    assertThat(run.metricsFile()).isEqualTo(seed.resolve("metrics.csv"));
    assertThat(run.timingFile()).isEqualTo(seed.resolve("timing.csv"));
    assertThat(run.checkpoints()).isEqualTo(seed.resolve("checkpoints"));
    assertThat(run.completeMarker()).isEqualTo(seed.resolve("COMPLETE"));
  }

  @Test
  void theSameSeedOfAnotherVariantLiesBesideIt() {
    assertThat(run.sibling("baseline").path())
        .isEqualTo(folder.resolve("baseline").resolve("seed--3"));
  }

  @Test
  void aRunThatWroteNothingHasNothing() throws IOException {
    assertThat(run.isComplete()).isFalse();
    assertThat(run.manifest()).isEmpty();
    assertThat(run.metrics().metrics()).isEmpty();
    assertThat(run.timing().metrics()).isEmpty();
  }

  @Test
  void whatARunWroteIsFound() throws IOException {
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
            "",
            1,
            Map.of(),
            null,
            Map.of(),
            "",
            "",
            0,
            1,
            "",
            "",
            List.of());
    manifest.write(run.manifestFile());
    Files.createFile(run.completeMarker());

    assertThat(run.metrics().metrics()).containsExactly("a/b");
    assertThat(run.timing().metrics()).containsExactly("throughput/steps_per_second");
    assertThat(run.manifest()).contains(manifest);
    assertThat(run.isComplete()).isTrue();
  }
}
