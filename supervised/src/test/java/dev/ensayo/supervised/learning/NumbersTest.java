package dev.ensayo.supervised.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.linear.LinearRegressionProvider;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that are numbers, whatever their unit. */
class NumbersTest {
  /**
   * Prices as those of diamonds: exp of a curve of the weight, times grades of cut and clarity,
   * between some hundreds and twenty thousand.
   */
  private static InMemoryExamples prices() {
    InMemoryExamples data = InMemoryExamples.ofNumbers(3);
    RandomStream random = new SeedSequence(5).stream("prices");
    for (Split part : List.of(Split.TRAIN, Split.TEST)) {
      for (int i = 0; i < (part == Split.TRAIN ? 2000 : 400); i++) {
        double carat = 0.2 + 1.8 * random.nextDouble() * random.nextDouble();
        double cut = random.nextInt(5);
        double clarity = random.nextInt(8);
        double price =
            4000
                * Math.pow(carat, 1.7)
                * Math.exp(0.04 * cut + 0.1 * clarity + 0.1 * random.nextGaussian());
        float[] row = {
          (float) ((carat - 0.65) / 0.4), (float) ((cut - 2) / 1.4), (float) ((clarity - 3.5) / 2.3)
        };
        data.addNumber(part, row, price);
      }
    }
    return data;
  }

  @Test
  @Tag("learning")
  void pricesAreLearnedWithTheDefaults() {
    RecordedMetrics mlp = Runs.run(new MlpProvider(), "{}", prices(), "{epochs: 10} 10", 1);
    assertThat(Runs.last(mlp, "test/r2")).isGreaterThan(0.9);
    assertThat(Runs.last(mlp, "test/mae")).isBetween(50.0, 500.0); // in units of money
    assertThat(Runs.last(mlp, "test/loss")).isLessThan(0.2); // as it is trained
    RecordedMetrics line =
        Runs.run(new LinearRegressionProvider(), "{}", prices(), "{epochs: 60} 60", 1);
    assertThat(Runs.last(line, "test/r2")).isGreaterThan(0.75);
  }

  @Test
  void theLossIsThatOfTheScaleTheOthersOfTheUnit() {
    InMemoryExamples data = InMemoryExamples.ofNumbers(1);
    for (Split part : List.of(Split.TRAIN, Split.TEST)) {
      data.addNumber(part, new float[] {0}, 1000).addNumber(part, new float[] {0}, 3000);
    }
    RecordedMetrics metrics =
        Runs.run(
            new LinearRegressionProvider(),
            "{learning: {updater: {type: sgd, learningRate: 0.1}}}",
            data,
            "{epochs: 3} 3",
            1);
    // The inputs tell nothing: the mean, 2000, is predicted, and errors are one deviation, 1000.
    assertThat(Runs.last(metrics, "test/loss")).isCloseTo(1, within(1e-6));
    assertThat(Runs.last(metrics, "train/loss")).isCloseTo(1, within(1e-6));
    assertThat(Runs.last(metrics, "test/mse")).isCloseTo(1e6, within(1.0));
    assertThat(Runs.last(metrics, "test/mae")).isCloseTo(1000, within(1e-3));
  }

  @Test
  void equalNumbersHaveAScale() {
    assertThat(AnswerScale.standardizing(3, i -> 0.1)).isEqualTo(new AnswerScale(0.1, 1));
    AnswerScale scale = AnswerScale.standardizing(4, i -> new double[] {2, 4, 6, 8}[i]);
    assertThat(scale.origin()).isEqualTo(5);
    assertThat(scale.unit()).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(scale.fromNetwork(scale.toNetwork(7.5))).isCloseTo(7.5, within(1e-12));
  }

  @Test
  void aLineShowsItsCoefficientsAndItsCurve() {
    InMemoryExamples data = InMemoryExamples.ofNumbers(1);
    for (int i = 0; i < 40; i++) {
      float x = i / 20f - 1;
      data.addNumber(Split.TRAIN, new float[] {x}, 500 + 300 * x);
      data.addNumber(Split.TEST, new float[] {x}, 500 + 300 * x);
    }
    try (Training training =
        Runs.start(
            new LinearRegressionProvider(),
            "{learning: {batchSize: 40, updater: {type: nesterovs, learningRate: 0.1}}}",
            data,
            "{epochs: 400} 400",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      List<Exhibit> exhibits = training.exhibits();
      assertThat(exhibits)
          .extracting(Exhibit::name)
          .containsExactly("predicted-right", "residuals", "coefficients", "curve");
      Exhibit.Table coefficients = (Exhibit.Table) exhibits.get(2);
      assertThat(coefficients.rows().get(0).get(1)).isEqualTo("500.0");
      assertThat(coefficients.rows().get(1)).containsExactly("input 1", "300.0", "300.0", "300.0");
      Exhibit.Scatter curve = (Exhibit.Scatter) exhibits.get(3);
      assertThat(curve.lines().get(0).y().get(0)).isCloseTo(200, within(0.5));
      assertThat(curve.x()).hasSize(40);
      Exhibit.Scatter residuals = (Exhibit.Scatter) exhibits.get(1);
      assertThat(residuals.y()).allSatisfy(y -> assertThat(y).isCloseTo(0, within(0.5)));
    }
  }
}
