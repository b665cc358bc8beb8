package dev.ensayo.agents.fakes;

import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.metrics.MetricSink;
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
import java.util.Optional;

/** Runs for tests: an agent, a process, a seed and a few hundred steps. */
public final class Runs {
  private Runs() {}

  /**
   * A run that is tested and logged ten times.
   *
   * @param settings of the agent, as YAML
   */
  public static <C extends Record> Training start(
      PolicyProvider<C> provider,
      String settings,
      DecisionProcess process,
      long steps,
      long seed,
      MetricSink metrics) {
    long every = Math.max(1, steps / 10);
    TrainingContext context =
        new TrainingContext(
            process,
            Budget.ofEnvironmentSteps(steps),
            new Evaluation(every, 10, 10_000),
            new Logging(every),
            BackendConfig.defaults(),
            new SeedSequence(seed),
            metrics,
            MetricSink.NONE);
    return provider.start(Settings.of(provider.configType(), settings), context);
  }

  /** A whole run and what it recorded. */
  public static <C extends Record> RecordedMetrics run(
      PolicyProvider<C> provider, String settings, DecisionProcess process, long steps, long seed) {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = start(provider, settings, process, steps, seed, metrics)) {
      while (!training.isFinished()) {
        training.advance();
      }
    }
    return metrics;
  }

  /** What an agent is given, with a budget of 1000 steps and seed 1. */
  public static AgentContext context(DecisionProcess process, MetricSink metrics) {
    return new AgentContext(
        process.spec(),
        process.spec().hasTransitionTable()
            ? process.create(new SeedSequence(0)).transitionTable()
            : Optional.empty(),
        1000,
        BackendConfig.defaults(),
        new SeedSequence(1),
        new MetricMeans(),
        metrics);
  }

  /** One step of experience. */
  public static Transition transition(
      float[] observation,
      int action,
      double reward,
      float[] nextObservation,
      boolean terminated,
      boolean truncated) {
    Transition transition = new Transition(observation.length);
    transition.startFrom(observation);
    transition.complete(action, reward, nextObservation, terminated, truncated);
    return transition;
  }

  public static byte[] save(Stateful source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    source.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  public static void load(Stateful target, byte[] bytes) throws IOException {
    target.loadState(new StateReader(new ByteArrayInputStream(bytes)));
  }
}
