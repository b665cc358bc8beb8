package dev.ensayo.supervised.mlp;

import dev.ensayo.backend.Activation;
import dev.ensayo.backend.BatchNormalizationSpec;
import dev.ensayo.backend.DenseSpec;
import dev.ensayo.backend.LayerSpec;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.NetworkSpec;
import dev.ensayo.core.config.Settings;
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

/** {@code mlp}. */
public final class MlpProvider extends SupervisedProvider<MlpConfig> {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "A multilayer perceptron: dense layers from the inputs to a class or a number.";
  }

  @Override
  public Class<MlpConfig> configType() {
    return MlpConfig.class;
  }

  @Override
  protected Support supportsExamples(ExamplesSpec examples, MlpConfig config) {
    checkLearning(config.learning(), examples);
    NetworkSpec unused = network(config, examples, 1);
    return Support.yes();
  }

  /** The network for such examples; images are read as rows of numbers. */
  static NetworkSpec network(MlpConfig config, ExamplesSpec examples, int updatesPerEpoch) {
    Answers answers = Answers.of(examples);
    List<LayerSpec> layers = new ArrayList<>();
    double dropout = config.inputDropout();
    for (int units : config.hiddenUnits()) {
      Activation activation = config.activation();
      boolean normalized = config.batchNormalization();
      layers.add(
          new DenseSpec(
              units,
              normalized ? Activation.IDENTITY : activation,
              config.initialization(),
              dropout));
      if (normalized) {
        BatchNormalizationSpec plain = Settings.defaults(BatchNormalizationSpec.class);
        layers.add(new BatchNormalizationSpec(plain.decay(), plain.epsilon(), activation));
      }
      dropout = config.dropout();
    }
    layers.add(
        new DenseSpec(
            answers.outputs(examples), answers.activation(), config.initialization(), dropout));
    return new NetworkSpec(
        examples.inputSize(),
        layers,
        answers.loss(),
        Schedules.updater(config.learning(), updatesPerEpoch),
        config.learning().regularization(),
        config.learning().gradientClipping());
  }

  @Override
  public Training start(MlpConfig config, TrainingContext context) {
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
