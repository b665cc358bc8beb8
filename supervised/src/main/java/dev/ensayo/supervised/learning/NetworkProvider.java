package dev.ensayo.supervised.learning;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GivenWeights;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.ResidualSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.supervised.passes.PassTables;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.List;
import java.util.Optional;

/**
 * What providers of learners share that train one network from its beginning, and train it whole.
 */
public abstract class NetworkProvider<C extends Record & Supervised> extends SupervisedProvider<C> {
  /** What the outputs say. */
  public Answers answers(ExamplesSpec examples) {
    return Answers.of(examples);
  }

  /** How the network sees an input: as a row of numbers. */
  protected List<Integer> inputShape(ExamplesSpec examples) {
    return List.of(examples.inputSize());
  }

  /** The layers, the output layer as the last. */
  protected abstract List<LayerSpec> layers(C config, ExamplesSpec examples);

  /** Weights that the study writes; by default there are none, and they are drawn. */
  protected Optional<GivenWeights> given(C config) {
    return Optional.empty();
  }

  /**
   * The network for such examples.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException naming the layer that does not fit, with
   *     the arithmetic
   */
  public final NetworkSpec network(C config, ExamplesSpec examples, int updatesPerEpoch) {
    Learning learning = config.learning();
    return new NetworkSpec(
        inputShape(examples),
        layers(config, examples),
        answers(examples).loss(),
        Schedules.updater(learning, updatesPerEpoch),
        learning.regularization(),
        learning.gradientClipping());
  }

  @Override
  protected final void checkSettings(C config, ExamplesSpec examples) {
    NetworkSpec network = network(config, examples, 1);
    given(config).ifPresent(weights -> check(weights, network));
    if (config.scores().explain().isPresent()) {
      checkExplained(network);
    }
    if (config.scores().filters() || config.scores().maps() > 0) {
      checkConvolves(config.scores(), network);
    }
    boolean isLine = network.layers().size() == 1 && network.inputs() == 1;
    if (config.scores().path() && !(isLine && answers(examples) == Answers.NUMBER)) {
      throw new InvalidSettingException(
          "scores.path",
          "is for linear regression on one input, whose weight and bias make a plane");
    }
    boolean normalizes =
        network.layers().stream().anyMatch(layer -> layer instanceof BatchNormalizationSpec);
    if (normalizes && config.learning().batchSize() == 1) {
      throw new InvalidSettingException(
          "learning.batchSize",
          "must be at least 2, not 1: batch normalization learns from the spread within a batch,"
              + " and one example has none");
    }
  }

  private static void checkConvolves(ShownScores scores, NetworkSpec network) {
    boolean convolves =
        network.layers().stream()
            .anyMatch(layer -> layer instanceof ConvolutionSpec || layer instanceof ResidualSpec);
    if (!convolves) {
      throw new InvalidSettingException(
          scores.filters() ? "scores.filters" : "scores.maps",
          "is for networks with a convolution, such as the agent cnn trains, and this has none");
    }
  }

  /** Refuses what the engine does not show. */
  @Override
  public void check(C config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    if (config.layerStatistics() && backend.engineInUse() == BackendConfig.Engine.DEEPLEARNING4J) {
      throw new InvalidSettingException(
          "layerStatistics",
          "takes backend.engine: compiled; deeplearning4j does not show what its layers do");
    }
  }

  private static void checkExplained(NetworkSpec network) {
    int parameters = 0;
    for (int i = 0; i < network.layers().size(); i++) {
      if (!(network.layers().get(i) instanceof DenseSpec)) {
        throw new InvalidSettingException(
            "scores.explain", "is for networks of dense layers alone, without normalization");
      }
      int inputs = ImageShape.size(network.shapes().get(i));
      parameters += (inputs + 1) * ImageShape.size(network.shapes().get(i + 1));
    }
    try {
      PassTables.checkSize(parameters);
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("scores.explain", e.getMessage());
    }
  }

  private static void check(GivenWeights weights, NetworkSpec network) {
    try {
      weights.check(network);
    } catch (InvalidSettingException e) {
      String key = e.key().isEmpty() ? "" : "." + e.key();
      throw new InvalidSettingException("initialization" + key, e.getMessage());
    }
  }

  private Learner learner(
      C config, NetworkSpec network, TrainingContext context, int largestBatch) {
    Model model =
        Models.create(
            network,
            context.backend(),
            context.seeds().child("agent").seed("network"),
            largestBatch);
    given(config).ifPresent(weights -> model.setParameters(weights.parameters()));
    return new ModelLearner(model, network.layers().size() == 1);
  }

  @Override
  public final Training start(C config, TrainingContext context) {
    LabelledExamples environment = (LabelledExamples) context.environment();
    ExamplesSpec examples = environment.spec();
    SupervisedTask task = SupervisedTask.of(environment, context.seeds(), answers(examples));
    Learning learning = config.learning();
    NetworkSpec network =
        network(config, examples, SupervisedTraining.updatesPerEpoch(learning, task.train()));
    SupervisedTraining training =
        new SupervisedTraining(
            context,
            learning,
            config.scores(),
            task,
            () -> learner(config, network, context, SupervisedTraining.largestBatch(learning)));
    return config.layerStatistics() ? training.observingLayers() : training;
  }
}
