package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Combination;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Units that combine their inputs in each of the ways, hidden and as output, on both engines. */
class CombinationTest {
  private static final int BATCH = 8;
  private static final int INPUTS = 4;
  private static final int OUTPUTS = 3;

  @TempDir private Path folder;

  private static LayerSpec layer(int units, Combination combination, Activation activation) {
    return EveryKind.layer(
        "{type: dense, units: "
            + units
            + ", combination: "
            + Settings.label(combination)
            + ", activation: "
            + Settings.label(activation)
            + "}");
  }

  private static NetworkSpec spec(Combination combination, Activation activation) {
    return new NetworkSpec(
        List.of(INPUTS),
        List.of(
            layer(6, combination, activation),
            DenseSpec.of(5, Activation.TANH, Initialization.XAVIER),
            layer(7, combination, activation),
            layer(OUTPUTS, combination, Activation.IDENTITY)),
        Loss.MEAN_SQUARED_ERROR,
        new UpdaterSpec.Sgd(1e-3),
        new Regularization(1e-3, 1e-3),
        GradientClipping.none());
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Combination combination : Combination.values()) {
      for (Activation activation :
          combination.radial()
              ? List.of(Activation.EXPONENTIAL, Activation.GAUSS, Activation.SOFTMAX)
              : List.of(Activation.GAUSS, Activation.TANH)) {
        cases.add(Arguments.of(combination, activation));
      }
    }
    return cases.stream();
  }

  private static float[] outputs(Model model, float[] inputs) {
    float[] outputs = new float[BATCH * OUTPUTS];
    model.predict(inputs, BATCH, outputs);
    return outputs;
  }

  private static RandomStream stream(String name) {
    return new SeedSequence(5).stream(name);
  }

  /** Twenty steps: ‖θ − θ'‖ / ‖θ'‖ stays below 1e-4, and Deeplearning4j opens what was learned. */
  @ParameterizedTest
  @MethodSource("cases")
  void enginesLearnAlikeAndTheZipOpensElsewhere(Combination combination, Activation activation)
      throws IOException {
    NetworkSpec spec = spec(combination, activation);
    try (Model compiled = Models.create(spec, engine(Engine.COMPILED), 3, BATCH);
        Model library = Models.create(spec, engine(Engine.DEEPLEARNING4J), 3, BATCH)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      RandomStream data = stream("data");
      FitResult result = new FitResult();
      for (int step = 0; step < 20; step++) {
        float[] inputs = gaussian(data, BATCH * INPUTS);
        float[] targets = gaussian(data, BATCH * OUTPUTS);
        compiled.fit(inputs, targets, null, BATCH, result);
        double loss = result.loss();
        library.fit(inputs, targets, null, BATCH, result);
        assertThat(loss).isEqualTo(result.loss(), within(1e-4 * Math.max(1, loss)));
      }
      float[] expected = library.parameters();
      float[] actual = compiled.parameters();
      double difference = 0;
      double size = 0;
      double moved = 0;
      for (int i = 0; i < expected.length; i++) {
        difference += Math.pow(actual[i] - expected[i], 2);
        size += Math.pow(expected[i], 2);
        moved += Math.pow(expected[i] - start[i], 2);
      }
      assertThat(Math.sqrt(difference / size)).isLessThan(1e-4);
      assertThat(Math.sqrt(difference / moved)).isLessThan(2e-2);
      float[] inputs = gaussian(data, BATCH * INPUTS);
      Path zip = folder.resolve("model.zip");
      compiled.write(zip);
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
      float[] elsewhere =
          network
              .output(Nd4j.createFromArray(inputs).reshape(BATCH, INPUTS))
              .dup('c')
              .data()
              .asFloat();
      assertThat(elsewhere).containsExactly(outputs(compiled, inputs), within(1e-4f));
    }
  }

  /** By hand, of one output unit at its start: bandwidth 1/√4 = 1/2, altitude 1. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void startsAsIsSaid(Engine engine) {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(INPUTS),
            List.of(layer(1, Combination.XRADIAL, Activation.IDENTITY)),
            Loss.MEAN_SQUARED_ERROR,
            new UpdaterSpec.Sgd(0.1),
            Regularization.none(),
            GradientClipping.none());
    float[] inputs = gaussian(stream("x"), INPUTS);
    try (Model model = Models.create(spec, engine(engine), 3, 1)) {
      float[] p = model.parameters();
      assertThat(p).hasSize(INPUTS + 2);
      assertThat(p[INPUTS]).isEqualTo(0.5f);
      assertThat(p[INPUTS + 1]).isEqualTo(1);
      double distance = 0;
      for (int i = 0; i < INPUTS; i++) {
        distance += Math.pow(p[i] - inputs[i], 2);
      }
      float[] output = new float[1];
      model.predict(inputs, 1, output);
      assertThat((double) output[0])
          .isEqualTo(Math.log(1) + 4 * Math.log(0.5) - 0.25 * distance, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "combination: ehradial | activation: relu is 0 of the net inputs of ehradial units",
        "combination: linear, bandwidth: 2, activation: tanh | belongs to radial units",
        "combination: xradial, activation: gauss, initialBias: 1 | initialBias: must be 0",
        "combination: radial | combination"
      })
  void whatDoesNotFitIsRefused(String settings, String message) {
    assertThatThrownBy(() -> EveryKind.layer("{type: dense, units: 3, " + settings + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
