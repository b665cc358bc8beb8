package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.ZipNormalizer;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.Batch;
import dev.ensayo.supervised.learning.BatchStream;
import dev.ensayo.supervised.learning.Normalizers;
import dev.ensayo.supervised.learning.SupervisedTask;
import dev.ensayo.supervised.nearest.TrainedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of an autoencoder. {@code train/loss} is the mean over numbers of the inputs, from before
 * each update, with corruption; {@code valid/…} and {@code test/…} come from whole parts without.
 */
final class AutoencoderTraining extends ScheduledTraining {
  private static final int STEPS_PER_SLICE = 32;

  private final AutoencoderConfig config;
  private final TrainingContext context;
  private final SupervisedTask task;
  private final Reconstruction reconstruction;
  private final Model model;
  private final BatchStream batches;
  private final GreedyPretraining pretraining;
  private final CodeMeasures measures;
  private final Reconstructions reconstructions;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss = means().mean(AutoencoderMetrics.LOSS);
  private final MetricMeans.Mean gradientNorm = means().mean(AutoencoderMetrics.GRADIENT_NORM);
  private final MetricMeans.Mean penalty = means().mean(AutoencoderMetrics.TRAIN_PENALTY);
  private final MetricMeans.Mean layerLoss = means().mean(AutoencoderMetrics.LAYER_LOSS);
  private long examplesSeen;
  private long updates;

  AutoencoderTraining(AutoencoderConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/examples_per_second", STEPS_PER_SLICE);
    LabelledExamples environment = (LabelledExamples) context.environment();
    ExamplesSpec spec = environment.spec();
    this.config = config;
    this.context = context;
    this.task = SupervisedTask.of(environment, context.seeds(), Answers.of(spec));
    this.reconstruction = config.loss().resolved(spec);
    InputRange.check(task.train(), spec, reconstruction);
    SeedSequence seeds = context.seeds().child("agent");
    int rows = Math.max(config.batchSize(), CodeMeasures.ROWS);
    this.reconstructions = new Reconstructions(spec.inputSize(), CodeMeasures.ROWS);
    this.measures = new CodeMeasures(spec, config, parts(task), context.backend(), seeds);
    this.batches =
        new BatchStream(
            new ReconstructionBatches(
                task.train(),
                spec.inputSize(),
                config.batchSize(),
                config.corruption(),
                context.seeds().child("examples")),
            false);
    this.model =
        Models.create(
            AutoencoderNetwork.of(config, spec), context.backend(), seeds.seed("network"), rows);
    this.pretraining =
        config.stacking() instanceof Stacking.Greedy greedy
            ? new GreedyPretraining(
                config,
                greedy.epochsPerLayer(),
                new LayerNetworks(config, spec),
                model,
                task.train(),
                context.backend(),
                context.seeds().child("examples"))
            : null;
  }

  /** Whether the layers learn one by one. */
  private boolean pretrains() {
    return pretraining != null && !pretraining.isDone();
  }

  private static Map<Split, Examples> parts(SupervisedTask task) {
    Map<Split, Examples> parts = new EnumMap<>(Split.class);
    parts.put(Split.TRAIN, task.train());
    parts.put(Split.VALID, task.valid());
    parts.put(Split.TEST, task.test());
    parts.values().removeIf(part -> part.size() == 0);
    return parts;
  }

  @Override
  protected long step(long room) {
    boolean pretrains = pretrains();
    Batch batch = pretrains ? pretraining.step(result) : together();
    updates++;
    if (!Double.isFinite(result.loss())) {
      throw new TrainingFailedException(
          "the loss is "
              + result.loss()
              + " at update "
              + updates
              + "; look at agent.updater, agent.gradientClipping and the scale of the inputs");
    }
    int numbers = pretrains ? pretraining.inputs() : task.spec().inputSize();
    MetricMeans.Mean mean = pretrains ? layerLoss : loss;
    mean.add((result.loss() - result.penalty()) / numbers, batch.size());
    if (config.codePenalty() > 0) {
      penalty.add(result.penalty() / numbers, batch.size());
    }
    gradientNorm.add(result.gradientNorm());
    examplesSeen += batch.size();
    long done = clock() == Clock.UPDATE || batch.endsEpoch() ? 1 : 0;
    if (pretrains) {
      pretraining.advance();
    }
    return done;
  }

  private Batch together() {
    Batch batch = batches.next();
    model.fit(batch.inputs(), batch.targets(), null, batch.size(), result);
    return batch;
  }

  /** Lets the network have what the layer at hand has learned. */
  private void store() {
    if (pretraining != null) {
      pretraining.store();
    }
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
    store();
    record(Split.VALID, mirrored(task.valid()));
    record(Split.TEST, mirrored(task.test()));
    if (task.valid().size() + task.test().size() > 0) {
      try (TrainedEncoder encoder = encoder()) {
        measures.of(encoder).forEach(this::record);
      }
    }
  }

  private Map<String, Double> mirrored(Examples part) {
    return part.size() == 0
        ? Map.of()
        : reconstructions.scores(part, reconstruction, model::predict);
  }

  private void record(Split part, Map<String, Double> values) {
    values.forEach((name, value) -> record(part.label() + "/" + name, value));
  }

  private TrainedEncoder encoder() {
    return TrainedEncoder.of(
        model,
        task.spec().inputShape().asList(),
        AutoencoderNetwork.encoderLayers(config),
        context.backend(),
        CodeMeasures.ROWS);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("autoencoder");
    out.writeLong(updates);
    batches.saveState(out);
    model.saveState(out);
    if (pretraining != null) {
      pretraining.saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("autoencoder");
    updates = in.readLong();
    batches.loadState(in);
    model.loadState(in);
    if (pretraining != null) {
      pretraining.loadState(in);
    }
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    store();
    Path zip = directory.resolve("model.zip");
    model.write(zip);
    Preprocessing preprocessing =
        task.preprocessing().withOutputs(new Outputs.Numbers(task.spec().inputSize()));
    ZipNormalizer normalizer = Normalizers.of(preprocessing);
    if (!normalizer.isIdentity()) {
      normalizer.addTo(zip);
    }
    preprocessing.write(directory);
  }

  @Override
  public List<Exhibit> exhibits() {
    store();
    Split part =
        task.test().size() > 0 ? Split.TEST : task.valid().size() > 0 ? Split.VALID : Split.TRAIN;
    AutoencoderExhibits exhibits =
        new AutoencoderExhibits(
            config,
            task.spec(),
            task.train(),
            task.shown(),
            part,
            task.preprocessing().inputs(),
            measures.hasComponents() ? Optional.of(measures.components()) : Optional.empty());
    try (TrainedEncoder encoder = encoder()) {
      List<Exhibit> all = new ArrayList<>(exhibits.all(model, encoder));
      measures.search(encoder, part).ifPresent(all::add);
      return all;
    }
  }

  @Override
  public void close() {
    batches.close();
    if (pretraining != null) {
      pretraining.close();
    }
    model.close();
  }
}
