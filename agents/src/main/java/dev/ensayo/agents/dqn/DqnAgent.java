package dev.ensayo.agents.dqn;

import dev.ensayo.agents.exploration.EpsilonGreedyPolicy;
import dev.ensayo.agents.replay.NStepAccumulator;
import dev.ensayo.agents.replay.ReplayBuffer;
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

/**
 * DQN: Q-learning with a network, experience replay and a target network.
 *
 * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", Nature 518,
 * 2015, algorithm 1. Double DQN, n-step targets, soft target updates and gradient clipping are
 * settings of {@link DqnConfig}; with all of them off this is the plain algorithm. Time limits
 * bootstrap, terminations do not.
 */
public final class DqnAgent implements Agent {
  /** Rows that a policy may be asked for at once without going one by one. */
  private static final int POLICY_BATCH = 64;

  private static final String MODEL_FILE = "model.zip";

  private final DqnConfig config;
  private final QNetwork online;
  private final QNetwork target;
  private final ReplayBuffer replay;
  private final DqnLearner learner;
  private final EpsilonGreedyPolicy behavior;
  private final Policy evaluation;
  private final MetricMeans.Mean epsilon;
  private long steps;

  public DqnAgent(DqnConfig config, AgentContext context) {
    this.config = config;
    DecisionProcessSpec process = context.spec();
    ObservationSpec observation = process.observation();
    SeedSequence seeds = context.seeds();
    int largestBatch = Math.max(config.batchSize(), POLICY_BATCH);
    long seed = seeds.seed("network");
    this.online = QNetwork.create(config, process, context.backend(), seed, largestBatch);
    this.target = QNetwork.create(config, process, context.backend(), seed, largestBatch);
    target.moveTowards(online, 1);
    this.replay =
        new ReplayBuffer(
            config.replay().capacity(),
            observation,
            new NStepAccumulator(config.nStep(), config.discount(), observation.size()),
            config.replay().sampler().create(config.replay().capacity(), seeds.stream("replay")));
    this.learner =
        new DqnLearner(config, online, target, replay, observation.size(), context.means());
    this.evaluation = new GreedyPolicy(online, largestBatch);
    this.behavior =
        new EpsilonGreedyPolicy(
            evaluation,
            process.actions(),
            config.epsilon(),
            context.budgetSteps(),
            seeds.stream("exploration"));
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

  /** Updates made so far. */
  public long updates() {
    return learner.updates();
  }

  /** A copy of the online network's parameters, in Deeplearning4j's order. */
  public float[] parameters() {
    return online.parameters();
  }

  @Override
  public void onTransition(Transition transition) {
    steps++;
    epsilon.add(behavior.epsilon());
    behavior.advance();
    replay.add(transition);
    if (steps >= config.warmupSteps() && steps % config.updatePeriod() == 0) {
      for (int i = 0; i < config.updatesPerPeriod(); i++) {
        learner.update(steps);
      }
    }
    if (steps % config.targetUpdatePeriod() == 0) {
      learner.updateTarget();
    }
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    online.write(directory.resolve(MODEL_FILE));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("dqn");
    out.writeLong(steps);
    learner.saveState(out);
    behavior.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("dqn");
    steps = in.readLong();
    learner.loadState(in);
    behavior.loadState(in);
  }

  @Override
  public void close() {
    online.close();
    target.close();
  }
}
