package dev.ensayo.agents.tabular;

import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plans once, before the first step, and then acts greedily; learns nothing from what happens.
 *
 * <p>Records at its first evaluation {@code plan/sweeps}, {@code plan/start_value} and, for policy
 * iteration, {@code plan/improvements}. Where the sweeps were counted out beforehand, each
 * evaluation records {@code eval/value_error}, see {@link ValueError}.
 */
final class PlanningAgent implements Agent {
  private final TransitionTable table;
  private final Plan plan;
  private final Policy policy;
  private final MetricSink metrics;
  private final Optional<ValueError> cutShort;
  private boolean recorded;

  /**
   * @throws TrainingFailedException if the planner gives up
   */
  PlanningAgent(Planner planner, PlanningConfig config, AgentContext context) {
    this.table = context.table().orElseThrow();
    this.plan = planner.plan(table);
    if (!plan.converged() && config.sweeps().isEmpty()) {
      throw new TrainingFailedException(
          "planning did not converge within "
              + plan.sweeps()
              + " sweeps; look at agent.maxSweeps, agent.tolerance and agent.discount (with"
              + " discount 1 some processes have no finite values)");
    }
    this.policy = new GreedyTablePolicy(plan.actionValues());
    this.metrics = context.metrics();
    this.cutShort =
        config.sweeps().isPresent()
            ? ValueError.of(context.table(), config.discount())
            : Optional.empty();
  }

  @Override
  public Policy behaviorPolicy() {
    return policy;
  }

  @Override
  public Policy evaluationPolicy() {
    return policy;
  }

  @Override
  public void onTransition(Transition transition) {
    // Everything is known already.
  }

  @Override
  public void onEvaluation(long environmentStep) {
    cutShort.ifPresent(
        error -> record(environmentStep, "eval/value_error", error.largest(plan.actionValues())));
    if (recorded) {
      return;
    }
    recorded = true;
    plan.improvements().ifPresent(n -> record(environmentStep, "plan/improvements", n));
    record(environmentStep, "plan/start_value", plan.startValue(table));
    record(environmentStep, "plan/sweeps", plan.sweeps());
  }

  private void record(long environmentStep, String metric, double value) {
    metrics.record(Clock.ENVIRONMENT_STEP, environmentStep, metric, value);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    plan.actionValues().write(directory);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("planning");
    out.writeBoolean(recorded);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("planning");
    recorded = in.readBoolean();
  }
}
