package dev.ensayo.results.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.results.export.MlflowStandIn.Run;
import dev.ensayo.results.live.MadeUpRuns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MlflowExportTest {
  private static final int MANY = 1200;

  @TempDir Path folder;
  private MadeUpRuns runs;
  private MlflowStandIn server;

  @BeforeEach
  void study() throws IOException {
    runs = new MadeUpRuns(folder);
    runs.study();
    RunDirectory first = runs.begin("baseline", 1);
    StringBuilder config = new StringBuilder("budget:\n  environmentSteps: 100\nagent:\n");
    for (int i = 0; i < 150; i++) {
      config.append("  setting").append(i).append(": ").append(i).append('\n');
    }
    Files.writeString(first.config(), config + "  long: " + "x".repeat(900) + "\n");
    MadeUpRuns.append(
        first, MadeUpRuns.tests(0, IntStream.range(0, MANY).asDoubleStream().toArray()));
    runs.complete("baseline", 1, 5);
    RunDirectory failed = runs.begin("baseline", 2);
    MadeUpRuns.append(failed, "environment_step,10,train/loss,NaN\r\n");
    runs.manifest("baseline", 2, RunStatus.FAILED, "loss is NaN", 3);
    runs.begin("other", 1);
    server = new MlflowStandIn();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MlflowExport.Outcome export() throws IOException {
    return MlflowExport.write(StudyExport.of(folder), server.address(), Duration.ofSeconds(10));
  }

  @Test
  void bringsSettingsMetricsAndArtifacts() throws IOException {
    assertThat(export()).isEqualTo(new MlflowExport.Outcome(2, 0, 1, false));

    assertThat(server.experiments).containsOnlyKeys("made-up");
    Run first = server.active().get(0);
    assertThat(first.name).isEqualTo("baseline/seed-1");
    assertThat(first.status).isEqualTo("FINISHED");
    assertThat(first.tags)
        .containsEntry("ensayo.run", "made-up/baseline/seed-1")
        .containsEntry("ensayo.seed", "1");
    assertThat(first.params)
        .hasSize(152)
        .containsEntry("agent.setting149", "149")
        .containsEntry("budget.environmentSteps", "100");
    assertThat(first.params.get("agent.long")).hasSize(500).endsWith("…");
    assertThat(first.metrics)
        .hasSize(MANY + 1)
        .contains("eval/return 0 0.0", "eval/return 11990 1199.0", "score 0 1199.0");
    assertThat(server.artifacts.keySet())
        .containsExactly(
            "1/run1/artifacts/config.yaml",
            "1/run1/artifacts/manifest.json",
            "1/run1/artifacts/metrics.csv",
            "1/run2/artifacts/config.yaml",
            "1/run2/artifacts/manifest.json",
            "1/run2/artifacts/metrics.csv");
    assertThat(server.artifacts.get("1/run1/artifacts/metrics.csv"))
        .isEqualTo(Files.readString(runs.run("baseline", 1).metricsFile()));
    Run failed = server.active().get(1);
    assertThat(failed.status).isEqualTo("FAILED");
    assertThat(failed.metrics).containsExactly("train/loss 10 NaN");
  }

  @Test
  void exportedAgainRunsAreLeftAsTheyAreOrReplaced() throws IOException {
    export();
    assertThat(export()).isEqualTo(new MlflowExport.Outcome(0, 2, 1, false));
    assertThat(server.runs).hasSize(2);

    MadeUpRuns.append(runs.run("baseline", 2), "environment_step,20,train/loss,1.0\r\n");
    assertThat(export()).isEqualTo(new MlflowExport.Outcome(1, 1, 1, false));
    assertThat(server.active()).hasSize(2);
    assertThat(server.active().get(1).metrics)
        .containsExactly("train/loss 10 NaN", "train/loss 20 1.0");
  }

  /** At each call in turn the server breaks down; the next export mends it. */
  @Test
  void whatWasBrokenOffIsNotTakenToBeWhole() throws IOException {
    Files.delete(runs.run("baseline", 1).manifestFile());
    Files.delete(runs.run("baseline", 1).completeMarker()); // one small run is enough
    export();
    int calls = server.calls.size();
    for (int broken = 1; broken <= calls; broken++) {
      server.close();
      server = new MlflowStandIn();
      server.breaksAt = broken;
      assertThatThrownBy(this::export)
          .isInstanceOf(MlflowException.class)
          .hasMessageStartingWith("the MLflow server at http://localhost:")
          .hasMessageEndingWith(" with 500 INTERNAL_ERROR: the disk is full");
      export();
      assertThat(server.active()).as("broken at %s", broken).hasSize(1);
      assertThat(server.active().get(0).metrics).containsExactly("train/loss 10 NaN");
      assertThat(server.active().get(0).status).isEqualTo("FAILED");
    }
  }

  @Test
  void duplicatesOfOthersAreTakenAway() throws IOException {
    export();
    Run whole = server.active().get(0);
    for (int i = 0; i < 4; i++) {
      Run copy = new Run("copy" + i, whole.experiment);
      copy.tags.putAll(
          i == 0 ? Map.copyOf(whole.tags) : Map.of("ensayo.run", whole.tags.get("ensayo.run")));
      server.runs.put(copy.id, copy);
    }
    assertThat(export()).isEqualTo(new MlflowExport.Outcome(0, 2, 1, false));
    assertThat(server.active()).hasSize(2);
  }

  @Test
  void aServerThatKeepsArtifactsElsewhereIsTold() throws IOException {
    server.artifactRoot = "s3://bucket/";
    assertThat(export().withoutArtifacts()).isTrue();
    assertThat(server.artifacts).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsOneLine() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("http://localhost:" + port + "/");
    assertThatThrownBy(() -> MlflowExport.write(StudyExport.of(folder), nobody))
        .hasMessageStartingWith("no MLflow server answers at http://localhost:" + port)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aServerThatDoesNotAnswerIsNotWaitedForForEver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://localhost:" + silent.getLocalPort());
      assertThatThrownBy(
              () -> MlflowExport.write(StudyExport.of(folder), address, Duration.ofSeconds(1)))
          .hasMessageEndingWith("did not answer 'experiments/get-by-name' within 1 s");
    }
  }

  @Test
  void anotherServerIsOneLineToo() throws IOException {
    URI other = URI.create(server.address() + "/somewhere");
    assertThatThrownBy(() -> MlflowExport.write(StudyExport.of(folder), other))
        .hasMessageContaining(" refuses 'experiments/")
        .message()
        .doesNotContain("\n");
  }
}
