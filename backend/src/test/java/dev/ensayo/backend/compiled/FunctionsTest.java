package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.FloatExponentials;
import dev.ensayo.backend.compiled.arithmetic.FloatMath;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Our functions, in double, against Deeplearning4j's on a grid, and those in float against them.
 */
public class FunctionsTest {
  private static final int ROWS = 81;
  private static final int COLUMNS = 3;

  /** Deeplearning4j's, and those of ours that a study can choose, which run there too. */
  public static Stream<IActivation> functions() {
    return Stream.concat(
        Arrays.stream(Activation.values())
            .filter(activation -> activation != Activation.RRELU)
            .map(Activation::getActivationFunction),
        Arrays.stream(dev.ensayo.backend.spec.Activation.values())
            .map(InDeeplearning4j::activation)
            .filter(own -> own.getClass().getPackageName().startsWith("dev.ensayo")));
  }

  /** −12 to 12 in steps of 0.1, and a bit aside of the corners at whole numbers and halves. */
  private static double[] grid() {
    double[] grid = new double[ROWS * COLUMNS];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (i - grid.length / 2) * 0.1 + 0.013;
    }
    return grid;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void agreesWithDeeplearning4j(IActivation theirs) {
    var ours = dev.ensayo.backend.doubled.compiled.function.Functions.of(theirs, "layer 0");
    double[] outputs = grid();
    ours.forward(outputs, ROWS, COLUMNS);
    INDArray expected = theirs.getActivation(matrix(grid()), true);
    double[] wanted = expected.dup('c').data().asDouble();
    for (int i = 0; i < outputs.length; i++) {
      assertThat(outputs[i])
          .as("at %s", grid()[i])
          .isEqualTo(wanted[i], within(1e-6 * Math.max(1, Math.abs(wanted[i]))));
    }

    double[] gradient = new double[outputs.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = 0.5 + i % 3;
    }
    INDArray slope = theirs.backprop(matrix(grid()), matrix(gradient)).getFirst();
    ours.backward(ours.keepsOutput() ? outputs : grid(), gradient, ROWS, COLUMNS);
    double[] wantedSlope = slope.dup('c').data().asDouble();
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i])
          .as("slope at %s", grid()[i])
          .isEqualTo(wantedSlope[i], within(2e-6 * Math.max(1, Math.abs(wantedSlope[i]))));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void floatAgreesWithDouble(IActivation activation) {
    ActivationFunction function = Functions.of(activation, "layer 0");
    var definition =
        dev.ensayo.backend.doubled.compiled.function.Functions.of(activation, "layer 0");
    double[] exact = new double[ROWS * COLUMNS];
    float[] fast = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      fast[i] = (float) grid()[i];
      exact[i] = fast[i];
    }
    float[] kept = fast.clone();
    double[] keptExact = exact.clone();
    definition.forward(exact, ROWS, COLUMNS);
    function.forward(fast, ROWS, COLUMNS);
    for (int i = 0; i < exact.length; i++) {
      assertThat((double) fast[i])
          .as("at %s", keptExact[i])
          .isEqualTo(exact[i], within(1e-6 * Math.max(0.1, Math.abs(exact[i]))));
    }
    double[] gradientExact = new double[exact.length];
    float[] gradient = new float[exact.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = 0.5f + i % 3;
      gradientExact[i] = gradient[i];
    }
    definition.backward(function.keepsOutput() ? exact : keptExact, gradientExact, ROWS, COLUMNS);
    function.backward(function.keepsOutput() ? fast : kept, gradient, ROWS, COLUMNS);
    for (int i = 0; i < exact.length; i++) {
      assertThat((double) gradient[i])
          .as("slope at %s", keptExact[i])
          .isEqualTo(gradientExact[i], within(4e-6 * Math.max(0.5, Math.abs(gradientExact[i]))));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void notANumberStays(IActivation activation) {
    ActivationFunction function = Functions.of(activation, "layer 0");
    float[] x = {Float.NaN, 1, 2};
    function.forward(x, 1, 3);
    assertThat(x[0]).isNaN();
  }

  @Test
  void theExponentialIsGoodToAFewUnitsInTheLastPlace() {
    double worst = 0;
    for (float x = -87; x <= 88; x += 0.0137f) {
      double exact = Math.exp(x);
      worst = Math.max(worst, Math.abs(FloatMath.exp(x) - exact) / exact);
    }
    assertThat(worst).isLessThan(2.5e-7);
    assertThat(FloatMath.exp(0)).isEqualTo(1);
    assertThat(FloatMath.exp(-1000)).isBetween(0f, 2e-38f);
    assertThat(FloatMath.exp(1000)).isGreaterThan(2e38f);
  }

  @Test
  void exponentialsOfAnArrayAreThoseOfItsNumbers() {
    float[] x = new float[5000];
    Random random = new Random(5);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (40 * random.nextGaussian());
    }
    System.arraycopy(
        new float[] {
          0, -0f, Float.NaN, 1e9f, -1e9f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-40f
        },
        0,
        x,
        0,
        8);
    FloatExponentials exponentials = new FloatExponentials();
    for (int count : new int[] {7, 2048, 5000, 0, 2049}) {
      float[] all = x.clone();
      exponentials.exp(all, count);
      float[] logistic = x.clone();
      exponentials.sigmoid(logistic, count);
      for (int i = 0; i < x.length; i++) {
        float exp = i < count ? FloatMath.exp(x[i]) : x[i];
        assertThat(bits(all[i])).as("exp(%s)", x[i]).isEqualTo(bits(exp));
        float sigmoid = i < count ? 1 / (1 + FloatMath.exp(-x[i])) : x[i];
        assertThat(bits(logistic[i])).isEqualTo(bits(sigmoid));
      }
    }
  }

  @Test
  void logarithmsOfArraysAreGoodToTheLastDigits() {
    float[] x = new float[60_000];
    Random random = new Random(6);
    for (int i = 0; i < x.length; i++) {
      x[i] =
          i < 30_000 ? 1 + (i - 15_000) * 2e-5f : (float) Math.exp(175 * random.nextFloat() - 87);
    }
    x[0] = Float.MIN_NORMAL;
    x[1] = Float.MAX_VALUE;
    float[] logarithms = x.clone();
    new FloatExponentials().log(logarithms, x.length - 1);
    for (int i = 0; i < x.length - 1; i++) {
      double log = Math.log(x[i]);
      assertThat((double) logarithms[i])
          .as("ln %s", x[i])
          .isCloseTo(log, within(3e-7 * Math.abs(log)));
    }
    assertThat(logarithms[x.length - 1]).isEqualTo(x[x.length - 1]);
    float[] none = {Float.NaN, Float.POSITIVE_INFINITY, 1};
    new FloatExponentials().log(none, 3);
    assertThat(none).containsExactly(Float.NaN, Float.NaN, 0);
  }

  private static int bits(float x) {
    return Float.floatToIntBits(x);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> Functions.of(new ActivationELU(0.5), "layer 3 (DenseLayer)"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("layer 3 (DenseLayer)")
        .hasMessageContaining("elu")
        .hasMessageContaining("engine: deeplearning4j");
  }

  private static INDArray matrix(double[] values) {
    return Nd4j.createFromArray(values).reshape(ROWS, COLUMNS);
  }
}
