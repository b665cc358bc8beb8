package dev.ensayo.supervised.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.KnownModes;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GanTest {
  private static final String SMALL =
      "generator: {hiddenUnits: [8]}, discriminator: {hiddenUnits: [8]}, batchSize: 8,"
          + " coverage: {samples: 50}";

  @ParameterizedTest
  @EnumSource
  void slopesAreThoseOfTheLosses(GeneratorLoss loss) {
    for (double logit : new double[] {-6, -1, 0, 0.5, 4}) {
      double step = 1e-6;
      double slope = (loss.value(logit + step) - loss.value(logit - step)) / (2 * step);
      assertThat(loss.slope(logit)).isCloseTo(slope, within(1e-8));
    }
  }

  /** By hand with D = 1/4, where the logit is −ln 3: ln(3/4) and −ln(1/4). */
  @Test
  void lossesAreThoseOfThePaper() {
    double logit = -Math.log(3);
    assertThat(GeneratorLoss.SATURATING.value(logit)).isCloseTo(Math.log(0.75), within(1e-12));
    assertThat(GeneratorLoss.NON_SATURATING.value(logit)).isCloseTo(Math.log(4), within(1e-12));
    // Where the discriminator is sure, one is flat and the other is not.
    assertThat(GeneratorLoss.SATURATING.slope(-50)).isCloseTo(0, within(1e-20));
    assertThat(GeneratorLoss.NON_SATURATING.slope(-50)).isCloseTo(-1, within(1e-12));
    assertThat(GeneratorLoss.NON_SATURATING.value(-2000)).isEqualTo(2000);
  }

  @ParameterizedTest
  @EnumSource
  void theGeneratorLearnsTheGradientOfItsLoss(GeneratorLoss loss) {
    GanConfig config = Settings.of(GanConfig.class, "{batchSize: 2}");
    try (Discriminator discriminator = discriminator(config)) {
      float[] samples = {0.3f, -0.4f, 1.1f, 0.2f};
      float[] gradient = new float[4];
      float[] ignored = new float[4];
      discriminator.judge(samples, 2, loss, gradient);
      for (int i = 0; i < 4; i++) {
        float kept = samples[i];
        float step = 1e-2f;
        samples[i] = kept + step;
        double above = discriminator.judge(samples, 2, loss, ignored);
        samples[i] = kept - step;
        double below = discriminator.judge(samples, 2, loss, ignored);
        samples[i] = kept;
        assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
      }
    }
  }

  private static Discriminator discriminator(GanConfig config) {
    return new Discriminator(
        Models.create(
            Settings.of(
                    PerceptronSpec.class,
                    "{activation: tanh, hiddenUnits: [16],"
                        + " updater: {type: adam, learningRate: 1e-2}}")
                .network(2, 1, Activation.IDENTITY),
            BackendConfig.defaults(),
            7,
            2 * config.batchSize()),
        config,
        new SeedSequence(1).stream("noise"));
  }

  /** What cannot be told apart costs 2·ln 2, what is far apart nearly nothing. */
  @Test
  void theDiscriminatorLearnsToTell() {
    GanConfig config = Settings.of(GanConfig.class, "{batchSize: 4}");
    try (Discriminator discriminator = discriminator(config)) {
      float[] examples = {1, 1, 1.1f, 0.9f, 0.9f, 1.1f, 1, 1.2f};
      float[] samples = {-1, -1, -1.1f, -0.9f, -0.9f, -1.1f, -1, -1.2f};
      for (int i = 0; i < 300; i++) {
        discriminator.fit(examples, samples, 4);
      }
      assertThat(discriminator.accuracy()).isEqualTo(1);
      assertThat(discriminator.loss()).isLessThan(0.1);
      for (int i = 0; i < 300; i++) {
        discriminator.fit(examples, examples, 4);
      }
      assertThat(discriminator.loss()).isCloseTo(2 * Math.log(2), within(0.01));
      assertThat(discriminator.accuracy()).isCloseTo(0.5, within(0.3));
    }
  }

  /** Of six samples two are good at the first mode, one at the second, and one is far away. */
  @Test
  void coverageCountsGoodSamplesOfEachMode() {
    KnownModes modes =
        new KnownModes(List.of(ImmutableDoubleArray.of(0, 0), ImmutableDoubleArray.of(10, 0)), 0.5);
    float[] samples = {0, 0, 1.4f, 0, 0, 1.6f, 10, 1, 12, 0, -50, 0};
    double[] shares = {0.5, 0.5};
    ModeCoverage half =
        new ModeCoverage(new KnownModesJudge(modes), shares, 1.0 / 6, samples, 6, 2);
    assertThat(half.covered()).isEqualTo(2);
    assertThat(half.quality()).isEqualTo(0.5);
    assertThat(half.goodShare(0)).isCloseTo(2.0 / 6, within(1e-12));
    assertThat(half.share(0)).isCloseTo(4.0 / 6, within(1e-12));
    assertThat(half.divergence())
        .isCloseTo(2.0 / 3 * Math.log(4.0 / 3) + 1.0 / 3 * Math.log(2.0 / 3), within(1e-12));
    ModeCoverage more = new ModeCoverage(new KnownModesJudge(modes), shares, 0.2, samples, 6, 2);
    assertThat(more.coverage()).isEqualTo(0.5);
  }

  @Test
  void theNearestExampleJudgesWhereModesAreUnknown() {
    InMemoryExamples examples = corners();
    RealData data =
        new RealData(examples.spec(), examples.examples(Split.TRAIN, new SeedSequence(1)));
    NearestExampleJudge judge = new NearestExampleJudge(data, 100);
    assertThat(judge.accuracy()).isEqualTo(1);
    assertThat(judge.judge(new float[] {5.02f, 5.02f}, 0)).isEqualTo(1);
    assertThat(judge.judge(new float[] {3, 3}, 0)).isEqualTo(-2);
    assertThat(judge.judge(new float[] {Float.NaN, 0}, 0)).isNegative();
  }

  /** Two clusters with steps of 0.1. */
  private static InMemoryExamples corners() {
    InMemoryExamples examples = InMemoryExamples.ofClasses(List.of(2), List.of("low", "high"));
    for (int i = 0; i < 20; i++) {
      float at = Math.floorDiv(i, 2) * 0.1f + i % 2 * 5;
      examples.add(Split.TRAIN, new float[] {at, at}, i % 2);
    }
    return examples;
  }

  @Test
  void whatIsKeptOfTheHistoryDoesNotDependOnItsLength() {
    SampleHistory history = new SampleHistory();
    for (long test = 0; test <= 100; test++) {
      if (history.wants(test)) {
        history.add(10 * test, new float[] {test});
      }
    }
    assertThat(history.chosen(4))
        .extracting(SampleHistory.Moment::position)
        .containsExactly(0L, 240L, 480L, 1000L);
  }

  @Test
  void aRunShowsItsSamplesAndItsModes() throws Exception {
    try (Training training =
        Runs.start(
            new GanProvider(),
            "{" + SMALL + "}",
            corners(),
            "{updates: 4} 2",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      List<Exhibit> exhibits = training.exhibits();
      assertThat(exhibits).extracting(Exhibit::name).containsExactly("samples", "modes");
      assertThat(((Exhibit.Drawn) exhibits.get(0)).svg())
          .contains(">data<", ">after 0 updates<", ">after 4 updates<");
      assertThat(((Exhibit.Table) exhibits.get(1)).rows()).hasSize(2);
      byte[] saved = Runs.save(training);
      try (Training again =
          Runs.start(
              new GanProvider(),
              "{" + SMALL + "}",
              corners(),
              "{updates: 4} 2",
              1,
              MetricSink.NONE)) {
        Runs.load(again, saved);
        assertThat(again.exhibits()).isEqualTo(exhibits);
      }
    }
  }

  @Test
  void aRestoredRunGoesOnAsIfNothingHadHappened() throws Exception {
    String noisy = "{" + SMALL + ", inputNoise: 0.1, discriminatorSteps: 2}";
    RecordedMetrics whole = Runs.run(new GanProvider(), noisy, corners(), "{updates: 6} 2", 1);
    byte[] saved;
    try (Training first =
        Runs.start(new GanProvider(), noisy, corners(), "{updates: 6} 2", 1, MetricSink.NONE)) {
      first.advance();
      first.advance();
      assertThat(first.position()).isEqualTo(2);
      saved = Runs.save(first);
    }
    RecordedMetrics rest = new RecordedMetrics();
    try (Training second =
        Runs.start(new GanProvider(), noisy, corners(), "{updates: 6} 2", 1, rest)) {
      Runs.load(second, saved);
      Runs.finish(second);
    }
    for (String metric : List.of("train/generator_loss", "train/discriminator_loss")) {
      List<Double> all = whole.values(metric);
      assertThat(rest.values(metric)).hasSize(2).isEqualTo(all.subList(1, 3));
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTheRun() {
    String wild =
        "discriminator: {activation: exponential, updater: {type: sgd, learningRate: 1000}},"
            + " batchSize: 8";
    assertThatThrownBy(
            () -> Runs.run(new GanProvider(), "{" + wild + "}", corners(), "{updates: 50} 10", 1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("at update")
        .hasMessageContaining("updater.learningRate");
  }

  @Test
  void numbersAreRefused() {
    GanConfig config = Settings.defaults(GanConfig.class);
    assertThat(new GanProvider().supports(InMemoryExamples.ofNumbers(2).spec(), config).reason())
        .contains("the answers here are numbers");
  }
}
