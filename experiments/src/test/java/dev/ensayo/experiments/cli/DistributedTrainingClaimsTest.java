package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What page 15 of the course says, against its study with a fixed seed and its whole budget. */
@Tag("learning")
class DistributedTrainingClaimsTest {
  private static final String ACCURACY = "test/accuracy";
  private static final String SECONDS = "clock/simulated_seconds";

  @TempDir private static Path folder;

  @BeforeAll
  static void run() {
    CommandLineHarness.Outcome run =
        ensayo("run", "distributed-training", "--seeds", "1", "--jobs", "1", "--out", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static List<Double> values(String variant, String metric) throws IOException {
    return values("distributed-training", variant, metric);
  }

  private static List<Double> values(String study, String variant, String metric)
      throws IOException {
    return Files.readAllLines(folder.resolve(study).resolve(variant).resolve("seed-1/metrics.csv"))
        .stream()
        .map(line -> line.split(","))
        .filter(cells -> cells[2].equals(metric))
        .map(cells -> Double.valueOf(cells[3]))
        .toList();
  }

  private static double last(String variant, String metric) throws IOException {
    List<Double> values = values(variant, metric);
    return values.get(values.size() - 1);
  }

  /** When a variant was first as good as that. */
  private static double secondsTo(double accuracy, String variant) throws IOException {
    List<Double> accuracies = values(variant, ACCURACY);
    for (int i = 0; i < accuracies.size(); i++) {
      if (accuracies.get(i) >= accuracy) {
        return values(variant, SECONDS).get(i);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  @Test
  void theSlowestHoldsAveragingUp() throws IOException {
    String even = "gradient-averaging-equal-speeds";
    assertThat(values("gradient-averaging", ACCURACY)).isEqualTo(values(even, ACCURACY));
    assertThat(last("gradient-averaging", SECONDS)).isGreaterThan(2 * last(even, SECONDS));
    assertThat(last("gradient-averaging", "workers/waiting_share")).isGreaterThan(0.5);
    assertThat(last("asynchronous", SECONDS)).isLessThan(last("gradient-averaging", SECONDS) / 2);
  }

  @Test
  void stalenessCostsAccuracyForTheSameWork() throws IOException {
    assertThat(last("asynchronous", "workers/staleness")).isEqualTo(7, within(0.1));
    assertThat(last("alone", "workers/staleness")).isZero();
    // After a quarter of the epochs, whatever the clock says.
    assertThat(values("alone", ACCURACY).get(5))
        .isGreaterThan(values("asynchronous", ACCURACY).get(5) + 0.05);
    assertThat(last("downpour-5", ACCURACY)).isLessThan(last("alone", ACCURACY) - 0.05);
  }

  @Test
  void withoutWaitingTheSameAccuracyIsThereSooner() throws IOException {
    assertThat(secondsTo(0.85, "asynchronous")).isLessThan(secondsTo(0.85, "gradient-averaging"));
  }

  @Test
  void realWorkersLearnWhatSimulatedOnesLearn() throws IOException {
    String study = "data-parallel";
    CommandLineHarness.Outcome run =
        ensayo("run", study, "--seeds", "1", "--jobs", "1", "--out", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    for (String metric : List.of(ACCURACY, "test/loss", "train/loss")) {
      assertThat(values(study, "gradients", metric))
          .isEqualTo(values(study, "gradients-simulated", metric));
      List<Double> real = values(study, "parameters-10", metric);
      List<Double> simulated = values(study, "parameters-10-simulated", metric);
      assertThat(real).hasSameSizeAs(simulated);
      for (int i = 0; i < real.size(); i++) {
        assertThat(real.get(i)).isEqualTo(simulated.get(i), within(2e-3));
      }
    }
  }
}
