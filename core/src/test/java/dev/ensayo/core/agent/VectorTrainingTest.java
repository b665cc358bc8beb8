package dev.ensayo.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.fakes.ChainConfig;
import dev.ensayo.core.fakes.ChainEnvironment;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import dev.ensayo.core.training.TrainingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VectorTrainingTest {
  private static final DecisionProcess CHAIN =
      ChainEnvironment.process(Settings.of(ChainConfig.class, "{length: 4, slip: 0.2}"));

  /** Acts at random; what it logs depends on every reward and every number it drew. */
  private static final class Drifter implements VectorAgent {
    private final RandomStream random;
    private final MetricMeans.Mean drift;
    private double sum;

    Drifter(AgentContext context) {
      this.random = context.seeds().stream("behavior");
      this.drift = context.means().mean("train/drift");
    }

    @Override
    public void act(VectorEnvironment copies, ActionBatch actions) {
      for (int copy = 0; copy < copies.count(); copy++) {
        actions.sample(copy, random);
      }
    }

    @Override
    public void learn(VectorEnvironment copies, ActionBatch actions) {
      for (double reward : copies.rewards()) {
        sum = 0.9 * sum + reward + random.nextDouble();
      }
      drift.add(sum);
    }

    @Override
    public Policy evaluationPolicy() {
      return observation -> sum > 5 ? 1 : 0;
    }

    @Override
    public void writeModel(Path directory) {}

    @Override
    public void saveState(StateWriter out) throws IOException {
      out.writeDouble(sum);
      random.saveState(out);
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      sum = in.readDouble();
      random.loadState(in);
    }
  }

  private static VectorTraining training(RecordedMetrics metrics, int copies, long steps) {
    return new VectorTraining(
        new TrainingContext(
            CHAIN,
            Budget.ofEnvironmentSteps(steps),
            new Evaluation(300, 3, 1000),
            new Logging(100),
            BackendConfig.defaults(),
            new SeedSequence(9),
            metrics,
            new RecordedMetrics()),
        copies,
        Drifter::new);
  }

  private static void finish(VectorTraining training) {
    while (!training.isFinished()) {
      training.advance();
    }
  }

  /**
   * With 7 copies the clock stands at multiples of 7: 301 is the first after 300, 602 after 600.
   */
  @Test
  void whatIsDueComesAfterTheStepThatLeadsThere() {
    RecordedMetrics metrics = new RecordedMetrics();
    finish(training(metrics, 7, 800));
    assertThat(metrics.steps("eval/return")).containsExactly(0L, 301L, 602L, 805L);
    assertThat(metrics.steps("train/drift"))
        .containsExactly(105L, 203L, 301L, 406L, 504L, 602L, 700L, 805L);
    assertThat(metrics.steps("episode/return")).doesNotHaveDuplicates().isSorted();
  }

  /** The sum over all episodes of their lengths is what was stepped, but for those under way. */
  @Test
  void everyEpisodeOfEveryCopyIsRecorded() {
    RecordedMetrics metrics = new RecordedMetrics();
    finish(training(metrics, 4, 4000));
    double steps = metrics.values("episode/length").stream().mapToDouble(each -> each).sum();
    assertThat(steps).isBetween(3500.0, 4000.0);
  }

  @Test
  void continuesBitForBit() throws IOException {
    RecordedMetrics whole = new RecordedMetrics();
    finish(training(whole, 5, 1000));
    RecordedMetrics parts = new RecordedMetrics();
    VectorTraining first = training(parts, 5, 1000);
    for (int slice = 0; slice < 4; slice++) {
      first.advance();
    }
    byte[] saved = save(first);
    VectorTraining second = training(parts, 5, 1000);
    second.loadState(new StateReader(new ByteArrayInputStream(saved)));
    assertThat(save(second)).isEqualTo(saved);
    finish(second);
    assertThat(parts.entries()).isEqualTo(whole.entries());
  }

  @Test
  void theStateOfOtherCopiesIsRefused() throws IOException {
    VectorTraining five = training(new RecordedMetrics(), 5, 1000);
    five.advance();
    five.advance();
    VectorTraining four = training(new RecordedMetrics(), 4, 1000);
    assertThatIOException()
        .isThrownBy(() -> four.loadState(new StateReader(new ByteArrayInputStream(save(five)))))
        .withMessage("the state is of 5 copies, not of 4");
  }

  private static byte[] save(VectorTraining training) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    training.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }
}
