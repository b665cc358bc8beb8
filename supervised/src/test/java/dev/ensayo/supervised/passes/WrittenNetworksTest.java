package dev.ensayo.supervised.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.pass.ExplainedPass;
import dev.ensayo.backend.pass.LayerPass;
import dev.ensayo.backend.pass.PassLoss;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.linear.LinearRegressionProvider;
import dev.ensayo.supervised.linear.LogisticRegressionProvider;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks whose weights are written, and what is shown of small ones. */
class WrittenNetworksTest {
  private static final String AND =
      "{initialization: {type: given, layers: [{weights: [[20, 20]], biases: [-30]}]}}";

  /** (a or b) and not (a and b), with a second output that stays at 0. */
  private static final String XOR =
      "{hiddenUnits: [2], activation: sigmoid, scores: {explain: 2}, initialization: {type: given,"
          + " layers: [{weights: [[20, 20], [-20, -20]], biases: [-10, 30]}, {weights: [[0, 0],"
          + " [20, 20]], biases: [0, -30]}]}}";

  private static InMemoryExamples connective(int... answers) {
    InMemoryExamples rows = InMemoryExamples.ofClasses(List.of(2), List.of("0", "1"));
    for (Split split : Split.values()) {
      for (int i = 0; i < 4; i++) {
        rows.add(split, new float[] {Math.floorDiv(i, 2), i % 2}, answers[i]);
      }
    }
    return rows;
  }

  private static List<Exhibit> exhibits(Training training) {
    try (training) {
      Runs.finish(training);
      return training.exhibits();
    }
  }

  private static <E extends Exhibit> E named(List<Exhibit> exhibits, String name, Class<E> kind) {
    return kind.cast(
        exhibits.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow());
  }

  /** −30, −10, −10 and 10; the logistic function of 10 is 1 / (1 + e⁻¹⁰) = 0.9999546. */
  @Test
  void theTextbooksNeuronComputesAnd() {
    List<Exhibit> exhibits =
        exhibits(
            Runs.start(
                new LogisticRegressionProvider(),
                AND,
                connective(0, 0, 0, 1),
                "{epochs: 0} 1",
                1,
                MetricSink.NONE));
    Exhibit.Table table = named(exhibits, "forward-pass", Exhibit.Table.class);
    assertThat(table.header())
        .containsExactly("input 1", "input 2", "z", "g(z)", "answer", "right answer");
    assertThat(table.rows())
        .containsExactly(
            List.of("0", "0", "-30", "9.36e-14", "0", "0"),
            List.of("0", "1", "-10", "4.54e-05", "0", "0"),
            List.of("1", "0", "-10", "4.54e-05", "0", "0"),
            List.of("1", "1", "10", "0.99995", "1", "1"));
  }

