package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Where the optimizers of a first course go, against PyTorch's, on both engines. */
class OptimizersTest {
  private static final float[] INPUTS = {1, 1.2f, -1, -0.7f, 2, 1.5f, -2, -2};
  private static final float[] ANSWERS = {0.5f, 1, -1.5f, 2};

  /**
   * @param parameters of PyTorch after each update: two weights and the bias
   */
  private record Course(String updater, double[] parameters) {
    @Override
    public String toString() {
      return updater;
    }
  }

  @TempDir private Path folder;

  static Stream<Course> courses() throws IOException {
    List<String> lines =
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/pytorch/optimizers.txt"),
            StandardCharsets.UTF_8);
    List<Course> courses = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      double[] parameters =
          Arrays.stream(lines.get(i + 1).split(" ")).mapToDouble(Double::parseDouble).toArray();
      courses.add(new Course(lines.get(i), parameters));
    }
    return courses.stream();
  }

  private static NetworkSpec line(String updater) {
    return new NetworkSpec(
        2,
        List.of(DenseSpec.of(1, Activation.IDENTITY, Initialization.ZERO)),
        Loss.MEAN_SQUARED_ERROR,
        EveryKind.updater(updater),
        Regularization.none(),
        GradientClipping.none());
  }

  @ParameterizedTest
  @MethodSource("courses")
  void goesWherePyTorchGoes(Course course) {
    for (Engine engine : Engine.values()) {
      try (Model model = Models.create(line(course.updater), engine(engine), 1, 4)) {
        FitResult result = new FitResult();
        for (int i = 0; i < course.parameters.length; i += 3) {
          model.fit(INPUTS, ANSWERS, null, 4, result);
          for (int p = 0; p < 3; p++) {
            assertThat((double) model.parameters()[p])
                .as("%s, update %s, parameter %s", engine, i / 3 + 1, p)
                .isEqualTo(course.parameters[i + p], within(2e-5));
          }
        }
      }
    }
  }

  /** The zip names the library's nearest updater, and has its state. */
  @Test
  void momentumOpensInTheLibrary() throws IOException {
    Path zip = folder.resolve("model.zip");
    try (Model model =
        Models.create(
            line("{type: momentum, learningRate: 0.02}"), engine(Engine.COMPILED), 1, 4)) {
      model.fit(INPUTS, ANSWERS, null, 4, new FitResult());
      model.write(zip);
    }
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
    BaseLayer layer = (BaseLayer) network.getLayerWiseConfigurations().getConf(0).getLayer();
    assertThat(layer.getIUpdater()).isEqualTo(new Nesterovs(0.02, 0.9));
    // The first v is the first step: that of the fixture.
    assertThat(network.updaterState().toFloatVector())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(-0.075f, -0.0635f, 0.02f);
  }
}
