package dev.ensayo.supervised.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.learning.ModelLearner;
import dev.ensayo.supervised.learning.SupervisedTrainings;
import dev.ensayo.supervised.learning.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained to the end, a regression arrives where its solution is known to lie. */
class RegressionSolutionTest {
  private static final double CLOSE = 2e-4;

  @TempDir private Path folder;

  private static float[] solve(
      LinearProvider provider, double rate, String more, InMemoryExamples data) {
    String settings =
        "{learning: {batchSize: 128, updater: {type: nesterovs, learningRate: "
            + rate
            + ", momentum: 0.9}"
            + more
            + "}}";
    try (Training training =
        Runs.start(provider, settings, data, "{epochs: 1500} 1500", 1, MetricSink.NONE)) {
      Runs.finish(training);
      return ((ModelLearner) SupervisedTrainings.learner(training)).model().parameters();
    }
  }

  @Test
  void linearRegressionArrivesAtCommonsMathsLeastSquares() {
    RandomStream random = new SeedSequence(3).stream("data");
    InMemoryExamples data = InMemoryExamples.ofNumbers(3);
    double[][] inputs = new double[80][3];
    double[] values = new double[80];
    for (int i = 0; i < values.length; i++) {
      float[] row = new float[3];
      for (int j = 0; j < 3; j++) {
        row[j] = (float) random.nextGaussian();
        inputs[i][j] = row[j];
      }
      values[i] = 2 - row[0] + 0.5 * row[1] + 3 * row[2] + 0.3 * random.nextGaussian();
      data.addNumber(Split.TRAIN, row, values[i]);
    }
    OLSMultipleLinearRegression ols = new OLSMultipleLinearRegression();
    ols.newSampleData(values, inputs);
    double[] expected = ols.estimateRegressionParameters();

    float[] found = solve(new LinearRegressionProvider(), 0.05, "", data);

    // The network learns (y − mean) / deviation.
    double mean = new Mean().evaluate(values);
    double deviation = new StandardDeviation(false).evaluate(values);
    assertThat(found[3] * deviation + mean).isCloseTo(expected[0], within(CLOSE));
    for (int j = 0; j < 3; j++) {
      assertThat(found[j] * deviation).isCloseTo(expected[j + 1], within(CLOSE));
    }
  }

  private static InMemoryExamples classes(Fixture fixture, int classes) {
    InMemoryExamples data =
        InMemoryExamples.ofClasses(List.of(3), List.of("a", "b", "c", "d").subList(0, classes));
    double[][] inputs = fixture.rows("inputs");
    double[] labels = fixture.numbers("labels");
    for (int i = 0; i < labels.length; i++) {
      float[] row = {(float) inputs[i][0], (float) inputs[i][1], (float) inputs[i][2]};
      data.add(Split.TRAIN, row, (int) labels[i]);
    }
    return data;
  }

  private static void check(LinearProvider provider, String file, int classes) throws IOException {
    Fixture fixture = Fixture.read(RegressionSolutionTest.class, file);
    float[] found =
        solve(
            provider,
            0.5,
            ", regularization: {l2: " + fixture.number("l2") + "}",
            classes(fixture, classes));
    double[][] weights = fixture.rows("weights");
    double[] biases = fixture.numbers("biases");
    for (int k = 0; k < biases.length; k++) {
      for (int j = 0; j < 3; j++) {
        // Deeplearning4j keeps [inputs, units] column by column.
        assertThat((double) found[k * 3 + j]).isCloseTo(weights[j][k], within(CLOSE));
      }
      assertThat((double) found[biases.length * 3 + k]).isCloseTo(biases[k], within(CLOSE));
    }
  }

  @Test
  void logisticRegressionArrivesAtNewtonsSolution() throws IOException {
    check(new LogisticRegressionProvider(), "logistic.json", 2);
  }

  @Test
  void oneVersusRestArrivesAtNewtonsSolutions() throws IOException {
    check(new OneVersusRestProvider(), "one-versus-rest.json", 4);
  }

  /** Each class's share of the sum of all answers, also where a model is asked later. */
  @Test
  void oneVersusRestSharesItsAnswersOut() throws IOException {
    Fixture fixture = Fixture.read(RegressionSolutionTest.class, "one-versus-rest.json");
    String settings =
        "{learning: {batchSize: 128, updater: {type: nesterovs, learningRate: 0.5, momentum: 0.9},"
            + " regularization: {l2: "
            + fixture.number("l2")
            + "}}}";
    try (Training training =
        Runs.start(
            new OneVersusRestProvider(),
            settings,
            classes(fixture, 4),
            "{epochs: 1500} 1500",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    double[][] inputs = fixture.rows("inputs");
    double[][] expected = fixture.rows("probabilities");
    try (TrainedModel model = TrainedModel.open(folder, BackendConfig.defaults(), 1)) {
      for (int i = 0; i < inputs.length; i++) {
        float[] row = {(float) inputs[i][0], (float) inputs[i][1], (float) inputs[i][2]};
        float[] shares = model.probabilities(row, 1);
        for (int k = 0; k < 4; k++) {
          assertThat((double) shares[k]).isCloseTo(expected[i][k], within(CLOSE));
        }
      }
    }
  }

  @Test
  void softmaxRegressionArrivesAtNewtonsSolution() throws IOException {
    check(new SoftmaxRegressionProvider(), "softmax.json", 4);
  }
}
