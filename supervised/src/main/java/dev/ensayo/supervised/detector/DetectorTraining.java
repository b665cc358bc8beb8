package dev.ensayo.supervised.detector;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.scenes.SceneSource;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.learning.Batch;
import dev.ensayo.supervised.learning.BatchStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A run of a detector. {@code train/…} are means over scenes, from before each update; {@code
 * valid/…} and {@code test/…} come from whole parts.
 */
final class DetectorTraining extends ScheduledTraining {
  private static final int STEPS_PER_SLICE = 4;

  /** Levels of a picture's bytes, which are read as numbers up to 1. */
  private static final double BRIGHTEST = 255;

  private final DetectorConfig config;
  private final SceneSource source;
  private final BoxGrid grid;
  private final SceneReader reader;
  private final DetectorLoss loss;
  private final BatchStream batches;
  private final Model model;
  private final DetectorMetrics metrics = new DetectorMetrics(means());
  private final FitResult result = new FitResult();
  private long scenesSeen;
  private long updates;

  DetectorTraining(DetectorConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/examples_per_second", STEPS_PER_SLICE);
    this.config = config;
    this.source = (SceneSource) context.environment();
    ScenesSpec spec = source.spec();
    Scenes train = source.scenes(Split.TRAIN);
    this.grid = BoxGrid.of(config, spec, PriorSizes.of(train, config.boxes(), config.cell()));
    this.reader = new SceneReader(config, spec, grid);
    this.loss = new DetectorLoss(grid, config.weights());
    this.batches =
        new BatchStream(
            new SceneBatches(
                train, spec, grid, config.batchSize(), context.seeds().child("examples")),
            false);
    this.model =
        Models.create(
            DetectorNetwork.of(config, spec),
            context.backend(),
            context.seeds().child("agent").seed("network"),
            Math.max(config.batchSize(), SceneReader.ROWS));
  }

  @Override
  protected long step(long room) {
    Batch batch = batches.next();
    loss.setTargets(batch.targets());
    model.fit(batch.inputs(), batch.size(), loss, result);
    updates++;
    if (!Double.isFinite(result.loss())) {
      throw new TrainingFailedException(
          "the loss is "
              + result.loss()
              + " at update "
              + updates
              + "; look at agent.updater, agent.gradientClipping and agent.weights");
    }
    metrics.record(result.loss(), loss, result.gradientNorm(), batch.size());
    scenesSeen += batch.size();
    return clock() == Clock.UPDATE || batch.endsEpoch() ? 1 : 0;
  }

  @Override
  protected long workDone() {
    return scenesSeen;
  }

  @Override
  protected OptionalLong updates() {
    return OptionalLong.of(updates);
  }

  @Override
  protected void test(long number) {
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      Scenes scenes = source.scenes(part);
      if (scenes.size() > 0) {
        DetectorMetrics.of(part, reader.read(model, scenes)).forEach(this::record);
      }
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("detector");
    out.writeLong(updates);
    batches.saveState(out);
    model.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("detector");
    updates = in.readLong();
    batches.loadState(in);
    model.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    ScenesSpec spec = source.spec();
    model.write(directory.resolve("model.zip"));
    Preprocessing.of(
            new Inputs.Numbers(List.of(spec.channels(), spec.height(), spec.width()), BRIGHTEST),
            new Outputs.Boxes(
                spec.classes(),
                grid.cell(),
                grid.priors().stream().map(PriorSize::width).toList(),
                grid.priors().stream().map(PriorSize::height).toList()))
        .write(directory);
  }

  @Override
  public List<Exhibit> exhibits() {
    Split part =
        source.scenes(Split.TEST).size() > 0
            ? Split.TEST
            : source.scenes(Split.VALID).size() > 0 ? Split.VALID : Split.TRAIN;
    Scenes scenes = source.scenes(part);
    return new DetectorExhibits(source.spec(), part, scenes, reader.read(model, scenes))
        .all(config.shown());
  }

  @Override
  public void close() {
    batches.close();
    model.close();
  }
}
