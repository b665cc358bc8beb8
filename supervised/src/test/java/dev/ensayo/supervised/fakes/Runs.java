package dev.ensayo.supervised.fakes;

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

/** Runs for tests. */
public final class Runs {
  private Runs() {}

  /**
   * A run at its beginning.
   *
   * @param settings of the agent, as in a study
   * @param schedule {@code budget}, {@code evaluation} and {@code log}, such as {@code {epochs: 3}
   *     1 1}
   */
  public static <C extends Record> Training start(
      AgentProvider<C> provider,
      String settings,
      EnvironmentSource examples,
      String schedule,
      long seed,
      MetricSink metrics) {
    C config = Settings.of(provider.configType(), settings);
    if (!provider.supports(examples.spec(), config).isSupported()) {
      throw new IllegalArgumentException(provider.supports(examples.spec(), config).reason());
    }
    return provider.start(config, context(examples, schedule, seed, metrics));
  }

  /** The context of such a run. */
  public static TrainingContext context(
      EnvironmentSource examples, String schedule, long seed, MetricSink metrics) {
    int end = schedule.indexOf('}') + 1;
    return new TrainingContext(
        examples,
        Settings.of(Budget.class, schedule.substring(0, end)),
        Settings.of(Evaluation.class, "{every: " + schedule.substring(end).strip() + "}"),
        Settings.of(Logging.class, "{every: " + schedule.substring(end).strip() + "}"),
        BackendConfig.defaults(),
        new SeedSequence(seed),
        metrics,
        MetricSink.NONE);
  }

  public static void finish(Training training) {
    while (!training.isFinished()) {
      training.advance();
    }
  }

  /** Runs to the end and gives what was recorded. */
  public static <C extends Record> RecordedMetrics run(
      AgentProvider<C> provider,
      String settings,
      EnvironmentSource examples,
      String schedule,
      long seed) {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = start(provider, settings, examples, schedule, seed, metrics)) {
      finish(training);
    }
    return metrics;
  }

  /** The last value of a metric. */
  public static double last(RecordedMetrics metrics, String metric) {
    return metrics.values(metric).get(metrics.values(metric).size() - 1);
  }

  public static byte[] save(Training training) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter writer = new StateWriter(bytes);
    training.saveState(writer);
    writer.flush();
    return bytes.toByteArray();
  }

  public static void load(Training training, byte[] state) throws IOException {
    training.loadState(new StateReader(new ByteArrayInputStream(state)));
  }
}
