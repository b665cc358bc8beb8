package dev.ensayo.agents.dqn;

import dev.ensayo.agents.exploration.EpsilonGreedyPolicy;
import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.metrics.MetricMeans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * DQN: Q-learning with a network, experience replay and a target network.
 *
 * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", Nature 518,
 * 2015, algorithm 1. The parts of Rainbow (Hessel et al., 2018), Munchausen targets, soft target
 * updates and gradient clipping are settings of {@link DqnConfig}; with all of them off this is the
 * plain algorithm. Time limits bootstrap, terminations do not. With {@code memory} the network is
 * recurrent and learns from windows of episodes (Kapturowski et al., 2019).
 */
public final class DqnAgent implements Agent {
  /** Rows that a policy may be asked for at once without going one by one. */
  private static final int POLICY_BATCH = 64;

  static final String MODEL_FILE = "model.zip";

  private final DqnConfig config;
  private final Learning learning;
  private final EpsilonGreedyPolicy behavior;
  private final MetricMeans.Mean epsilon;
  private long steps;

  public DqnAgent(DqnConfig given, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    this.config = given.fittedTo(process.observation());
    this.learning =
        config.memory().isPresent()
            ? new WindowLearning(config, context)
            : new TransitionLearning(config, context);
    this.behavior =
        new EpsilonGreedyPolicy(
            learning.exploring(),
            process.actions(),
            config.epsilon(),
            context.budgetSteps(),
            context.seeds().stream("exploration"));
    this.epsilon = context.means().mean("train/epsilon");
  }

  /**
   * The largest number of observations that are given to the network at once.
   *
   * @param batchSize items of an update
   */
  static int largestBatch(int batchSize) {
    return Math.max(batchSize, POLICY_BATCH);
  }

  @Override
  public Policy behaviorPolicy() {
    return behavior;
  }

  @Override
  public Policy evaluationPolicy() {
    return learning.evaluation();
  }

  /** Updates made so far. */
  public long updates() {
    return learning.updates();
  }

  @Override
  public OptionalLong updatesMade() {
    return OptionalLong.of(updates());
  }

  /** A copy of the online network's parameters, in Deeplearning4j's order. */
  public float[] parameters() {
    return learning.parameters();
  }

  @Override
  public void onTransition(Transition transition) {
    steps++;
    epsilon.add(behavior.epsilon());
    behavior.advance();
    learning.add(transition);
    if (steps >= config.warmupSteps() && steps % config.updatePeriod() == 0) {
      for (int due = learning.due(); due > 0; due--) {
        learning.update(steps);
      }
    }
    if (steps % config.targetUpdatePeriod() == 0) {
      learning.updateTarget();
    }
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    learning.write(directory.resolve(MODEL_FILE));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("dqn");
    out.writeLong(steps);
    learning.saveState(out);
    behavior.saveState(out);
    learning.acting().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("dqn");
    steps = in.readLong();
    learning.loadState(in);
    behavior.loadState(in);
    learning.acting().loadState(in);
  }

  @Override
  public void close() {
    learning.close();
  }
}
