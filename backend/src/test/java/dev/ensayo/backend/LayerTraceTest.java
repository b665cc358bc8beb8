package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.ResidualSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One input on its way through the layers, beside what the engines predict and loops by hand. */
class LayerTraceTest {
  private static final int CLASSES = 3;

  private static NetworkSpec network(LayerSpec... hidden) {
    List<LayerSpec> layers = new ArrayList<>(List.of(hidden));
    layers.add(DenseSpec.of(CLASSES, Activation.SOFTMAX, Initialization.XAVIER));
    return new NetworkSpec(
        List.of(2, 7, 6),
        layers,
        Loss.SOFTMAX_CROSS_ENTROPY,
        new UpdaterSpec.Sgd(0.1),
        Regularization.none(),
        GradientClipping.none());
  }

  private static ConvolutionSpec convolution(int stride, int border) {
    return new ConvolutionSpec(
        4,
        new WindowSpec(3, stride, Padding.VALID, border),
        false,
        Activation.IDENTITY,
        Initialization.XAVIER,
        0.3);
  }

  /** The arithmetic of sizes, parameters and multiply-adds, and each number of the convolution. */
  @ParameterizedTest
  @EnumSource
  void followsAnInputThroughAChain(Engine engine) {
    NetworkSpec spec =
        network(
            convolution(2, 1),
            PoolingSpec.of(PoolingKind.MAX, 2),
            DenseSpec.of(5, Activation.TANH, Initialization.XAVIER));
    float[] image = gaussian(new SeedSequence(1).stream("image"), 2 * 7 * 6);
    try (Model model = Models.create(spec, engine(engine), 3, 2)) {
      float[] before = model.parameters();
      List<LayerTrace> traces = model.follow(image);
      assertThat(traces)
          .extracting(LayerTrace::kind)
          .containsExactly("ConvolutionLayer", "SubsamplingLayer", "DenseLayer", "OutputLayer");
      // ⌊(7 + 2 − 3)/2⌋ + 1 = 4 rows and ⌊(6 + 2 − 3)/2⌋ + 1 = 3 columns; pooling leaves the third
      assertThat(traces)
          .extracting(trace -> List.copyOf(trace.outputShape()))
          .containsExactly(List.of(4, 4, 3), List.of(4, 2, 1), List.of(5), List.of(3));
      assertThat(traces).extracting(LayerTrace::parameters).containsExactly(72L, 0L, 45L, 18L);
      assertThat(traces)
          .extracting(trace -> trace.multiplyAdds().getAsLong())
          .containsExactly(4L * 12 * 2 * 9, 0L, 40L, 15L);
      LayerTrace first = traces.get(0);
      assertThat(first.windows().orElseThrow().strides()).containsExactly(2, 2);
      assertThat(first.windows().orElseThrow().borders()).containsExactly(1, 1);
      checkConvolution(image, first);
      checkPrediction(model, image, traces);
      assertThat(model.parameters()).isEqualTo(before);
    }
  }

  /** y[f, i, j] = Σ w[f, c, u, v]·x[c, 2i + u − 1, 2j + v − 1]. */
  private static void checkConvolution(float[] image, LayerTrace trace) {
    for (int f = 0; f < 4; f++) {
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 3; j++) {
          double sum = 0;
          for (int tap = 0; tap < 18; tap++) {
            int row = 2 * i + tap / 3 % 3 - 1;
            int column = 2 * j + tap % 3 - 1;
            boolean inside = row >= 0 && row < 7 && column >= 0 && column < 6;
            sum +=
                inside
                    ? trace.kernels()[f * 18 + tap] * image[(tap / 9 * 7 + row) * 6 + column]
                    : 0;
          }
          assertThat((double) trace.output()[(f * 4 + i) * 3 + j]).isCloseTo(sum, within(1e-5));
        }
      }
    }
  }

  /** Normalizations by stored statistics, and a graph whose joins are no layers. */
  @ParameterizedTest
  @EnumSource
  void followsAnInputThroughAGraph(Engine engine) {
    BatchNormalizationSpec normalization = Settings.defaults(BatchNormalizationSpec.class);
    NetworkSpec spec = network(convolution(1, 1), normalization, ResidualSpec.of(6, 2));
    float[] image = gaussian(new SeedSequence(2).stream("image"), 2 * 7 * 6);
    try (Model model = Models.create(spec, engine(engine), 3, 2)) {
      List<LayerTrace> traces = model.follow(image);
      assertThat(traces.stream().filter(LayerTrace::isConvolution)).hasSize(4);
      LayerTrace inBlock =
          traces.stream()
              .filter(trace -> trace.isConvolution() && trace.outputShape().get(0) == 6)
              .findFirst()
              .orElseThrow();
      assertThat(inBlock.windows().orElseThrow().same()).isTrue();
      assertThat(inBlock.outputShape()).containsExactly(6, 4, 3);
      checkPrediction(model, image, traces);
    }
  }

  private static void checkPrediction(Model model, float[] image, List<LayerTrace> traces) {
    float[] outputs = new float[CLASSES];
    model.predict(image, 1, outputs);
    float[] followed = traces.get(traces.size() - 1).output();
    for (int i = 0; i < CLASSES; i++) {
      assertThat(followed[i]).isCloseTo(outputs[i], within(1e-5f));
    }
  }
}
