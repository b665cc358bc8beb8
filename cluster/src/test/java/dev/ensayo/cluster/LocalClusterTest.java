package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies on a cluster that Spark starts for them on this machine. */
class LocalClusterTest {
  private static final String POISON =
      """
      study: poison
      environment: {type: poison, length: 5}
      agent: {type: sarsa}
      budget: {environmentSteps: 500}
      seeds: [1]
      variants:
        healthy: {}
        deadly: {environment.length: 6}
        sound: {environment.length: 7}
      """;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void aRunThatTakesEachOfItsExecutorsAlongFailsAlone() throws IOException, InterruptedException {
    Path study = Files.writeString(folder.resolve("poison.yaml"), POISON);
    StudyDirectory made = new StudyDirectory(folder.resolve("spark").resolve("poison"));
    try (Command command =
        Command.run(
            folder, study, "spark", "--launcher", "spark", "--master", "local-cluster[1,2,768]")) {
      assertThat(command.await()).as(command.said()).isEqualTo(1);
      assertThat(command.said())
          .contains("2 of 3 runs complete, 1 failed")
          .contains("the executor was lost each of the 4 times");
    }
    for (String variant : new String[] {"healthy", "sound"}) {
      RunDirectory run = made.run(variant, 1);
      assertThat(run.isComplete()).as(variant).isTrue();
      assertThat(run.manifest().orElseThrow().status()).isEqualTo(RunStatus.COMPLETE);
    }
    assertThat(made.run("deadly", 1).isComplete()).isFalse();
  }
}
