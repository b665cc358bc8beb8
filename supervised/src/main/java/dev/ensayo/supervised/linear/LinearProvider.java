package dev.ensayo.supervised.linear;

import dev.ensayo.backend.DenseSpec;
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
import java.util.List;

/** What the three regressions share: one dense layer from the inputs to the answer. */
abstract class LinearProvider extends SupervisedProvider<LinearConfig> {
  private final Answers answers;

  LinearProvider(Answers answers) {
    this.answers = answers;
  }

  /** Why it cannot answer such examples; empty if it can. */
  abstract String refusal(ExamplesSpec examples);

  @Override
  public final Class<LinearConfig> configType() {
    return LinearConfig.class;
  }

  @Override
  protected final Support supportsExamples(ExamplesSpec examples, LinearConfig config) {
    String refusal = refusal(examples);
    if (!refusal.isEmpty()) {
      return Support.no(refusal);
    }
    checkLearning(config.learning(), examples);
    NetworkSpec unused = network(config, examples, 1);
    return Support.yes();
  }

  private NetworkSpec network(LinearConfig config, ExamplesSpec examples, int updatesPerEpoch) {
    return new NetworkSpec(
        examples.inputSize(),
        List.of(
            DenseSpec.of(answers.outputs(examples), answers.activation(), config.initialization())),
        answers.loss(),
        Schedules.updater(config.learning(), updatesPerEpoch),
        config.learning().regularization(),
        config.learning().gradientClipping());
  }

  @Override
  public final Training start(LinearConfig config, TrainingContext context) {
    LabelledExamples environment = (LabelledExamples) context.environment();
    SupervisedTask task = SupervisedTask.of(environment, context.seeds(), answers);
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
