package dev.ensayo.supervised.cnn;

import dev.ensayo.backend.DenseSpec;
import dev.ensayo.backend.Initialization;
import dev.ensayo.backend.LayerSpec;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.NetworkSpec;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.ModelLearner;
import dev.ensayo.supervised.learning.Schedules;
import dev.ensayo.supervised.learning.SupervisedProvider;
import dev.ensayo.supervised.learning.SupervisedTask;
import dev.ensayo.supervised.learning.SupervisedTraining;
import java.util.ArrayList;
import java.util.List;

/** {@code cnn}. */
public final class CnnProvider extends SupervisedProvider<CnnConfig> {
  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public String summary() {
    return "A convolutional network, named or written out layer by layer.";
  }

  @Override
  public Class<CnnConfig> configType() {
    return CnnConfig.class;
  }

  @Override
  protected Support supportsExamples(ExamplesSpec examples, CnnConfig config) {
    if (!examples.isImage()) {
      return Support.no("it needs images [C, H, W], and inputs are rows of a table");
    }
    checkLearning(config.learning(), examples);
    NetworkSpec unused = network(config, examples, 1);
    return Support.yes();
  }

  /**
   * The network for such images.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException naming the layer that does not fit, with
   *     the arithmetic
   */
  public static NetworkSpec network(CnnConfig config, ExamplesSpec examples, int updatesPerEpoch) {
    Answers answers = Answers.of(examples);
    List<LayerSpec> layers = new ArrayList<>(config.torso(examples.inputShape().asList()));
    layers.add(
        new DenseSpec(
            answers.outputs(examples),
            answers.activation(),
            Initialization.XAVIER,
            config.dropoutBeforeOutput()));
    return new NetworkSpec(
        examples.inputShape().asList(),
        layers,
        answers.loss(),
        Schedules.updater(config.learning(), updatesPerEpoch),
        config.learning().regularization(),
        config.learning().gradientClipping());
  }

  @Override
  public Training start(CnnConfig config, TrainingContext context) {
    LabelledExamples environment = (LabelledExamples) context.environment();
    SupervisedTask task =
        SupervisedTask.of(environment, context.seeds(), Answers.of(environment.spec()));
    NetworkSpec network =
        network(
            config,
            environment.spec(),
            SupervisedTraining.updatesPerEpoch(config.learning(), task.train()));
    return new SupervisedTraining(
        context,
        config.learning(),
        config.scores(),
        task,
        () ->
            new ModelLearner(
                Models.create(
                    network,
                    context.backend(),
                    context.seeds().child("agent").seed("network"),
                    SupervisedTraining.largestBatch(config.learning()))));
  }
}
