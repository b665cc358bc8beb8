package dev.ensayo.agents.rl4j;

import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.learning.async.AsyncThread;
import org.deeplearning4j.rl4j.learning.async.a3c.discrete.A3CDiscreteDense;
import org.deeplearning4j.rl4j.learning.async.a3c.discrete.A3CThreadDiscrete;
import org.deeplearning4j.rl4j.learning.configuration.A3CLearningConfiguration;
import org.deeplearning4j.rl4j.network.ac.ActorCriticLoss;
import org.deeplearning4j.rl4j.network.ac.ActorCriticSeparate;
import org.deeplearning4j.rl4j.space.Box;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** RL4J's A3C, with its two separate networks. */
@SuppressWarnings({"deprecation", "rawtypes", "unchecked"}) // as RL4J declares its learners
final class A3cLearner extends A3CDiscreteDense<Box> implements AsyncLearner {
  static final String VALUE_FILE = "value.zip";

  private final List<GatedMdp> environments;
  private final MultiLayerNetwork value;
  private final MultiLayerNetwork policy;
  private final GreedyPolicy greedy;

  private A3cLearner(
      List<GatedMdp> environments,
      ObservationEncoder encoder,
      MultiLayerNetwork value,
      MultiLayerNetwork policy,
      A3CLearningConfiguration configuration) {
    super(environments.get(0), new ActorCriticSeparate<>(value, policy), configuration);
    this.environments = environments;
    this.value = value;
    this.policy = policy;
    this.greedy = GreedyPolicy.ofProbabilities(policy, encoder);
  }

  static A3cLearner create(
      Rl4jA3cConfig config,
      List<GatedMdp> environments,
      ObservationEncoder encoder,
      SeedSequence seeds) {
    return new A3cLearner(
        environments,
        encoder,
        value(config, encoder.size(), seeds.seed("value")),
        policy(
            config,
            encoder.size(),
            environments.get(0).getActionSpace().getSize(),
            seeds.seed("policy")),
        learning(config, seeds.seed("learner")));
  }

  /** V(o): RL4J's value network but for widths and seed. */
  static MultiLayerNetwork value(Rl4jA3cConfig config, int inputs, long seed) {
    return new DenseNetworkFactory(config.hiddenUnits(), config.learningRate(), config.l2(), seed)
        .build(inputs, 1, new OutputLayer.Builder(LossFunction.MSE), Activation.IDENTITY);
  }

  /** π(·|o): RL4J's policy network but for widths and seed; RL4J gives it no L2 penalty. */
  static MultiLayerNetwork policy(Rl4jA3cConfig config, int inputs, int actions, long seed) {
    return new DenseNetworkFactory(config.hiddenUnits(), config.learningRate(), 0, seed)
        .build(inputs, actions, new OutputLayer.Builder(new ActorCriticLoss()), Activation.SOFTMAX);
  }

  /** RL4J's configuration; runs and episodes end where Ensayo ends them, not at limits of its. */
  static A3CLearningConfiguration learning(Rl4jA3cConfig config, long seed) {
    return A3CLearningConfiguration.builder()
        .seed(seed)
        .maxEpochStep(Integer.MAX_VALUE)
        .maxStep(Integer.MAX_VALUE)
        .gamma(config.discount())
        .rewardFactor(config.rewardFactor())
        .nStep(config.nStep())
        .numThreads(config.threads())
        .build();
  }

  @Override
  protected AsyncThread newThread(int number, int device) {
    return new A3CThreadDiscrete<>(
        environments.get(number),
        getAsyncGlobal(),
        getConfiguration(),
        device,
        getListeners(),
        number);
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
    ModelSerializer.writeModel(
        policy, directory.resolve(Rl4jDqnTraining.MODEL_FILE).toFile(), true);
    ModelSerializer.writeModel(value, directory.resolve(VALUE_FILE).toFile(), true);
  }

  @Override
  public void close() {
    NetworkMemory.free(value);
    NetworkMemory.free(policy);
  }
}
