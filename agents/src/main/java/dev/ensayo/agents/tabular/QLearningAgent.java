package dev.ensayo.agents.tabular;

import dev.ensayo.agents.exploration.EpsilonGreedyPolicy;
import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Q-learning: the target of Q(s, a) is {@code r + γ · max_a' Q(s', a')}, whatever is done in s'.
 *
 * <p>Watkins, "Learning from Delayed Rewards", 1989; Watkins and Dayan, "Q-learning", 1992; Sutton
 * and Barto, "Reinforcement Learning", 2nd edition, equation 6.8. Nothing follows a termination; a
 * time limit bootstraps.
 */
final class QLearningAgent implements Agent {
  private final double discount;
  private final TemporalDifferenceTable table;
  private final EpsilonGreedyPolicy behavior;
  private final Policy evaluation;
  private final MetricMeans.Mean epsilon;

  QLearningAgent(TemporalDifferenceConfig config, AgentContext context) {
    this.discount = config.discount();
    this.table = new TemporalDifferenceTable(config, context);
    RandomStream random = context.seeds().stream("exploration");
    this.behavior =
        new EpsilonGreedyPolicy(
            new TieBreakingPolicy(table.values(), random),
            context.spec().actions(),
            config.epsilon(),
            context.budgetSteps(),
            random);
    this.evaluation = new GreedyTablePolicy(table.values());
    this.epsilon = context.means().mean("train/epsilon");
  }

  @Override
  public Policy behaviorPolicy() {
    return behavior;
  }

  @Override
  public Policy evaluationPolicy() {
    return evaluation;
  }

  /** Q, {@code [S, A]}. */
  ActionValues values() {
    return table.values();
  }

  @Override
  public void onTransition(Transition transition) {
    epsilon.add(behavior.epsilon());
    behavior.advance();
    int next = (int) transition.nextObservation()[0];
    double future = discount * transition.discount() * table.values().max(next);
    table.update(
        (int) transition.observation()[0], transition.action(), transition.reward() + future);
  }

  @Override
  public void onEvaluation(long environmentStep) {
    table.recordValueError(environmentStep);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    table.values().write(directory);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("q-learning");
    table.saveState(out);
    behavior.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("q-learning");
    table.loadState(in);
    behavior.loadState(in);
  }
}
