package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerNormalizationSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layer normalization by its formula. That both engines agree and that gradients are slopes is
 * tested for every layer there is.
 */
class LayerNormalizationTest {
  /** (1, 2, 3, 4) has mean 2.5 and variance 1.25: ±1.5 and ±0.5 by √(1.25 + 1e-6). */
  private static final float[] NORMAL = {-1.3416402f, -0.4472134f, 0.4472134f, 1.3416402f};

  @TempDir Path folder;

  private INDArray normalized(List<Integer> shape, Activation activation, float... input)
      throws IOException {
    GraphSpec spec =
        GraphSpec.builder()
            .input("input", shape)
            .layer("normal", LayerNormalizationSpec.of(activation), "input")
            .output(
                "output",
                DenseSpec.of(1, Activation.IDENTITY, Initialization.XAVIER),
                Loss.SQUARED_ERROR,
                "normal")
            .build(new UpdaterSpec.Sgd(1), Regularization.none(), GradientClipping.none());
    Path zip = folder.resolve("model.zip");
    try (GraphModel model = Models.createGraph(spec, engine(Engine.COMPILED), 1, 1)) {
      model.write(zip);
    }
    ComputationGraph graph = ModelSerializer.restoreComputationGraph(zip.toFile());
    INDArray row = Nd4j.createFromArray(input).reshape(1, input.length);
    return graph.feedForward(new INDArray[] {row}, false).get("normal");
  }

  @Test
  void normalizesTheFeaturesOfAnExample() throws IOException {
    float[] values =
        normalized(List.of(4), Activation.IDENTITY, 1, 2, 3, 4).dup('c').data().asFloat();
    assertThat(values).containsExactly(NORMAL, within(1e-6f));
    float[] cut = normalized(List.of(4), Activation.RELU, 1, 2, 3, 4).dup('c').data().asFloat();
    assertThat(cut).containsExactly(new float[] {0, 0, NORMAL[2], NORMAL[3]}, within(1e-6f));
  }

  /** Four channels of two pixels; the second pixel is the first times ten, backwards. */
  @Test
  void normalizesTheChannelsOfAPixel() throws IOException {
    INDArray image = normalized(List.of(4, 1, 2), Activation.IDENTITY, 1, 40, 2, 30, 3, 20, 4, 10);
    for (int channel = 0; channel < 4; channel++) {
      assertThat(image.getFloat(0, channel, 0, 0)).isEqualTo(NORMAL[channel], within(1e-6f));
      assertThat(image.getFloat(0, channel, 0, 1)).isEqualTo(-NORMAL[channel], within(2e-6f));
    }
  }
}
