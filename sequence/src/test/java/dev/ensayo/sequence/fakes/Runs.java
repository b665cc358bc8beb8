package dev.ensayo.sequence.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Runs of an agent on something in memory.
 *
 * @param provider of the agent
 * @param settings of the agent, as YAML
 * @param environment what is learned from
 * @param budget as YAML
 * @param evaluateEvery on the budget's clock
 * @param logEvery on the budget's clock
 * @param seed of the run
 * @param backend what computes
 */
public record Runs<C extends Record>(
    AgentProvider<C> provider,
    String settings,
    EnvironmentSource environment,
    String budget,
    long evaluateEvery,
    long logEvery,
    long seed,
    BackendConfig backend) {

  /** On the compiled engine. */
  public Runs(
      AgentProvider<C> provider,
      String settings,
      EnvironmentSource environment,
      String budget,
      long evaluateEvery,
      long logEvery,
      long seed) {
    this(
        provider,
        settings,
        environment,
        budget,
        evaluateEvery,
        logEvery,
        seed,
        BackendConfig.defaults());
  }

  /** The same on the deeplearning4j engine. */
  public Runs<C> onDeeplearning4j() {
    return new Runs<>(
        provider,
        settings,
        environment,
        budget,
        evaluateEvery,
        logEvery,
        seed,
        Settings.of(BackendConfig.class, "{engine: deeplearning4j}"));
  }

  /** Starts the run. */
  public Training start(MetricSink metrics) {
    return provider.start(
        Settings.of(provider.configType(), settings),
        new TrainingContext(
            environment,
            Settings.of(Budget.class, budget),
            new Evaluation(evaluateEvery, 1, 1),
            new Logging(logEvery),
            backend,
            new SeedSequence(seed),
            metrics,
            MetricSink.NONE));
  }

  /** Makes the whole run and closes it. */
  public RecordedMetrics run() {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = start(metrics)) {
      finish(training);
    }
    return metrics;
  }

  /**
   * Checks that another run recorded the same, give or take roundings.
   *
   * @param tolerance largest difference of a value, relative to it or to 1
   */
  public static void assertClose(
      RecordedMetrics actual, RecordedMetrics expected, double tolerance) {
    assertThat(actual.entries()).hasSameSizeAs(expected.entries());
    for (int i = 0; i < expected.entries().size(); i++) {
      RecordedMetrics.Entry one = expected.entries().get(i);
      RecordedMetrics.Entry other = actual.entries().get(i);
      assertThat(other)
          .isEqualTo(
              new RecordedMetrics.Entry(one.clock(), one.step(), one.metric(), other.value()));
      assertThat(other.value())
          .as("%s", one)
          .isCloseTo(one.value(), within(tolerance * Math.max(1, Math.abs(one.value()))));
    }
  }

  /** Goes on to the end. */
  public static void finish(Training training) {
    while (!training.isFinished()) {
      training.advance();
    }
  }

  /** Makes the run with a new training, restored from a checkpoint, for each slice. */
  public List<RecordedMetrics.Entry> runInPieces() throws IOException {
    RecordedMetrics metrics = new RecordedMetrics();
    byte[] saved = null;
    boolean finished = false;
    while (!finished) {
      try (Training piece = start(metrics)) {
        if (saved != null) {
          piece.loadState(new StateReader(new ByteArrayInputStream(saved)));
        }
        piece.advance();
        finished = piece.isFinished();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(bytes);
        piece.saveState(writer);
        writer.flush();
        saved = bytes.toByteArray();
      }
    }
    return metrics.entries();
  }
}
