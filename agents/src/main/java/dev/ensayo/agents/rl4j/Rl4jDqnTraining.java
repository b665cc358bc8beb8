package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.ActingTraining;
import dev.ensayo.core.agent.Evaluator;
import dev.ensayo.core.agent.PolicyInputs;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.rl4j.learning.configuration.QLearningConfiguration;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A run of RL4J's learner with the log points and tests of every other run.
 *
 * <p>Metrics beside those of every run: {@code train/loss}, {@code train/q_mean} and {@code
 * train/epsilon}, means since the last log point. RL4J hides its replay and its random generators,
 * so a run cannot be saved: a stopped one starts over.
 */
final class Rl4jDqnTraining extends ScheduledTraining {
  static final String MODEL_FILE = "model.zip";

  /** RL4J manages 30 to 200 steps a second. */
  private static final int STEPS_PER_SLICE = 8;

  private final Environment environment;
  private final EnvironmentMdp mdp;
  private final OnlineNetwork network;
  private final SteppedQLearning learner;
  private final GreedyPolicy greedy;
  private final DecisionProcessSpec spec;
  private final Evaluator evaluator;
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean maxQ = means().mean("train/q_mean");
  private final MetricMeans.Mean epsilon = means().mean("train/epsilon");
  private int updates;

  Rl4jDqnTraining(Rl4jDqnConfig config, TrainingContext context) {
    super(context, Clock.ENVIRONMENT_STEP, "throughput/steps_per_second", STEPS_PER_SLICE);
    DecisionProcess process = (DecisionProcess) context.environment();
    SeedSequence seeds = context.seeds().child(ActingTraining.AGENT_SEEDS);
    this.spec = process.spec();
    this.environment = process.create(context.seeds().child("environment"));
    this.mdp =
        new EnvironmentMdp(
            environment, Nd4j.getRandomFactory().getNewRandomInstance(seeds.seed("actions")));
    this.network = network(config, process.spec(), context.backend(), seeds.seed("network"));
    this.learner =
        new SteppedQLearning(mdp, network.dqn(), learning(config, end(), seeds.seed("learner")));
    this.greedy =
        new GreedyPolicy(
            learner.getQNetwork(), new ObservationEncoder(process.spec().observation()));
    this.evaluator =
        new Evaluator(process, context.seeds().child("evaluation"), context.evaluation());
  }

  /** A freshly initialized network on the engine of the settings. */
  static OnlineNetwork network(
      Rl4jDqnConfig config, DecisionProcessSpec process, BackendConfig backend, long seed) {
    int inputs = new ObservationEncoder(process.observation()).size();
    return config.engine() == BackendConfig.Engine.COMPILED
        ? CompiledNetwork.create(config, inputs, process.actions(), backend, seed)
        : new LibraryNetwork(
            new DenseNetworkFactory(config, seed).buildDQN(new int[] {inputs}, process.actions()));
  }

  /** RL4J's configuration; episodes end where the environment ends them, not at a limit of its. */
  static QLearningConfiguration learning(Rl4jDqnConfig config, long steps, long seed) {
    return QLearningConfiguration.builder()
        .seed(seed)
        .maxEpochStep(Integer.MAX_VALUE)
        .maxStep((int) Math.min(steps, Integer.MAX_VALUE))
        .gamma(config.discount())
        .rewardFactor(config.rewardFactor())
        // RL4J takes room for all of it at once; a run fills no more than its steps.
        .expRepMaxSize(
            (int) Math.min(config.replay().capacity(), Math.max(config.batchSize(), steps)))
        .batchSize(config.batchSize())
        .targetDqnUpdateFreq(config.targetUpdatePeriod())
        .updateStart(config.epsilon().delay())
        .epsilonNbStep(config.epsilon().steps())
        .minEpsilon(config.epsilon().end())
        .errorClamp(config.errorClamp().orElse(Double.NaN))
        .doubleDQN(config.doubleDqn())
        .build();
  }

  @Override
  protected long step(long room) {
    long reached = position() + 1;
    epsilon.add(learner.epsilon());
    maxQ.add(learner.step());
    if (network.updates() > updates) {
      updates = network.updates();
      recordLoss(network.loss());
    }
    if (mdp.isDone()) {
      recordAt(reached, "episode/return", mdp.episodeReturn());
      recordAt(reached, "episode/length", mdp.episodeLength());
    }
    return 1;
  }

  private void recordLoss(double latest) {
    if (!Double.isFinite(latest)) {
      throw new TrainingFailedException(
          "the loss is "
              + latest
              + " at environment step "
              + (position() + 1)
              + ", update "
              + updates
              + "; look at agent.learningRate, agent.rewardFactor and agent.errorClamp");
    }
    loss.add(latest);
  }

  @Override
  protected void test(long number) {
    Evaluator.Scores scores = evaluator.evaluate(number, greedy, environment);
    record("eval/return", scores.meanReturn());
    record("eval/length", scores.meanLength());
  }

  /** RL4J's online network. */
  OnlineNetwork network() {
    return network;
  }

  @Override
  public boolean isResumable() {
    return false;
  }

  @Override
  public void saveState(StateWriter out) {
    throw notResumable();
  }

  @Override
  public void loadState(StateReader in) {
    throw notResumable();
  }

  private static UnsupportedOperationException notResumable() {
    return new UnsupportedOperationException("RL4J hides its state; the run starts over");
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    network.write(directory.resolve(MODEL_FILE));
    PolicyInputs.write(directory, spec, environment);
  }

  @Override
  public void close() {
    mdp.close();
    network.close();
  }
}
