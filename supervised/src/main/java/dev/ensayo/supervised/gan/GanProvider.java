package dev.ensayo.supervised.gan;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import java.util.Set;

/** {@code gan}. */
public final class GanProvider implements AgentProvider<GanConfig> {
  /** Rows that the generator is given at a time in a test, at least. */
  private static final int TEST_ROWS = 256;

  @Override
  public String name() {
    return "gan";
  }

  @Override
  public String summary() {
    return "A generative adversarial network: one network makes samples, another tells them from"
        + " the data.";
  }

  @Override
  public Class<GanConfig> configType() {
    return GanConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, GanConfig config) {
    if (!(environment instanceof ExamplesSpec examples)) {
      return Support.no(
          "it learns to make examples like those of a table or of images, not a "
              + environment.kind());
    }
    return examples.isClassification()
        ? Support.yes()
        : Support.no(
            "its samples are judged by the classes that they cover, and the answers here are"
                + " numbers");
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.UPDATE);
  }

  @Override
  public Set<String> metrics() {
    return GanMetrics.NAMES;
  }

  @Override
  public Goal goal(GanConfig config, EnvironmentSource environment) {
    return new Goal(GanMetrics.COVERAGE, Better.HIGHER);
  }

  @Override
  public Training start(GanConfig config, TrainingContext context) {
    LabelledExamples environment = (LabelledExamples) context.environment();
    ExamplesSpec spec = environment.spec();
    RealData data = new RealData(spec, environment.examples(Split.TRAIN, context.seeds()));
    if (data.size() < 2) {
      throw new TrainingFailedException(
          "the training part holds fewer than two examples, of which nothing can be learned");
    }
    SeedSequence seeds = context.seeds().child("agent");
    RandomStream inputNoise = seeds.stream("input noise");
    int largest = Math.max(config.batchSize(), TEST_ROWS);
    Generator generator =
        new Generator(
            Models.create(
                config
                    .generator()
                    .network(
                        config.latentSize(),
                        data.width(),
                        spec.isImage() ? Activation.TANH : Activation.IDENTITY),
                context.backend(),
                seeds.seed("generator"),
                largest),
            largest);
    Discriminator discriminator =
        new Discriminator(
            Models.create(
                config.discriminator().network(data.width(), 1, Activation.IDENTITY),
                context.backend(),
                seeds.seed("discriminator"),
                2 * config.batchSize()),
            config,
            inputNoise);
    return new GanTraining(
        context,
        config,
        data,
        generator,
        discriminator,
        () ->
            environment
                .knownModes()
                .<SampleJudge>map(KnownModesJudge::new)
                .orElseGet(() -> new NearestExampleJudge(data, config.coverage().references())),
        inputNoise);
  }
}
