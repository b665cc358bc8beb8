package dev.ensayo.supervised.learning;

import dev.ensayo.backend.ZipNormalizer;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.preprocessing.PredictionProfile;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.EarlyStopping.Watch;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.StoppingRule;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.core.training.TwinSnapshot;
import dev.ensayo.supervised.learning.Learning.Prefetch;
import dev.ensayo.supervised.passes.LinePath;
import dev.ensayo.supervised.scores.ShownScores;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A run of a network on labelled examples, shuffled anew in each epoch.
 *
 * <p>{@code train/loss} and {@code train/accuracy} are means over examples, from before each
 * update, with dropout, distortion, smoothing and weights as they are in training; {@code valid/…}
 * and {@code test/…} come from the whole part without any of these.
 */
public final class SupervisedTraining extends ScheduledTraining {
  /** Rows predicted at a time in a test. */
  private static final int TEST_ROWS = 256;

  /** Multiplications of a slice, roughly: well below a second on any machine. */
  private static final long WORK_PER_SLICE = 400_000_000;

  private static final int MOST_STEPS_PER_SLICE = 256;

  private final SupervisedTask task;
  private final ShownScores scores;
  private final Learner learner;
  private final StoppingRule stopping;
  private final Lessons lessons;
  private final Predictions predictions;
  private final WeightPath path;
  private LayerLog layers;
  private final Optional<DenseChain> atStart;
  private final ImageLayers imageLayers;
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean accuracy = means().mean("train/accuracy");
  private final MetricMeans.Mean gradientNorm = means().mean("train/grad_norm");
  private final Optional<LinePath> way;
  private long examplesSeen;
  private long updates;
  private long moved;

  /**
   * @param learners makes the learner; where early stopping restores the best parameters it is
   *     asked twice, for models of the same shape
   */
  public SupervisedTraining(
      TrainingContext context,
      Learning learning,
      ShownScores scores,
      SupervisedTask task,
      Supplier<? extends Learner> learners) {
    super(
        context,
        context.budget().clock(),
        "throughput/examples_per_second",
        stepsPerSlice(learning, task));
    check(learning, task);
    this.task = task;
    this.scores = scores;
    this.learner = learners.get();
    this.atStart = learner.chain();
    this.imageLayers = new ImageLayers(task, scores, learner);
    checkExplained();
    this.way = scores.path() ? Optional.of(new LinePath()) : Optional.empty();
    addToPath();
    this.stopping =
        new StoppingRule(
            learning.earlyStopping(),
            () ->
                new TwinSnapshot<>(
                    learner, learners.get(), Learner::copyParametersFrom, Learner::close));
    this.lessons = lessons(context, learning);
    this.predictions =
        new Predictions(learner, task.spec(), task.answers(), task.scale(), largestBatch(learning));
    this.path = hasPlane() ? new WeightPath(learner) : null;
  }

  private Lessons lessons(TrainingContext context, Learning learning) {
    if (learner instanceof ParallelLearner parallel) {
      return new ParallelLessons(parallel, updatesPerEpoch(learning, task.train()));
    }
    BatchFiller filler =
        filler(task, learning, learner.inputSize(), learner.outputSize(), context.seeds());
    FitResult result =
        task.spec().isClassification()
            ? new FitResult(new float[largestBatch(learning) * learner.outputSize()])
            : new FitResult();
    BatchStream batches = new BatchStream(filler, isPrefetched(learning, task));
    return new OwnLessons(learner, task, batches, result);
  }

  /** What fills the batches of the training part. */
  static BatchFiller filler(
      SupervisedTask task, Learning learning, int inputs, int outputs, SeedSequence seeds) {
    return new BatchFiller(
        task,
        inputs,
        outputs,
        learning.batchSize(),
        learning.labelSmoothing(),
        classWeights(learning, task),
        seeds.child("examples"));
  }

  /** Whether what is learned are two weights, whose path can be drawn over their loss. */
  private boolean hasPlane() {
    return !task.spec().isClassification()
        && task.spec().inputSize() == 2
        && learner.isLinear()
        && learner.readsInputs();
  }

