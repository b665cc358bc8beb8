package dev.ensayo.supervised.segmenter;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.scenes.SceneSource;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.core.training.EarlyStopping.Watch;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.StoppingRule;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.core.training.TwinSnapshot;
import dev.ensayo.supervised.learning.Batch;
import dev.ensayo.supervised.learning.BatchStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A run of a segmenter. {@code train/loss} is the mean over pixels, from before each update; {@code
 * valid/…} and {@code test/…} come from whole parts.
 */
final class SegmenterTraining extends ScheduledTraining {
  private static final int STEPS_PER_SLICE = 4;

  /** Pictures that are answered at a time. */
  private static final int TEST_ROWS = 16;

  private final SegmenterConfig config;
  private final ScenesSpec spec;
  private final Scenes valid;
  private final Scenes test;
  private final Scenes shown;
  private final Split shownPart;
  private final StoppingRule stopping;
  private final Model model;
  private final BatchStream batches;
  private final SceneScores scores;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss = means().mean(SegmenterMetrics.LOSS);
  private final MetricMeans.Mean gradientNorm = means().mean(SegmenterMetrics.GRADIENT_NORM);
  private long picturesSeen;
  private long updates;

  SegmenterTraining(SegmenterConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/examples_per_second", STEPS_PER_SLICE);
    SceneSource environment = (SceneSource) context.environment();
    this.config = config;
    this.spec = environment.spec();
    Scenes train = environment.scenes(Split.TRAIN);
    this.valid = environment.scenes(Split.VALID);
    this.test = environment.scenes(Split.TEST);
    this.shownPart = test.size() > 0 ? Split.TEST : valid.size() > 0 ? Split.VALID : Split.TRAIN;
    this.shown = environment.scenes(shownPart);
    check(config, train, valid);
    List<Double> classWeights = PixelClasses.weights(config.classWeights(), spec, train);
    this.scores = new SceneScores(spec, classWeights, TEST_ROWS);
    this.model = model(classWeights, context);
    this.stopping =
        new StoppingRule(
            config.earlyStopping(),
            () ->
                new TwinSnapshot<>(
                    model, model(classWeights, context), Model::copyParametersFrom, Model::close));
    this.batches =
        new BatchStream(
            new SceneBatches(train, spec, config.batchSize(), context.seeds().child("examples")),
            false);
  }

  private Model model(List<Double> classWeights, TrainingContext context) {
    return Models.create(
        SegmenterNetwork.of(config, spec, classWeights),
        context.backend(),
        context.seeds().child("agent").seed("network"),
        Math.max(config.batchSize(), TEST_ROWS));
  }

  private static void check(SegmenterConfig config, Scenes train, Scenes valid) {
    if (train.size() == 0) {
      throw new TrainingFailedException("the training part holds no picture");
    }
    if (config.earlyStopping().isPresent() && valid.size() == 0) {
      throw new TrainingFailedException(
          "agent.earlyStopping watches the validation part, and the environment has none; give it"
              + " one, or leave earlyStopping out");
    }
  }

  @Override
  protected long step(long room) {
    Batch batch = batches.next();
    model.fit(batch.inputs(), batch.targets(), null, batch.size(), result);
    updates++;
    if (!Double.isFinite(result.loss())) {
      throw new TrainingFailedException(
          "the loss is "
              + result.loss()
              + " at update "
              + updates
              + "; look at agent.updater and agent.gradientClipping");
    }
    loss.add(result.loss(), batch.size());
    gradientNorm.add(result.gradientNorm());
    picturesSeen += batch.size();
    return clock() == Clock.UPDATE || batch.endsEpoch() ? 1 : 0;
  }

  @Override
  protected long workDone() {
    return picturesSeen;
  }

  @Override
  protected OptionalLong updates() {
    return OptionalLong.of(updates);
  }

  @Override
  protected void test(long number) {
    Map<String, Double> validScores = valid.size() == 0 ? Map.of() : scores.of(valid, model);
    if (stopping.endsWith(watch -> validScores.get(watched(watch)), position())) {
      stopEarly();
    }
    record(Split.VALID, validScores);
    record(Split.TEST, test.size() == 0 ? Map.of() : scores.of(test, model));
    if (position() >= end()) {
      stopping.restoreBest().ifPresent(position -> record(KeptPoint.METRIC, (double) position));
    }
  }

  private static String watched(Watch watch) {
    return watch == Watch.LOSS ? SegmenterMetrics.PART_LOSS : SegmenterMetrics.PIXEL_ACCURACY;
  }

  private void record(Split part, Map<String, Double> values) {
    values.forEach((name, value) -> record(part.label() + "/" + name, value));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("segmenter");
    out.writeLong(updates);
    batches.saveState(out);
    model.saveState(out);
    stopping.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("segmenter");
    updates = in.readLong();
    batches.loadState(in);
    model.loadState(in);
    stopping.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    model.write(directory.resolve("model.zip"));
    Preprocessing.of(
            new Inputs.Numbers(List.of(spec.channels(), spec.height(), spec.width())),
            new Outputs.Pixels(PixelClasses.names(spec)))
        .write(directory);
  }

  @Override
  public List<Exhibit> exhibits() {
    return new SegmenterExhibits(spec, shown, shownPart, config.shown()).all(model, scores);
  }

  @Override
  public void close() {
    batches.close();
    model.close();
    stopping.close();
  }
}
