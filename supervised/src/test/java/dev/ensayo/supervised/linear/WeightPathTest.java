package dev.ensayo.supervised.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;

/** Two weights on the surface of their loss: where both are known by other means. */
class WeightPathTest {
  private static final int ROWS = 40;
  private static final double RATE = 0.2;

  private final double[][] inputs = new double[ROWS][2];
  private final double[] answers = new double[ROWS];

  /** Inputs and answers of mean 0 and the answers of deviation 1, so that nothing is rescaled. */
  private InMemoryExamples data() {
    RandomStream random = new SeedSequence(5).stream("data");
    for (int i = 0; i < ROWS; i += 2) {
      double x1 = random.nextGaussian();
      double x2 = 0.9 * x1 + 0.4 * random.nextGaussian();
      inputs[i] = new double[] {(float) x1, (float) x2};
      inputs[i + 1] = new double[] {-inputs[i][0], -inputs[i][1]};
      answers[i] = 2 * x1 - x2 + 0.2 * random.nextGaussian();
      answers[i + 1] = -answers[i];
    }
    double deviation = Math.sqrt(Arrays.stream(answers).map(y -> y * y).sum() / ROWS);
    InMemoryExamples data = InMemoryExamples.ofNumbers(2);
    for (int i = 0; i < ROWS; i++) {
      answers[i] /= deviation;
      data.addNumber(
          Split.TRAIN, new float[] {(float) inputs[i][0], (float) inputs[i][1]}, answers[i]);
    }
    return data;
  }

  private static Training start(InMemoryExamples data, String schedule) {
    return Runs.start(
        new LinearRegressionProvider(),
        "{learning: {batchSize: 64, updater: {type: sgd, learningRate: " + RATE + "}}}",
        data,
        schedule,
        1,
        MetricSink.NONE);
  }

  private static Exhibit.Surface surface(Training training) {
    return training.exhibits().stream()
        .filter(Exhibit.Surface.class::isInstance)
        .map(Exhibit.Surface.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private double loss(double w1, double w2) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      double error = answers[i] - w1 * inputs[i][0] - w2 * inputs[i][1];
      sum += error * error;
    }
    return sum / ROWS;
  }

  @Test
  void theSurfaceIsTheLossAndItsLowestPointLeastSquares() {
    InMemoryExamples data = data();
    try (Training training = start(data, "{updates: 5} 5")) {
      Runs.finish(training);
      Exhibit.Surface surface = surface(training);
      OLSMultipleLinearRegression ols = new OLSMultipleLinearRegression();
      ols.newSampleData(answers, inputs);
      double[] expected = ols.estimateRegressionParameters();
      assertThat(surface.goal().get(0).x()).isCloseTo(expected[1], within(1e-6));
      assertThat(surface.goal().get(0).y()).isCloseTo(expected[2], within(1e-6));
      int side = surface.values().size();
      for (int row = 0; row < side; row += 12) {
        for (int column = 0; column < side; column += 12) {
          double w1 = surface.minX() + (surface.maxX() - surface.minX()) * column / (side - 1);
          double w2 = surface.minY() + (surface.maxY() - surface.minY()) * row / (side - 1);
          assertThat(surface.values().get(row).get(column)).isCloseTo(loss(w1, w2), within(1e-5));
        }
      }
    }
  }

  /** Gradient descent with all rows: w ← w + 2η·mean(x·(y − w·x)). */
  @Test
  void thePathIsThatOfGradientDescent() {
    InMemoryExamples data = data();
    try (Training training = start(data, "{updates: 30} 30")) {
      Runs.finish(training);
      Exhibit.Curves.Line path = surface(training).paths().get(0);
      double w1 = 0;
      double w2 = 0;
      for (int update = 0; update <= 30; update++) {
        assertThat(path.x().get(update)).isCloseTo(w1, within(1e-5));
        assertThat(path.y().get(update)).isCloseTo(w2, within(1e-5));
        double step1 = 0;
        double step2 = 0;
        for (int i = 0; i < ROWS; i++) {
          double error = answers[i] - w1 * inputs[i][0] - w2 * inputs[i][1];
          step1 += 2 * RATE * error * inputs[i][0] / ROWS;
          step2 += 2 * RATE * error * inputs[i][1] / ROWS;
        }
        w1 += step1;
        w2 += step2;
      }
    }
  }

  /** A long path keeps its start and its end, and few points between; a checkpoint has it. */
  @Test
  void aLongPathIsThinnedAndGoesOnAfterACheckpoint() throws IOException {
    InMemoryExamples data = data();
    try (Training whole = start(data, "{updates: 1000} 500");
        Training first = start(data, "{updates: 1000} 500");
        Training second = start(data, "{updates: 1000} 500")) {
      Runs.finish(whole);
      first.advance();
      Runs.load(second, Runs.save(first));
      Runs.finish(second);
      Exhibit.Curves.Line path = surface(whole).paths().get(0);
      assertThat(path.x()).hasSizeBetween(200, 402).startsWith(0.0);
      assertThat(surface(second)).isEqualTo(surface(whole));
    }
  }
}