  /** Has each test record what the layers do; before the first. */
  SupervisedTraining observingLayers() {
    layers = new LayerLog(learner, task, TEST_ROWS);
    return this;
  }

  /** The most rows a learner is given. */
  public static int largestBatch(Learning learning) {
    return Math.max(learning.batchSize(), TEST_ROWS);
  }

  /** Updates of one epoch. */
  public static int updatesPerEpoch(Learning learning, Examples train) {
    return Math.max(1, (train.size() + learning.batchSize() - 1) / learning.batchSize());
  }

  private static int stepsPerSlice(Learning learning, SupervisedTask task) {
    long work = (long) learning.batchSize() * task.spec().inputSize() * 1000;
    return (int) Math.max(1, Math.min(MOST_STEPS_PER_SLICE, WORK_PER_SLICE / work));
  }

  private static boolean isPrefetched(Learning learning, SupervisedTask task) {
    return learning.prefetch() == Prefetch.ALWAYS
        || (learning.prefetch() == Prefetch.AUTOMATIC && task.spec().isImage());
  }

  private static void check(Learning learning, SupervisedTask task) {
    if (task.train().size() == 0) {
      throw new TrainingFailedException("the training part holds no example");
    }
    if (learning.earlyStopping().isPresent() && task.valid().size() == 0) {
      throw new TrainingFailedException(
          "learning.earlyStopping watches the validation part, and the environment has none;"
              + " give it one, or leave earlyStopping out");
    }
    long[] counts = task.classCounts();
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] == 0) {
        throw new TrainingFailedException(
            "class '"
                + task.spec().classes().get(k)
                + "' has no example in the training part, so nothing can be learned of it; leave"
                + " it out of the environment's classes or give it examples");
      }
    }
  }

  private void addToPath() {
    way.ifPresent(line -> learner.chain().ifPresent(line::add));
  }

  private void checkExplained() {
    if (scores.explain().isPresent() && atStart.isEmpty()) {
      throw new TrainingFailedException(
          "agent.scores.explain is for networks of dense layers alone, and this is none");
    }
    if (scores.explain().orElse(1) > task.train().size()) {
      throw new TrainingFailedException(
          String.format(
              "agent.scores.explain asks for example %d, and the training part has %d",
              scores.explain().getAsInt(), task.train().size()));
    }
  }

  /** Null where all weights are 1. */
  private static float[] classWeights(Learning learning, SupervisedTask task) {
    return learning.classWeights() instanceof ClassWeights.Equal
        ? null
        : learning.classWeights().weights(task.spec().classes(), task.classCounts());
  }

  @Override
  protected long step(long room) {
    moved = 0;
    lessons.next(clock() == Clock.UPDATE ? room : Long.MAX_VALUE, this::learned);
    if (path != null) {
      path.updated();
    }
    addToPath();
    return moved;
  }

  private void learned(Lesson lesson) {
    updates++;
    if (!Double.isFinite(lesson.loss())) {
      throw new TrainingFailedException(
          "the loss is "
              + lesson.loss()
              + " at update "
              + updates
              + " of "
              + clock().label()
              + " "
              + (position() + moved + 1)
              + "; look at learning.updater, learning.gradientClipping and the scale"
              + " of the inputs");
    }
    loss.add(lesson.loss(), lesson.size());
    gradientNorm.add(lesson.gradientNorm());
    if (task.spec().isClassification()) {
      accuracy.addSum(lesson.right(), lesson.size());
    }
    examplesSeen += lesson.size();
    moved += clock() == Clock.UPDATE || lesson.endsEpoch() ? 1 : 0;
  }

  @Override
  protected long workDone() {
    return examplesSeen;
  }

  @Override
  protected OptionalLong updates() {
    return OptionalLong.of(updates);
  }

  @Override
  protected void test(long number) {
    Map<String, Double> valid = score(task.valid());
    if (stopping.endsWith(watch -> valid.get(watched(watch)), position())) {
      stopEarly();
    }
    record(Split.VALID, valid);
    record(Split.TEST, score(task.test()));
    learner.measures().forEach(this::record);
    if (layers != null) {
      layers.observe(position()).forEach(this::record);
    }
    if (position() >= end()) {
      stopping.restoreBest().ifPresent(position -> record(KeptPoint.METRIC, (double) position));
    }
  }

  private static String watched(Watch watch) {
    return watch == Watch.LOSS ? SupervisedMetrics.LOSS : SupervisedMetrics.ACCURACY;
  }

  private void record(Split part, Map<String, Double> values) {
    values.forEach((name, value) -> record(part.label() + "/" + name, value));
  }

  private Map<String, Double> score(Examples part) {
    if (part.size() == 0) {
      return Map.of();
    }
    return task.spec().isClassification()
        ? SupervisedMetrics.of(predictions.classes(part), task.spec(), scores)
        : SupervisedMetrics.of(predictions.numbers(part), task.scale());
  }

  /** What the learner answers now, {@code [count, O]}; for tests. */
  float[] predict(float[] rows, int count) {
    float[] answers = new float[count * learner.outputSize()];
    learner.predict(rows, count, answers);
    return answers;
  }

  /** The learner; for tests. */
  Learner learner() {
    return learner;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("supervised");
    out.writeLong(updates);
    lessons.saveState(out);
    learner.saveState(out);
    if (way.isPresent()) {
      way.get().saveState(out);
    }
    stopping.saveState(out);
    if (layers != null) {
      layers.saveState(out);
    }
    if (path != null) {
      path.saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("supervised");
    updates = in.readLong();
    lessons.loadState(in);
    learner.loadState(in);
    if (way.isPresent()) {
      way.get().loadState(in);
    }
    stopping.loadState(in);
    if (layers != null) {
      layers.loadState(in);
    }
    if (path != null) {
      path.loadState(in);
    }
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    Path zip = directory.resolve("model.zip");
    learner.write(zip);
    ZipNormalizer normalizer = Normalizers.of(task.preprocessing());
    if (!normalizer.isIdentity()) {
      normalizer.addTo(zip);
    }
    Examples test = task.test();
    if (test.size() == 0) {
      task.preprocessing().write(directory);
    } else if (task.spec().isClassification()) {
      float[] probabilities = predictions.classes(test).probabilities();
      task.preprocessing()
          .withPredictions(PredictionProfile.ofClasses(task.spec().classes(), probabilities))
          .write(directory);
      AtomicFile.write(
          directory.resolve(PredictionsCsv.FILE), out -> writeClasses(test, probabilities, out));
    } else {
      double[] numbers = predictions.numbers(test).predicted();
      task.preprocessing().withPredictions(PredictionProfile.ofNumbers(numbers)).write(directory);
      AtomicFile.write(
          directory.resolve(PredictionsCsv.FILE), out -> writeNumbers(test, numbers, out));
    }
  }

  private PredictionsCsv csv(OutputStream out) throws IOException {
    return new PredictionsCsv(
        task.spec().isImage() ? "file" : "row",
        task.spec().classes(),
        true,
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
  }

  private void writeClasses(Examples test, float[] probabilities, OutputStream out)
      throws IOException {
    PredictionsCsv csv = csv(out);
    int classes = task.spec().classes().size();
    for (int i = 0; i < test.size(); i++) {
      csv.add(test.origin(i), test.label(i), probabilities, i * classes);
    }
    csv.flush();
  }

  private void writeNumbers(Examples test, double[] numbers, OutputStream out) throws IOException {
    PredictionsCsv csv = csv(out);
    for (int i = 0; i < test.size(); i++) {
      csv.add(test.origin(i), Optional.of(test.value(i)), numbers[i]);
    }
    csv.flush();
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>();
    if (path != null) {
      exhibits.add(surface());
    }
    exhibits.addAll(learner.exhibits());
    exhibits.addAll(new SupervisedExhibits(task, scores, predictions, atStart, way).all());
    exhibits.addAll(imageLayers.exhibits());
    if (layers != null) {
      exhibits.addAll(new LayerExhibits(layers.moments(), clock().label() + "s").all());
    }
    return exhibits;
  }

  private Exhibit surface() {
    return new SurfaceExhibit(
            new LossSurface(task.train(), task.scale()), path.line("path"), task.inputNames())
        .draw();
  }

  @Override
  public void close() {
    lessons.close();
    learner.close();
    stopping.close();
  }
}
