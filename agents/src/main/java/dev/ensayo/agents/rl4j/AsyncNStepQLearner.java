package dev.ensayo.agents.rl4j;

import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.rl4j.learning.async.AsyncThread;
import org.deeplearning4j.rl4j.learning.async.nstep.discrete.AsyncNStepQLearningDiscreteDense;
import org.deeplearning4j.rl4j.learning.async.nstep.discrete.AsyncNStepQLearningThreadDiscrete;
import org.deeplearning4j.rl4j.learning.configuration.AsyncQLearningConfiguration;
import org.deeplearning4j.rl4j.space.Box;

/** RL4J's asynchronous n-step Q-learning. */
@SuppressWarnings({"deprecation", "rawtypes", "unchecked"}) // as RL4J declares its learners
final class AsyncNStepQLearner extends AsyncNStepQLearningDiscreteDense<Box>
    implements AsyncLearner {
  /** RL4J's sign for a target network that follows at every update; see the agent's page. */
  private static final int EACH_UPDATE = -1;

  private final List<GatedMdp> environments;
  private final LibraryNetwork network;
  private final GreedyPolicy greedy;

  private AsyncNStepQLearner(
      List<GatedMdp> environments,
      ObservationEncoder encoder,
      LibraryNetwork network,
      AsyncQLearningConfiguration configuration) {
    super(environments.get(0), network.dqn(), configuration);
    this.environments = environments;
    this.network = network;
    this.greedy = new GreedyPolicy(network.dqn(), encoder);
  }

  static AsyncNStepQLearner create(
      Rl4jAsyncNStepQConfig config,
      List<GatedMdp> environments,
      ObservationEncoder encoder,
      SeedSequence seeds) {
    DenseNetworkFactory factory =
        new DenseNetworkFactory(
            config.hiddenUnits(), config.learningRate(), config.l2(), seeds.seed("network"));
    int actions = environments.get(0).getActionSpace().getSize();
    return new AsyncNStepQLearner(
        environments,
        encoder,
        new LibraryNetwork(factory.buildDQN(new int[] {encoder.size()}, actions)),
        learning(config, seeds.seed("learner")));
  }

  /** RL4J's configuration; runs and episodes end where Ensayo ends them, not at limits of its. */
  static AsyncQLearningConfiguration learning(Rl4jAsyncNStepQConfig config, long seed) {
    return AsyncQLearningConfiguration.builder()
        .seed(seed)
        .maxEpochStep(Integer.MAX_VALUE)
        .maxStep(Integer.MAX_VALUE)
        .gamma(config.discount())
        .rewardFactor(config.rewardFactor())
        .nStep(config.nStep())
        .numThreads(config.threads())
        .targetDqnUpdateFreq(EACH_UPDATE)
        .updateStart(config.epsilon().delay())
        .epsilonNbStep(config.epsilon().steps())
        .minEpsilon(config.epsilon().end())
        .build();
  }

  @Override
  public AsyncThread newThread(int number, int device) {
    return new AsyncNStepQLearningThreadDiscrete<>(
        environments.get(number),
        getAsyncGlobal(),
        getConfiguration(),
        getListeners(),
        number,
        device);
  }

  @Override
  public Runnable worker(int number) {
    return newThread(number, 0);
  }

  @Override
  public GreedyPolicy greedy() {
    return greedy;
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    network.write(directory.resolve(Rl4jDqnTraining.MODEL_FILE));
  }

  @Override
  public void close() {
    network.close();
  }
}
