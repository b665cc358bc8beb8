package dev.ensayo.supervised.transfer;

import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.Learner;
import dev.ensayo.supervised.learning.ModelLearner;
import dev.ensayo.supervised.learning.Schedules;
import dev.ensayo.supervised.learning.SupervisedProvider;
import dev.ensayo.supervised.learning.SupervisedTask;
import dev.ensayo.supervised.learning.SupervisedTraining;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Supplier;

/** {@code transfer}. */
public final class TransferProvider extends SupervisedProvider<TransferConfig> {
  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public String summary() {
    return "A new head on the torso of a network that was trained before.";
  }

  @Override
  public Class<TransferConfig> configType() {
    return TransferConfig.class;
  }

  @Override
  public Set<String> requiredVariants(TransferConfig config) {
    return config.source().variant().map(Set::of).orElse(Set.of());
  }

  @Override
  protected void checkSettings(TransferConfig config, ExamplesSpec examples) {
    config.source().check();
  }

  @Override
  public void check(TransferConfig config, EnvironmentSource environment) {
    if (isCached(config) && ((LabelledExamples) environment).isAugmented()) {
      throw new InvalidSettingException(
          "method.cached",
          "features that are computed once see nothing of the environment's augment; set cached:"
              + " false, or leave augment out");
    }
  }

  private static boolean isCached(TransferConfig config) {
    return config.method() instanceof TransferMethod.FeatureExtraction extraction
        && extraction.cached();
  }

  @Override
  public Training start(TransferConfig config, TrainingContext context) {
    LabelledExamples environment = (LabelledExamples) context.environment();
    Torso torso = new Torso(config, context);
    int updatesPerEpoch =
        SupervisedTraining.updatesPerEpoch(
            config.learning(), environment.examples(Split.TRAIN, context.seeds()));
    UpdaterSpec updater = Schedules.updater(config.learning(), updatesPerEpoch);
    Answers answers = Answers.of(environment.spec());
    if (!isCached(config)) {
      return training(
          config,
          context,
          SupervisedTask.of(environment, context.seeds(), answers),
          () -> new ModelLearner(torso.model(updater)));
    }
    TransferModel first = torso.model(updater);
    Deque<TransferModel> made = new ArrayDeque<>(Set.of(first));
    int rows = SupervisedTraining.largestBatch(config.learning());
    return training(
        config,
        context,
        SupervisedTask.of(
            environment, context.seeds(), answers, part -> new FeatureExamples(part, first, rows)),
        () -> new FeatureLearner(made.isEmpty() ? torso.model(updater) : made.pop()));
  }

  private static Training training(
      TransferConfig config,
      TrainingContext context,
      SupervisedTask task,
      Supplier<Learner> learners) {
    return new SupervisedTraining(context, config.learning(), config.scores(), task, learners);
  }
}
