package dev.ensayo.agents.dqn;

import dev.ensayo.agents.exploration.EpsilonGreedyPolicy;
import dev.ensayo.agents.replay.Experience;
import dev.ensayo.agents.replay.NStepAccumulator;
import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * DQN: Q-learning with a network, experience replay and a target network.
 *
 * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", Nature 518,
 * 2015, algorithm 1. The parts of Rainbow (Hessel et al., 2018), Munchausen targets, soft target
 * updates and gradient clipping are settings of {@link DqnConfig}; with all of them off this is the
 * plain algorithm. Time limits bootstrap, terminations do not.
 */
public final class DqnAgent implements Agent {
  /** Rows that a policy may be asked for at once without going one by one. */
  private static final int POLICY_BATCH = 64;

  static final String MODEL_FILE = "model.zip";

  private final DqnConfig config;
  private final QNetworks networks;
  private final DqnLearner learner;
  private final Experience experience;
  private final NoisyPolicy noisy;
  private final EpsilonGreedyPolicy behavior;
  private final Policy evaluation;
  private final MetricMeans.Mean epsilon;
  private long steps;

  public DqnAgent(DqnConfig given, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    ObservationSpec observation = process.observation();
    SeedSequence seeds = context.seeds();
    this.config = given.fittedTo(observation);
    this.experience =
        config
            .replay()
            .create(
                config.batchSize(),
                observation,
                new NStepAccumulator(config.nStep(), config.discount()),
                context.budgetSteps(),
                seeds.stream("replay"));
    int largestBatch = largestBatch(experience.batchSize());
    long seed = seeds.seed("network");
    QNetwork online = QNetwork.create(config, process, context.backend(), seed, largestBatch);
    this.networks =
        new QNetworks(
            online,
            QNetwork.create(config, process, context.backend(), seed, largestBatch),
            seeds.child("noise").stream("learning"));
    this.learner =
        new DqnLearner(config, networks, experience, observation.size(), context.means());
    this.evaluation = new GreedyPolicy(online, largestBatch);
    this.noisy = new NoisyPolicy(online, evaluation, seeds.child("noise").stream("acting"));
    this.behavior =
        new EpsilonGreedyPolicy(
            config.noisy() ? noisy : evaluation,
            process.actions(),
            config.epsilon(),
            context.budgetSteps(),
            seeds.stream("exploration"));
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
    return evaluation;
  }

  /** Updates made so far. */
  public long updates() {
    return learner.updates();
  }

  @Override
  public OptionalLong updatesMade() {
    return OptionalLong.of(updates());
  }

  /** A copy of the online network's parameters, in Deeplearning4j's order. */
  public float[] parameters() {
    return networks.online().parameters();
  }

  @Override
  public void onTransition(Transition transition) {
    steps++;
    epsilon.add(behavior.epsilon());
    behavior.advance();
    experience.add(transition);
    if (steps >= config.warmupSteps() && steps % config.updatePeriod() == 0) {
      for (int due = learner.due(); due > 0; due--) {
        learner.update(steps);
      }
    }
    if (steps % config.targetUpdatePeriod() == 0) {
      learner.updateTarget();
    }
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    networks.online().write(directory.resolve(MODEL_FILE));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("dqn");
    out.writeLong(steps);
    learner.saveState(out);
    behavior.saveState(out);
    noisy.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("dqn");
    steps = in.readLong();
    learner.loadState(in);
    behavior.loadState(in);
    noisy.loadState(in);
  }

  @Override
  public void close() {
    networks.close();
  }
}
