package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.LayerStatistics;
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
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What layers do, beside Deeplearning4j's own activations and gradients of the same zip. */
class LayerObserverTest {
  private static final int BATCH = 6;
  private static final int CLASSES = 3;

  @TempDir private Path folder;

  private static NetworkSpec network(List<Integer> input, double dropout, LayerSpec... hidden) {
    List<LayerSpec> layers = new ArrayList<>(List.of(hidden));
    layers.add(new DenseSpec(CLASSES, Activation.SOFTMAX, Initialization.XAVIER, dropout));
    return new NetworkSpec(
        input,
        layers,
        Loss.SOFTMAX_CROSS_ENTROPY,
        new UpdaterSpec.Sgd(0.1),
        Regularization.none(),
        GradientClipping.none());
  }

  private static NetworkSpec dense(Activation function, double dropout) {
    return network(
        List.of(5),
        dropout,
        DenseSpec.of(7, function, Initialization.RELU),
        new DenseSpec(4, function, Initialization.RELU, dropout));
  }

  private static NetworkSpec normalized() {
    BatchNormalizationSpec plain = Settings.defaults(BatchNormalizationSpec.class);
    return network(
        List.of(2, 6, 5),
        0,
        ConvolutionSpec.of(3, 3, Activation.TANH, Initialization.XAVIER),
        DenseSpec.of(8, Activation.IDENTITY, Initialization.XAVIER),
        new BatchNormalizationSpec(plain.decay(), plain.epsilon(), Activation.RELU));
  }

  private static float[] oneHot(int rows) {
    float[] targets = new float[rows * CLASSES];
    for (int row = 0; row < rows; row++) {
      targets[row * CLASSES + row % CLASSES] = 1;
    }
    return targets;
  }

  @Test
  void agreesWithDeeplearning4jOfDenseLayers() throws Exception {
    check(dense(Activation.TANH, 0), new int[] {0, 1, 2}, false);
    check(dense(Activation.RELU, 0), new int[] {0, 1, 2}, false);
  }

  /** Images, and a normalization by its batch, followed by its function, which is a layer there. */
  @Test
  void agreesWithDeeplearning4jOfImagesAndNormalizations() throws Exception {
    check(normalized(), new int[] {0, 1, 2, 3, 4}, true);
  }

  private void check(NetworkSpec spec, int[] layers, boolean training) throws Exception {
    try (Model model = Models.create(spec, engine(Engine.COMPILED), 3, BATCH)) {
      Path zip = folder.resolve("model.zip");
      model.write(zip);
      float[] inputs = gaussian(new SeedSequence(1).stream("data"), BATCH * model.inputSize());
      float[] targets = oneHot(BATCH);
      float[] before = model.parameters();
      model.layerObserver().add(inputs, targets, BATCH);
      List<LayerStatistics> seen = model.layerObserver().statistics();
      assertThat(model.parameters()).isEqualTo(before);

      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
      INDArray features = Nd4j.createFromArray(inputs).reshape(BATCH, model.inputSize());
      network.setInput(features);
      List<INDArray> activations = network.feedForward(features, training);
      network.setInput(features);
      network.setLabels(Nd4j.createFromArray(targets).reshape(BATCH, CLASSES));
      network.computeGradientAndScore();
      assertThat(seen).hasSize(layers.length);
      for (int i = 0; i < layers.length; i++) {
        LayerStatistics own = seen.get(i);
        INDArray out = activations.get(layers[i] + 1);
        assertThat(own.kind())
            .isEqualTo(
                network
                    .getLayerWiseConfigurations()
                    .getConf(layers[i])
                    .getLayer()
                    .getClass()
                    .getSimpleName());
        assertThat(own.mean()).isCloseTo(out.meanNumber().doubleValue(), within(1e-5));
        assertThat(own.deviation()).isCloseTo(out.stdNumber(false).doubleValue(), within(1e-5));
        int[] examples = out.rank() == 4 ? new int[] {0, 2, 3} : new int[] {0};
        double variance = out.var(false, examples).meanNumber().doubleValue();
        assertThat(own.signal()).isCloseTo(Math.sqrt(variance), within(1e-5));
        double squares = 0;
        boolean has = false;
        for (var entry : network.gradient().gradientForVariable().entrySet()) {
          boolean ofLayer = entry.getKey().startsWith(layers[i] + "_");
          has |= ofLayer;
          if (ofLayer && !entry.getKey().matches("\\d+_(mean|var|log10stdev)")) {
            squares += Math.pow(entry.getValue().norm2Number().doubleValue(), 2);
          }
        }
        if (has) {
          // Deeplearning4j divides by the batch when it updates.
          double norm = Math.sqrt(squares) / BATCH;
          assertThat(own.gradientNorm()).isCloseTo(norm, within(1e-5 * Math.max(1, norm)));
        } else {
          assertThat(own.gradientNorm()).isNaN();
        }
      }
    }
  }