  @Test
  void twoWrittenLayersComputeExclusiveOrAndItsHiddenPlaneIsDrawn() {
    List<Exhibit> exhibits =
        exhibits(
            Runs.start(
                new MlpProvider(),
                XOR,
                connective(0, 1, 1, 0),
                "{epochs: 0} 1",
                1,
                MetricSink.NONE));
    assertThat(named(exhibits, "forward-pass", Exhibit.Table.class).rows())
        .allSatisfy(row -> assertThat(row.get(10)).isEqualTo(row.get(11)));
    Exhibit.Field plane = named(exhibits, "hidden-plane-before", Exhibit.Field.class);
    // (0, 1) and (1, 0) lie in one corner, where both hidden units are 1
    assertThat(plane.points().get(1).x()).isCloseTo(1, within(1e-4));
    assertThat(plane.points().get(1).y()).isCloseTo(1, within(1e-4));
    assertThat(plane.points().get(0).x()).isCloseTo(0, within(1e-4));
    assertThat(plane.points().get(3).y()).isCloseTo(0, within(1e-4));
    assertThat(exhibits).extracting(Exhibit::name).doesNotContain("hidden-plane-after");
    List<List<String>> units = named(exhibits, "pass-units", Exhibit.Table.class).rows();
    assertThat(units.get(2)).containsExactly("z₁⁽¹⁾", "10", "0.99995", "sigmoid", "–", "-4.13e-08");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{weights: [[20]], biases: [-30]}] | initialization.layers[0].weights | must be 1 row of"
            + " 2 numbers, a row for each unit and a number for each input, not 1 row of 1 number",
        "[{weights: [[20, 20]], biases: [1, 2]}] | initialization.layers[0].biases | must be 1"
            + " number, one for each unit, not 2",
        "[] | initialization.layers | must have one entry for each layer, so 1 for a network of 2 →"
            + " 1 units, not 0"
      })
  void wrongSizesAreOneLine(String layers, String key, String message) {
    assertThatThrownBy(
            () ->
                Runs.start(
                    new LogisticRegressionProvider(),
                    "{initialization: {type: given, layers: " + layers + "}}",
                    connective(0, 0, 0, 1),
                    "{epochs: 0} 1",
                    1,
                    MetricSink.NONE))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(message)
        .extracting(e -> ((InvalidSettingException) e).key())
        .isEqualTo(key);
  }

  /** One step of plain descent at rate 1 moves each parameter by its gradient: the engine's own. */
  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "SIGMOID", "RELU", "GAUSS", "ARCTAN", "SOFTPLUS"})
  void theGradientsAreThoseOfTheEngine(Activation activation) {
    NetworkSpec spec =
        new NetworkSpec(
            3,
            List.of(
                DenseSpec.of(4, activation, Initialization.XAVIER),
                DenseSpec.of(2, Activation.SOFTMAX, Initialization.XAVIER)),
            Loss.SOFTMAX_CROSS_ENTROPY,
            Settings.of(UpdaterSpec.Sgd.class, "{learningRate: 1}"),
            Regularization.none(),
            Settings.defaults(GradientClipping.class));
    try (Model model = Models.create(spec, BackendConfig.defaults(), 7, 1)) {
      ExplainedPass pass =
          model
              .chain()
              .orElseThrow()
              .explain(
                  new double[] {0.5, -1.25, 2},
                  new double[] {0, 1},
                  PassLoss.SOFTMAX_CROSS_ENTROPY);
      assertThat(pass.largestDeviation()).isLessThan(1e-8);
      float[] before = model.parameters();
      FitResult result = new FitResult();
      model.fit(new float[] {0.5f, -1.25f, 2}, new float[] {0, 1}, null, 1, result);
      float[] after = model.parameters();
      assertThat(result.loss()).isCloseTo(pass.loss(), within(1e-5));
      int at = 0;
      for (LayerPass layer : pass.layers()) {
        for (double[] row : layer.weightGradients()) {
          for (double gradient : row) {
            assertThat(before[at] - after[at]).isCloseTo((float) gradient, within(1e-5f));
            at++;
          }
        }
        for (double gradient : layer.biasGradients()) {
          assertThat(before[at] - after[at]).isCloseTo((float) gradient, within(1e-5f));
          at++;
        }
      }
      assertThat(at).isEqualTo(model.parameterCount());
    }
  }

  /** Against Commons Math's simple regression, another class than the one that is used. */
  @Test
  void aLineIsLearnedAndItsWayIsDrawn() {
    InMemoryExamples line = InMemoryExamples.ofNumbers(1);
    SimpleRegression exact = new SimpleRegression();
    for (int i = 0; i < 20; i++) {
      double x = i / 10.0 - 0.7;
      double y = 3 * x - 2 + ((i * 7) % 5 - 2) / 10.0;
      exact.addData((float) x, y);
      for (Split split : Split.values()) {
        line.addNumber(split, new float[] {(float) x}, y);
      }
    }
    List<Exhibit> exhibits =
        exhibits(
            Runs.start(
                new LinearRegressionProvider(),
                "{learning: {batchSize: 20, updater: {type: sgd, learningRate: 0.3}}, scores:"
                    + " {path: true}}",
                line,
                "{epochs: 200} 200",
                1,
                MetricSink.NONE));
    List<List<String>> rows = named(exhibits, "coefficients", Exhibit.Table.class).rows();
    assertThat(Double.parseDouble(rows.get(0).get(2)))
        .isCloseTo(exact.getIntercept(), within(1e-3));
    assertThat(Double.parseDouble(rows.get(1).get(2))).isCloseTo(exact.getSlope(), within(1e-3));
    assertThat(Double.parseDouble(rows.get(1).get(1))).isCloseTo(exact.getSlope(), within(2e-3));
    Exhibit.Scatter surface = named(exhibits, "loss-surface", Exhibit.Scatter.class);
    assertThat(surface.x()).hasSize(201);
    assertThat(surface.lines()).hasSize(6);
    // the least loss lies in the middle of every ellipse, and the way ends there
    double middle = (surface.lines().get(4).x().get(0) + surface.lines().get(4).x().get(60)) / 2;
    assertThat(surface.x().get(200)).isCloseTo(middle, within(1e-3));
  }
}
