package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose workers can start no executor: its master gives up the application. */
class NoExecutorTest {
  private static final String STUDY =
      """
      study: nowhere
      environment: frozenlake-v1
      agent: q-learning
      budget: {environmentSteps: 500}
      seeds: {from: 1, count: 40}
      """;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void theStudyEndsWithALineForEachRun() throws IOException, InterruptedException {
    Path study = Files.writeString(folder.resolve("nowhere.yaml"), STUDY);
    Path empty = Files.createDirectory(folder.resolve("no-spark"));
    try (StandaloneCluster cluster = new StandaloneCluster(1, folder, empty.toString());
        Command command =
            Command.run(folder, study, "spark", "--launcher", "spark", "--master", cluster.url())) {
      assertThat(command.await()).as(command.said()).isEqualTo(1);
      assertThat(command.said())
          .contains("0 of 40 runs complete, 40 failed")
          .contains("has ended, or could start no executor")
          .contains("--resume");
    }
  }
}