  /** Batches add up to the whole, whatever their sizes, and dropout has no part in it. */
  @Test
  void addsUpBatchesWithoutDropout() {
    float[] inputs = gaussian(new SeedSequence(1).stream("data"), BATCH * 5);
    float[] targets = oneHot(BATCH);
    try (Model plain = Models.create(dense(Activation.TANH, 0), engine(Engine.COMPILED), 3, BATCH);
        Model drops =
            Models.create(dense(Activation.TANH, 0.5), engine(Engine.COMPILED), 3, BATCH)) {
      plain.layerObserver().add(inputs, targets, BATCH);
      List<LayerStatistics> whole = plain.layerObserver().statistics();
      drops.layerObserver().add(inputs, targets, 4);
      drops
          .layerObserver()
          .add(Arrays.copyOfRange(inputs, 20, 30), Arrays.copyOfRange(targets, 12, 18), 2);
      List<LayerStatistics> parts = drops.layerObserver().statistics();
      for (int i = 0; i < whole.size(); i++) {
        assertThat(parts.get(i).mean()).isCloseTo(whole.get(i).mean(), within(1e-6));
        assertThat(parts.get(i).signal()).isCloseTo(whole.get(i).signal(), within(1e-6));
        assertThat(parts.get(i).gradientNorm())
            .isCloseTo(whole.get(i).gradientNorm(), within(1e-6));
      }
      assertThatThrownBy(drops.layerObserver()::statistics)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Looking on changes no step: neither parameters nor the masks that are drawn. */
  @Test
  void changesNothing() {
    float[] inputs = gaussian(new SeedSequence(1).stream("data"), BATCH * 5);
    float[] targets = oneHot(BATCH);
    NetworkSpec spec = dense(Activation.RELU, 0.5);
    try (Model watched = Models.create(spec, engine(Engine.COMPILED), 3, BATCH);
        Model alone = Models.create(spec, engine(Engine.COMPILED), 3, BATCH)) {
      for (int step = 0; step < 5; step++) {
        watched.layerObserver().add(inputs, targets, BATCH);
        watched.fit(inputs, targets, null, BATCH, new FitResult());
        alone.fit(inputs, targets, null, BATCH, new FitResult());
      }
      assertThat(watched.parameters()).isEqualTo(alone.parameters());
    }
  }

  /** Inputs so large that sums lie far from 0: by hand, all is known. */
  @Test
  void countsSaturatedAndDead() {
    NetworkSpec relu =
        network(List.of(1), 0, DenseSpec.of(40, Activation.RELU, Initialization.RELU));
    NetworkSpec tanh =
        network(List.of(1), 0, DenseSpec.of(40, Activation.TANH, Initialization.RELU));
    NetworkSpec leaky =
        network(List.of(1), 0, DenseSpec.of(40, Activation.LEAKY_RELU, Initialization.RELU));
    float[] positive = {1e6f, 2e6f, 3e6f};
    try (Model model = Models.create(relu, engine(Engine.COMPILED), 3, BATCH)) {
      // A unit with a negative weight is 0 for every positive input, and for none of both signs.
      int negative = 0;
      for (int unit = 0; unit < 40; unit++) {
        negative += model.parameters()[unit] < 0 ? 1 : 0;
      }
      assertThat(negative).isBetween(1, 39);
      LayerStatistics hidden = first(model, positive);
      assertThat(hidden.dead()).isEqualTo(negative / 40.0);
      assertThat(hidden.saturated()).isNaN();
      assertThat(first(model, new float[] {-1, 1, 2}).dead()).isZero();
    }
    try (Model model = Models.create(tanh, engine(Engine.COMPILED), 3, BATCH)) {
      assertThat(first(model, positive).saturated()).isEqualTo(1);
      assertThat(first(model, positive).dead()).isNaN();
      assertThat(first(model, new float[] {0, 0, 0}).saturated()).isZero();
    }
    try (Model model = Models.create(leaky, engine(Engine.COMPILED), 3, BATCH)) {
      assertThat(first(model, positive).dead()).isNaN();
    }
  }

  private static LayerStatistics first(Model model, float[] inputs) {
    model.layerObserver().add(inputs, oneHot(3), 3);
    return model.layerObserver().statistics().get(0);
  }

  /** Every function on offer can be looked at; which have limits is known from their formulas. */
  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SOFTMAX"})
  void knowsTheLimitsOfEveryFunction(Activation function) {
    RandomStream random = new SeedSequence(1).stream("data");
    try (Model model = Models.create(dense(function, 0), engine(Engine.COMPILED), 3, BATCH)) {
      model.layerObserver().add(gaussian(random, BATCH * 5), oneHot(BATCH), BATCH);
      LayerStatistics hidden = model.layerObserver().statistics().get(0);
      assertThat(!Double.isNaN(hidden.saturated()))
          .as("has two limits")
          .isEqualTo(
              switch (function) {
                case RELU6,
                    TANH,
                    HARD_TANH,
                    RATIONAL_TANH,
                    RECTIFIED_TANH,
                    SIGMOID,
                    HARD_SIGMOID,
                    SOFTSIGN,
                    ELLIOTT,
                    ARCTAN ->
                    true;
                default -> false;
              });
      assertThat(!Double.isNaN(hidden.dead()))
          .as("is flat somewhere")
          .isEqualTo(
              switch (function) {
                case RELU, RELU6, HARD_TANH, RECTIFIED_TANH, HARD_SIGMOID, THRESHOLDED_RELU -> true;
                default -> false;
              });
    }
  }

  @Test
  void isNotOnTheOtherEngine() {
    try (Model model =
        Models.create(dense(Activation.RELU, 0), engine(Engine.DEEPLEARNING4J), 3, BATCH)) {
      assertThatThrownBy(model::layerObserver)
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("does not show what its layers do");
    }
  }
}
