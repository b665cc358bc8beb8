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
 * SARSA: the target of Q(s, a) is {@code r + γ · Q(s', a')}, where a' is the action that is
 * executed next.
 *
 * <p>Rummery and Niranjan, "On-line Q-learning using connectionist systems", 1994; Sutton and
 * Barto, "Reinforcement Learning", 2nd edition, section 6.4. Nothing follows a termination. A time
 * limit bootstraps with an action drawn for the last observation; it is never executed.
 */
final class SarsaAgent implements Agent {
  private static final int NONE = -1;

  private final double discount;
  private final TemporalDifferenceTable table;
  private final EpsilonGreedyPolicy exploration;
  private final Policy behavior;
  private final Policy evaluation;
  private final MetricMeans.Mean epsilon;
  private int chosen = NONE;

  SarsaAgent(TemporalDifferenceConfig config, AgentContext context) {
    this.discount = config.discount();
    this.table = new TemporalDifferenceTable(config, context);
    RandomStream random = context.seeds().stream("exploration");
    this.exploration =
        new EpsilonGreedyPolicy(
            new TieBreakingPolicy(table.values(), random),
            context.spec().actions(),
            config.epsilon(),
            context.budgetSteps(),
            random);
    this.behavior = observation -> chosen == NONE ? exploration.selectAction(observation) : chosen;
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
    epsilon.add(exploration.epsilon());
    exploration.advance();
    double future = 0;
    chosen = NONE;
    if (!transition.terminated()) {
      int next = (int) transition.nextObservation()[0];
      int nextAction = exploration.selectAction(transition.nextObservation());
      future = discount * table.values().get(next, nextAction);
      chosen = transition.endsEpisode() ? NONE : nextAction;
    }
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
    out.section("sarsa");
    table.saveState(out);
    exploration.saveState(out);
    out.writeInt(chosen);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("sarsa");
    table.loadState(in);
    exploration.loadState(in);
    chosen = in.readInt();
  }
}
