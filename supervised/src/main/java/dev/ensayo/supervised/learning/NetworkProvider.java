package dev.ensayo.supervised.learning;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.List;

/**
 * What providers of learners share that train one network from its beginning, and train it whole.
 */
public abstract class NetworkProvider<C extends Record & Supervised> extends SupervisedProvider<C> {
  /** What the outputs say. */
  protected Answers answers(ExamplesSpec examples) {
    return Answers.of(examples);
  }

  /** How the network sees an input: as a row of numbers. */
  protected List<Integer> inputShape(ExamplesSpec examples) {
    return List.of(examples.inputSize());
  }

  /** The layers, the output layer as the last. */
  protected abstract List<LayerSpec> layers(C config, ExamplesSpec examples);

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
    boolean normalizes =
        network(config, examples, 1).layers().stream()
            .anyMatch(layer -> layer instanceof BatchNormalizationSpec);
    if (normalizes && config.learning().batchSize() == 1) {
      throw new InvalidSettingException(
          "learning.batchSize",
          "must be at least 2, not 1: batch normalization learns from the spread within a batch,"
              + " and one example has none");
    }
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
            () ->
                new ModelLearner(
                    Models.create(
                        network,
                        context.backend(),
                        context.seeds().child("agent").seed("network"),
                        SupervisedTraining.largestBatch(learning)),
                    network.layers().size() == 1));
    return config.layerStatistics() ? training.observingLayers() : training;
  }
}
