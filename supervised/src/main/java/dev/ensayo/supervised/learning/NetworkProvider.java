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
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.parallel.Replica;
import dev.ensayo.core.plugin.ParallelAgentProvider;
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
public abstract class NetworkProvider<C extends Record & Supervised> extends SupervisedProvider<C>
    implements ParallelAgentProvider<C> {
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
    if (normalizes && sendsGradients(config)) {
      throw new InvalidSettingException(
          "training.combine",
          "must be parameter-averaging, not gradient-averaging: the network has a batch"
              + " normalization, whose running statistics have no gradient to be sent");
    }
  }

  private boolean sendsGradients(C config) {
    return training(config).map(DataParallelism::sendsGradients).orElse(false);
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
    if (sendsGradients(config) && backend.engineInUse() == BackendConfig.Engine.DEEPLEARNING4J) {
      throw new InvalidSettingException(
          "training.combine",
          "must be parameter-averaging, not gradient-averaging, with backend.engine:"
              + " deeplearning4j, whose steps are not taken apart; or take compiled");
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

  /** Who trains the network together; by default it is trained alone. */
  protected Optional<DataParallelism> training(C config) {
    return Optional.empty();
  }

  private Model model(C config, NetworkSpec network, TrainingContext context, String seed) {
    Model model =
        Models.create(
            network,
            context.backend(),
            context.seeds().child("agent").seed(seed),
            SupervisedTraining.largestBatch(config.learning()));
    given(config).ifPresent(weights -> model.setParameters(weights.parameters()));
    return model;
  }

  @Override
  public final int workers(C config) {
    return training(config).map(DataParallelism::workers).orElse(1);
  }

  @Override
  public final Replica replica(C config, TrainingContext context, int rank) {
    return replica(config, context, task(context), rank);
  }

  private SupervisedReplica replica(
      C config, TrainingContext context, SupervisedTask task, int rank) {
    // The first has the dropout masks of a network that is trained alone; all start alike.
    Model model =
        model(config, network(config, task), context, rank == 0 ? "network" : "network-" + rank);
    return new SupervisedReplica(
        model,
        training(config).orElseThrow(),
        task,
        SupervisedTraining.filler(
            task, config.learning(), model.inputSize(), model.outputSize(), context.seeds()));
  }

  private SupervisedTask task(TrainingContext context) {
    LabelledExamples environment = (LabelledExamples) context.environment();
    return SupervisedTask.of(environment, context.seeds(), answers(environment.spec()));
  }

  /** Its schedule counts the steps that all workers take together. */
  private NetworkSpec network(C config, SupervisedTask task) {
    int batches = SupervisedTraining.updatesPerEpoch(config.learning(), task.train());
    long perStep = training(config).map(DataParallelism::batchesPerStep).orElse(1L);
    return network(config, task.spec(), (int) Math.max(1, (batches + perStep - 1) / perStep));
  }

  private Learner learner(C config, TrainingContext context, SupervisedTask task) {
    if (training(config).isPresent()) {
      return new ParallelLearner(
          replica(config, context, task, 0),
          training(config).get(),
          context.workers(),
          rank -> replica(config, context, task, rank));
    }
    NetworkSpec network = network(config, task);
    return new ModelLearner(
        model(config, network, context, "network"), network.layers().size() == 1);
  }

  @Override
  public final Training start(C config, TrainingContext context) {
    SupervisedTask task = task(context);
    SupervisedTraining training =
        new SupervisedTraining(
            context,
            config.learning(),
            config.scores(),
            task,
            () -> learner(config, context, task));
    return config.layerStatistics() ? training.observingLayers() : training;
  }
}
