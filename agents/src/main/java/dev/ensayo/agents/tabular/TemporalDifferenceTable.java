package dev.ensayo.agents.tabular;

import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.metrics.MetricSink;
import java.io.IOException;
import java.util.Optional;

/**
 * A table of action values that is moved towards targets: {@code Q(s, a) ← Q(s, a) + α · δ} with
 * {@code δ = target − Q(s, a)} and {@code α = learningRate / n(s, a)^ω}.
 *
 * <p>The decreasing rate: Even-Dar and Mansour, "Learning rates for Q-learning", 2003. Records
 * {@code train/td_error}, the mean of |δ|, and {@code eval/value_error}, see {@link ValueError}.
 */
final class TemporalDifferenceTable implements Stateful {
  private final TemporalDifferenceConfig config;
  private final ActionValues values;
  private final int[] visits;
  private final Optional<ValueError> valueError;
  private final MetricMeans.Mean tdError;
  private final MetricSink metrics;

  TemporalDifferenceTable(TemporalDifferenceConfig config, AgentContext context) {
    this.config = config;
    int states = context.spec().observation().states();
    int actions = context.spec().actions();
    this.values = new ActionValues(states, actions, config.initialValue());
    this.visits = new int[states * actions];
    this.valueError = ValueError.of(context.table(), config.discount());
    this.tdError = context.means().mean("train/td_error");
    this.metrics = context.metrics();
  }

  ActionValues values() {
    return values;
  }

  /** Moves Q(s, a) towards the target. */
  void update(int state, int action, double target) {
    int n = ++visits[state * values.actions() + action];
    double delta = target - values.get(state, action);
    values.add(state, action, learningRate(n) * delta);
    tdError.add(Math.abs(delta));
  }

  private double learningRate(int n) {
    return config.visitExponent() == 0
        ? config.learningRate()
        : config.learningRate() * Math.pow(n, -config.visitExponent());
  }

  void recordValueError(long environmentStep) {
    valueError.ifPresent(
        error ->
            metrics.record(
                Clock.ENVIRONMENT_STEP,
                environmentStep,
                "eval/value_error",
                error.largest(values)));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("temporal-difference");
    values.saveState(out);
    out.writeInts(visits);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("temporal-difference");
    values.loadState(in);
    in.readInts(visits);
  }
}
