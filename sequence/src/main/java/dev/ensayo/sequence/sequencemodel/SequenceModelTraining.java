package dev.ensayo.sequence.sequencemodel;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskStream;
import dev.ensayo.core.series.Series;
import dev.ensayo.core.series.SeriesTask;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.forecast.ForecastScoring;
import dev.ensayo.sequence.network.Divergence;
import dev.ensayo.sequence.network.GradientReach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of a recurrent network on a task of generated sequences, where each update is on sequences
 * that were never seen before, or on the windows of a series; walked back to their first step.
 * Every test is on the same sequences, which are none of those.
 */
final class SequenceModelTraining extends ScheduledTraining {
  /** Names of the metrics of a run. */
  static final ImmutableSet<String> METRICS =
      ImmutableSet.<String>builder()
          .add("train/loss", "train/grad_norm", "train/gradient_reach", "model/parameters")
          .add("eval/loss", "eval/relative_loss", "eval/accuracy")
          .addAll(ForecastScoring.METRICS)
          .build();

  private static final int UPDATES_PER_SLICE = 4;

  private final SequenceModelConfig config;
  private final SequenceTask task;
  private final SequenceTaskSpec spec;
  private final SeedSequence testSeeds;
  private final SequenceTaskStream stream;
  private final SequenceTaskBatch batch;
  private final SequenceTaskBatch testBatch;
  private final ModelTests tests;
  private final SequenceWindow window = new SequenceWindow();
  private final SequenceModel model;
  private final SequenceState state;
  private final GradientReach reach;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean gradientNorm = means().mean("train/grad_norm");
  private long sequences;

  private SequenceModelTraining(
      SequenceModelConfig config, TrainingContext context, SequenceTask task, ModelTests tests) {
    super(context, Clock.UPDATE, "throughput/sequences_per_second", UPDATES_PER_SLICE);
    this.config = config;
    this.task = task;
    this.spec = task.spec();
    this.tests = tests;
    this.testSeeds = context.seeds().child("evaluation");
    this.stream = task.stream(context.seeds().child("environment"));
    this.batch = new SequenceTaskBatch(spec, config.batchSize());
    this.testBatch = new SequenceTaskBatch(spec, tests.batch());
    SeedSequence seeds = context.seeds().child("agent");
    this.model =
        SequenceModels.create(
            network(config, spec),
            context.backend(),
            seeds.seed("network"),
            Math.max(config.batchSize(), testBatch.sequences()),
            spec.steps());
    this.state = model.newState(config.batchSize());
    this.reach = new GradientReach(model, seeds.child("gradient reach"));
  }

  /** A run on sequences that are drawn, or on the windows of a series. */
  static SequenceModelTraining of(SequenceModelConfig config, TrainingContext context) {
    if (context.environment() instanceof SeriesTask task) {
      Series series = task.series(context.seeds());
      SeriesWindows windows = new SeriesWindows(series);
      return new SequenceModelTraining(config, context, windows, new SeriesTests(series, windows));
    }
    SequenceTask task = (SequenceTask) context.environment();
    return new SequenceModelTraining(
        config, context, task, new TaskTests(config, task, context.seeds().child("evaluation")));
  }

  /** The network that is trained. */
  static SequenceNetworkSpec network(SequenceModelConfig config, SequenceTaskSpec task) {
    SequenceInput input =
        task.input() == SequenceTaskSpec.Input.TOKENS
            ? new SequenceInput.Tokens(task.inputSize(), 0)
            : new SequenceInput.Vectors(task.inputSize());
    SequenceOutput output =
        task.target() == SequenceTaskSpec.Target.TOKENS
            ? SequenceOutput.classes(task.targetSize())
            : SequenceOutput.numbers(task.targetSize(), Loss.MEAN_SQUARED_ERROR).atLastStep();
    return new SequenceNetworkSpec(
        input,
        config.stack().specs(0),
        config.stack().dropout(),
        output,
        config.optimization().updater(),
        config.optimization().regularization(),
        config.optimization().gradientClipping(),
        config.recurrentRegularization());
  }

  @Override
  protected long step(long room) {
    stream.next(batch);
    state.reset();
    model.fit(TaskWindow.fill(window, spec, batch), state, result);
    Divergence.check(result, position() + 1);
    loss.add(result.loss());
    gradientNorm.add(result.gradientNorm());
    sequences += config.batchSize();
    return 1;
  }

  @Override
  protected long workDone() {
    return sequences;
  }

  @Override
  protected void test(long number) {
    if (number == 0) {
      record("model/parameters", model.parameterCount());
    }
    double score = tests.test(model, this::record);
    if (config.gradientReach()) {
      task.stream(testSeeds).next(testBatch);
      SequenceState zero = model.newState(testBatch.sequences());
      reach.measure(TaskWindow.fill(window, spec, testBatch), zero, number, position());
      record("train/gradient_reach", reach.steps());
    }
    if (config.stopAtLoss().isPresent() && score <= config.stopAtLoss().getAsDouble()) {
      stopEarly();
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("sequence model");
    model.saveState(out);
    stream.saveState(out);
    reach.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("sequence model");
    model.loadState(in);
    stream.loadState(in);
    reach.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    model.write(directory.resolve("model.zip"));
    tests.preprocessing().write(directory);
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>(tests.exhibits(model));
    exhibits.addAll(reach.exhibits("updates"));
    return exhibits;
  }

  @Override
  public void close() {
    model.close();
  }
}
