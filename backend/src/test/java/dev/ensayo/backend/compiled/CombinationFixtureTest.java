package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.extension.ActivationExponential;
import dev.ensayo.backend.extension.CombinationKind;
import dev.ensayo.backend.extension.CombinedDense;
import dev.ensayo.core.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Ten steps of each combination beside NumPy's: {@code combination_fixture.py}, which says what is
 * trained, made the text file with NumPy 2.4 in double.
 */
class CombinationFixtureTest {
  private static final int INPUTS = 4;
  private static final int UNITS = 5;
  private static final int OUTPUTS = 3;
  private static final int BATCH = 6;
  private static final int STEPS = 10;

  /** As near as single digits of float allow; in the copy in double as the fixture's digits. */
  private static final double TOLERANCE = Math.max(1e-11, 100 * Math.ulp(1f));

  @ParameterizedTest
  @EnumSource
  void trainsAsNumpyDoes(CombinationKind kind) throws IOException {
    double[] expected = fixture(Settings.label(kind));
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(new Sgd(0.02))
                .list()
                .layer(
                    new CombinedDense.Builder()
                        .kind(kind)
                        .nIn(INPUTS)
                        .nOut(UNITS)
                        .activation(new ActivationExponential())
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(UNITS)
                        .nOut(OUTPUTS)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    float[] inputs = new float[BATCH * INPUTS];
    for (int k = 0; k < inputs.length; k++) {
      inputs[k] = (float) Math.cos(k);
    }
    float[] targets = new float[BATCH * OUTPUTS];
    for (int k = 0; k < targets.length; k++) {
      targets[k] = (float) Math.sin(3 * k);
    }
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      Slice parameters = plan.parameters();
      for (int k = 0; k < parameters.length(); k++) {
        parameters.put(k, 0.3 + Math.sin(k) / 2);
      }
      for (int step = 0; step < STEPS; step++) {
        double loss = plan.fit(Plans.only(inputs), Plans.only(targets), null, BATCH, null);
        assertThat(loss)
            .as("step %d", step)
            .isEqualTo(expected[step], within(TOLERANCE * Math.max(1, expected[step])));
      }
      double sum = 0;
      double squares = 0;
      for (int k = 0; k < parameters.length(); k++) {
        sum += parameters.get(k);
        squares += parameters.get(k) * parameters.get(k);
      }
      assertThat(sum).isEqualTo(expected[STEPS], within(10 * TOLERANCE));
      assertThat(squares).isEqualTo(expected[STEPS + 1], within(10 * TOLERANCE));
    }
  }

  private static double[] fixture(String name) throws IOException {
    List<String> lines =
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/compiled/combination_fixture.txt"),
            StandardCharsets.UTF_8);
    String line = lines.stream().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
    return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }
}
