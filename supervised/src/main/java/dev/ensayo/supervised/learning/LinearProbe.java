package dev.ensayo.supervised.learning;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.List;

/**
 * How much of the answers a linear model reads from features: softmax regression for classes,
 * linear regression for numbers, on standardized features, from weights of zero (Alain and Bengio,
 * "Understanding intermediate layers using linear classifier probes", 2016).
 */
public final class LinearProbe implements AutoCloseable {
  private static final int BATCH = 64;
  private static final int ROWS = 256;

  private final ExamplesSpec spec;
  private final FeatureExamples train;
  private final ModelLearner learner;
  private final Predictions predictions;

  private LinearProbe(
      ExamplesSpec spec, AnswerScale scale, FeatureExamples train, ModelLearner learner) {
    this.spec = spec;
    this.train = train;
    this.learner = learner;
    this.predictions = new Predictions(learner, spec, Answers.of(spec), scale, ROWS);
  }

  /**
   * Learns one.
   *
   * @param spec of the examples, for their answers
   * @param train not empty
   * @param epochs of Adam at the rate 0.01, in batches of 64
   */
  public static LinearProbe learn(
      ExamplesSpec spec,
      FeatureExamples train,
      int epochs,
      BackendConfig backend,
      SeedSequence seeds) {
    Answers answers = Answers.of(spec);
    AnswerScale scale =
        spec.isClassification()
            ? AnswerScale.NONE
            : AnswerScale.standardizing(train.size(), train::value);
    ModelLearner learner =
        new ModelLearner(
            Models.create(network(spec, answers, train.featureSize()), backend, 0, ROWS), true);
    FeatureExamples scaled = train.standardizedBy(train);
    BatchFiller filler =
        new BatchFiller(
            task(spec, answers, scale, scaled),
            train.featureSize(),
            answers.outputs(spec),
            BATCH,
            0,
            null,
            seeds);
    FitResult result = new FitResult();
    try (BatchStream batches = new BatchStream(filler, false)) {
      for (int epoch = 0; epoch < epochs; ) {
        Batch batch = batches.next();
        learner.fit(batch.inputs, batch.targets, null, batch.size, result);
        epoch += batch.endsEpoch ? 1 : 0;
      }
    }
    return new LinearProbe(spec, scale, train, learner);
  }

  private static NetworkSpec network(ExamplesSpec spec, Answers answers, int features) {
    return new NetworkSpec(
        features,
        List.of(DenseSpec.of(answers.outputs(spec), answers.activation(), Initialization.ZERO)),
        answers.loss(),
        Settings.of(UpdaterSpec.Adam.class, "{learningRate: 0.01}"),
        Regularization.none(),
        GradientClipping.none());
  }

  private static SupervisedTask task(
      ExamplesSpec spec, Answers answers, AnswerScale scale, Examples train) {
    Preprocessing features =
        Preprocessing.of(
            new Inputs.Numbers(spec.inputShape().asList()),
            new Outputs.Numbers(answers.outputs(spec)));
    return new SupervisedTask(spec, answers, scale, features, train, train, train, train);
  }

  /**
   * The share of a part's classes that it tells right, or R² where the answers are numbers.
   *
   * @param part not empty
   */
  public double score(FeatureExamples part) {
    FeatureExamples scaled = part.standardizedBy(train);
    return spec.isClassification()
        ? predictions.classes(scaled).accuracy()
        : predictions.numbers(scaled).determination();
  }

  @Override
  public void close() {
    learner.close();
  }
}
