package dev.ensayo.sequence.fakes;

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
import dev.ensayo.core.training.EvaluationProtocol;
import dev.ensayo.core.training.LogProtocol;
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
 */
public record Runs<C extends Record>(
    AgentProvider<C> provider,
    String settings,
    EnvironmentSource environment,
    String budget,
    long evaluateEvery,
    long logEvery,
    long seed) {

  /** Starts the run. */
  public Training start(MetricSink metrics) {
    return provider.start(
        Settings.of(provider.configType(), settings),
        new TrainingContext(
            environment,
            Settings.of(Budget.class, budget),
            new EvaluationProtocol(evaluateEvery, 1, 1),
            new LogProtocol(logEvery),
            BackendConfig.defaults(),
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
