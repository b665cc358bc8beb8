package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.classification.ClassMetrics;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.Learner;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.ModelLearner;
import dev.ensayo.supervised.learning.Schedules;
import dev.ensayo.supervised.learning.SupervisedTask;
import dev.ensayo.supervised.learning.SupervisedTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A run of {@code bag-of-words}: that of a supervised learner on the inputs that texts make. With
 * naive Bayes it ends after one epoch, whatever is left of the budget.
 */
final class BagOfWordsTraining implements Training {
  private final BagOfWordsConfig config;
  private final ImmutableList<String> classes;
  private final Bag bag;
  private final SupervisedTraining training;
  private Learner learner;

  BagOfWordsTraining(BagOfWordsConfig config, TrainingContext context) {
    LabelledTextSource source = (LabelledTextSource) context.environment();
    LabelledTexts texts = source.texts(context.seeds());
    this.config = config;
    this.classes = source.spec().classes();
    this.bag = Bag.learn(texts.encoder(), texts.part(Split.TRAIN), config.features());
    SupervisedTask task = BagTask.of(texts, source.spec(), bag);
    int epoch = SupervisedTraining.updatesPerEpoch(config.learning(), task.train());
    this.training =
        new SupervisedTraining(
            context(context, texts, epoch),
            config.learning(),
            config.scores(),
            task,
            learners(context, epoch));
  }

  private Supplier<Learner> learners(TrainingContext context, int updatesPerEpoch) {
    return () -> {
      Learner made =
          config.model() instanceof BagModel.NaiveBayes bayes
              ? new NaiveBayesLearner(bag.inputs().features(), classes, bayes.smoothing())
              : network(context, updatesPerEpoch);
      learner = learner == null ? made : learner;
      return made;
    };
  }

  private ModelLearner network(TrainingContext context, int updatesPerEpoch) {
    Learning learning = config.learning();
    NetworkSpec network =
        new NetworkSpec(
            List.of(bag.inputs().width()),
            List.of(
                DenseSpec.of(classes.size(), Answers.CLASSES.activation(), Initialization.ZERO)),
            Answers.CLASSES.loss(),
            Schedules.updater(learning, updatesPerEpoch),
            learning.regularization(),
            learning.gradientClipping());
    return new ModelLearner(
        Models.create(
            network,
            context.backend(),
            context.seeds().child("agent").seed("network"),
            SupervisedTraining.largestBatch(learning)));
  }

  /** The same with no more than there is to count, and known accuracies beside each test. */
  private TrainingContext context(TrainingContext given, LabelledTexts texts, int epoch) {
    MetricSink sink =
        (clock, step, metric, value) -> {
          given.metrics().record(clock, step, metric, value);
          for (Split part : List.of(Split.VALID, Split.TEST)) {
            if (metric.equals(part.label() + "/" + ClassMetrics.ACCURACY)) {
              for (KnownAccuracy known : KnownAccuracy.values()) {
                texts
                    .knownAccuracy(known)
                    .ifPresent(
                        best ->
                            given
                                .metrics()
                                .record(clock, step, part.label() + "/" + known.metric(), best));
              }
            }
          }
        };
    return given.with(budget(given.budget(), epoch), sink);
  }

  private Budget budget(Budget given, int epoch) {
    if (!(config.model() instanceof BagModel.NaiveBayes)) {
      return given;
    }
    return given.clock() == Clock.EPOCH
        ? new Budget(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(1), OptionalLong.empty())
        : new Budget(
            OptionalLong.empty(),
            OptionalLong.of(Math.min(epoch, given.amount())),
            OptionalLong.empty(),
            OptionalLong.empty());
  }

  /** Of the learner as it is now. */
  LinearWeights weights() {
    return learner instanceof NaiveBayesLearner bayes
        ? bayes.weights()
        : weights(((ModelLearner) learner).model(), bag.inputs().width());
  }

  /** Of a dense layer: W, column after column, then b. */
  private static LinearWeights weights(Model model, int inputs) {
    float[] parameters = model.parameters();
    int k = model.outputSize();
    double[] weights = new double[inputs * k];
    double[] biases = new double[k];
    for (int c = 0; c < k; c++) {
      for (int f = 0; f < inputs; f++) {
        weights[f * k + c] = parameters[c * inputs + f];
      }
      biases[c] = parameters[inputs * k + c];
    }
    return new LinearWeights(weights, biases);
  }

  @Override
  public List<Exhibit> exhibits() {
    ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
    exhibits.addAll(training.exhibits());
    if (config.telling() > 0) {
      exhibits.add(weights().telling(classes, bag.inputs().features(), config.telling()));
    }
    return exhibits.build();
  }

  @Override
  public Clock clock() {
    return training.clock();
  }

  @Override
  public long position() {
    return training.position();
  }

  @Override
  public long end() {
    return training.end();
  }

  @Override
  public boolean isFinished() {
    return training.isFinished();
  }

  @Override
  public void advance() {
    training.advance();
  }

  @Override
  public boolean isResumable() {
    return training.isResumable();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    training.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    training.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    training.writeModel(directory);
  }

  @Override
  public void close() {
    training.close();
  }
}
