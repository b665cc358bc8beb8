package dev.ensayo.supervised.gan;

import com.google.common.base.Suppliers;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Algorithm 1 of Goodfellow et al., "Generative adversarial nets", 2014: k steps of the
 * discriminator, each on m examples and m samples drawn anew, then one of the generator on m more.
 * The clock counts steps of the generator.
 */
final class GanTraining extends ScheduledTraining {
  static final String MODEL_FILE = "model.zip";

  /** Multiplications of a slice, roughly: well below a second on any machine. */
  private static final double WORK_PER_SLICE = 1e9;

  private static final int MOST_STEPS_PER_SLICE = 256;
  private static final int SHOWN_POINTS = 300;
  private static final int SHOWN_PICTURES = 10;

  private final GanConfig config;
  private final RealData data;
  private final Generator generator;
  private final Discriminator discriminator;
  private final Supplier<SampleJudge> judge;
  private final SeedSequence seeds;
  private final RandomStream picking;
  private final RandomStream latents;
  private final RandomStream inputNoise;
  private final SampleHistory history = new SampleHistory();
  private final GanMetrics metrics = new GanMetrics(means());
  private final OutputLoss objective = this::objective;
  private final float[] examples;
  private final float[] samples;

  /**
   * @param judge of samples; asked for once
   * @param inputNoise the noise that the discriminator takes
   */
  GanTraining(
      TrainingContext context,
      GanConfig config,
      RealData data,
      Generator generator,
      Discriminator discriminator,
      Supplier<SampleJudge> judge,
      RandomStream inputNoise) {
    super(
        context,
        Clock.UPDATE,
        "throughput/examples_per_second",
        stepsPerSlice(config, generator, discriminator));
    this.config = config;
    this.data = data;
    this.generator = generator;
    this.discriminator = discriminator;
    this.judge = Suppliers.memoize(judge::get);
    this.seeds = context.seeds();
    this.picking = seeds.child("agent").stream("examples");
    this.latents = seeds.child("agent").stream("latents");
    this.inputNoise = inputNoise;
    this.examples = new float[config.batchSize() * data.width()];
    this.samples = new float[config.batchSize() * data.width()];
  }

  private static int stepsPerSlice(
      GanConfig config, Generator generator, Discriminator discriminator) {
    double rows = (double) config.batchSize() * (config.discriminatorSteps() + 1);
    double work = 3 * rows * (generator.parameterCount() + 2.0 * discriminator.parameterCount());
    return (int) Math.max(1, Math.min(MOST_STEPS_PER_SLICE, WORK_PER_SLICE / work));
  }

  @Override
  protected long step(long room) {
    int count = config.batchSize();
    for (int k = 0; k < config.discriminatorSteps(); k++) {
      data.pick(picking, count, examples);
      generator.sample(latents, count, samples);
      discriminator.fit(examples, samples, count);
      check("discriminator", discriminator.loss());
      metrics.record(discriminator);
    }
    generator.fit(latents, count, objective);
    check("generator", generator.loss());
    metrics.record(generator);
    return 1;
  }

  private double objective(float[][] outputs, int count, float[][] gradients) {
    return discriminator.judge(outputs[0], count, config.loss(), gradients[0]);
  }

  private void check(String whose, double loss) {
    if (!Double.isFinite(loss)) {
      throw new TrainingFailedException(
          "the "
              + whose
              + "'s loss is "
              + loss
              + " at update "
              + (position() + 1)
              + "; look at agent."
              + whose
              + ".updater.learningRate (smaller), agent."
              + whose
              + ".gradientClipping.norm (such as 1) and the scale of the inputs");
    }
  }

  @Override
  protected long workDone() {
    return position() * config.batchSize() * config.discriminatorSteps();
  }

  @Override
  protected void test(long number) {
    ModeCoverage coverage = coverage(number);
    record(GanMetrics.COVERAGE, coverage.coverage());
    record(GanMetrics.COVERED, (double) coverage.covered());
    record(GanMetrics.QUALITY, coverage.quality());
    record(GanMetrics.DIVERGENCE, coverage.divergence());
    if (history.wants(number)) {
      history.add(position(), shown());
    }
  }

  /** Test number k always draws the same noise. */
  private ModeCoverage coverage(long test) {
    int count = config.coverage().samples();
    float[] drawn = new float[Math.multiplyExact(count, data.width())];
    generator.sample(seeds.child("evaluation").child(test).stream("latents"), count, drawn);
    return new ModeCoverage(
        judge.get(), data.shares(), config.coverage().leastShare(), drawn, count, data.width());
  }

  /** Samples of noise that is always the same. */
  private float[] shown() {
    int count = data.spec().isImage() ? SHOWN_PICTURES : SHOWN_POINTS;
    float[] drawn = new float[count * data.width()];
    generator.sample(seeds.child("evaluation").stream("shown"), count, drawn);
    return drawn;
  }

  @Override
  public List<Exhibit> exhibits() {
    // The noise of the first test, so that what is shown does not depend on how many there were.
    return new GanExhibits(data, judge.get(), coverage(0), history, position(), shown()).all();
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    generator.write(directory.resolve(MODEL_FILE));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("gan");
    generator.saveState(out);
    discriminator.saveState(out);
    picking.saveState(out);
    latents.saveState(out);
    inputNoise.saveState(out);
    history.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("gan");
    generator.loadState(in);
    discriminator.loadState(in);
    picking.loadState(in);
    latents.loadState(in);
    inputNoise.loadState(in);
    history.loadState(in);
  }

  @Override
  public void close() {
    generator.close();
    discriminator.close();
  }
}
