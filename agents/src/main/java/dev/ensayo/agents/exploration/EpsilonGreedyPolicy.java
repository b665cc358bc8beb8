package dev.ensayo.agents.exploration;

import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/**
 * With probability ε a uniformly random action, otherwise the greedy policy's.
 *
 * <p>Book: Sutton and Barto, "Reinforcement Learning", 2nd edition, section 2.2. Time does not pass
 * by choosing: the agent says with {@link #advance} that a step was taken, so that an action that
 * is chosen but never executed does not shift the schedule.
 */
public final class EpsilonGreedyPolicy implements Policy, Stateful {
  private final Policy greedy;
  private final int actions;
  private final EpsilonSchedule schedule;
  private final long budgetSteps;
  private final RandomStream random;
  private long step;
  private double epsilon;

  /**
   * @param greedy chooses the action that is not random
   * @param actions number of actions {@code A}
   * @param schedule of ε
   * @param budgetSteps environment steps of the whole run
   * @param random saved and restored with this policy, also where the greedy policy shares it
   */
  public EpsilonGreedyPolicy(
      Policy greedy, int actions, EpsilonSchedule schedule, long budgetSteps, RandomStream random) {
    this.greedy = greedy;
    this.actions = actions;
    this.schedule = schedule;
    this.budgetSteps = budgetSteps;
    this.random = random;
    this.epsilon = schedule.valueAt(0, budgetSteps);
  }

  @Override
  public void beginEpisode(int row) {
    greedy.beginEpisode(row);
  }

  @Override
  public int selectAction(float[] observation) {
    if (random.nextDouble() < epsilon) {
      greedy.watch(observation);
      return random.nextInt(actions);
    }
    return greedy.selectAction(observation);
  }

  /** One environment step was taken: ε moves on. */
  public void advance() {
    step++;
    epsilon = schedule.valueAt(step, budgetSteps);
  }

  /** ε of the next choice. */
  public double epsilon() {
    return epsilon;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("epsilon-greedy");
    out.writeLong(step);
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("epsilon-greedy");
    step = in.readLong();
    epsilon = schedule.valueAt(step, budgetSteps);
    random.loadState(in);
  }
}
