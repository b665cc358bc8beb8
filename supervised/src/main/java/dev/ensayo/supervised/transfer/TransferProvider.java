package dev.ensayo.supervised.transfer;

import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.FeatureExamples;
import dev.ensayo.supervised.learning.Learner;
import dev.ensayo.supervised.learning.ModelLearner;
import dev.ensayo.supervised.learning.Schedules;
import dev.ensayo.supervised.learning.SupervisedProvider;
import dev.ensayo.supervised.learning.SupervisedTask;
import dev.ensayo.supervised.learning.SupervisedTraining;
import dev.ensayo.supervised.learning.TorsoFeatures;
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
    config.scores().checkNoPasses("scores", name());
  }

  /** Makes a model of a torso that is there already. */
  @Override
  public void check(
      TransferConfig config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    LabelledExamples examples = (LabelledExamples) environment;
    if (isCached(config) && examples.isAugmented()) {
      throw new InvalidSettingException(
          "method.cached",
          "features that are computed once see nothing of the environment's augment; set cached:"
              + " false, or leave augment out");
    }
    TorsoSource source = config.source();
    source
        .known()
        .ifPresent(
            file ->
                Torso.check(
                    config, backend, TorsoInputs.adapt(examples, file).spec(), source.key(), file));
  }

  private static boolean isCached(TransferConfig config) {
    return config.method() instanceof TransferMethod.FeatureExtraction extraction
        && extraction.cached();
  }

  @Override
  public Training start(TransferConfig config, TrainingContext given) {
    LabelledExamples environment = environment(config, given);
    TrainingContext context = given.with(environment);
    Torso torso = Torso.of(config, context);
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
            environment,
            context.seeds(),
            answers,
            part -> new FeatureExamples(part, new TorsoFeatures(first), rows)),
        () -> new FeatureLearner(made.isEmpty() ? torso.model(updater) : made.pop()));
  }

  private static LabelledExamples environment(TransferConfig config, TrainingContext context) {
    try {
      return TorsoInputs.adapt(
          (LabelledExamples) context.environment(), config.source().file(context.siblings()));
    } catch (InvalidSettingException e) {
      throw new TrainingFailedException(e.getMessage());
    }
  }

  private static Training training(
      TransferConfig config,
      TrainingContext context,
      SupervisedTask task,
      Supplier<Learner> learners) {
    return new SupervisedTraining(context, config.learning(), config.scores(), task, learners);
  }
}
