package dev.ensayo.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.configuration.PortableLayers;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** How networks are written in a study, and what Deeplearning4j is told. */
class NetworkSpecTest {
  /** A configuration as an agent would have it. */
  record Learner(
      @Setting(value = "layers", defaultValue = "[{type: dense, units: 8}]") List<LayerSpec> layers,
      @Setting(value = "updater", defaultValue = "adam") UpdaterSpec updater,
      @Setting("limits of the gradient") GradientClipping clipping,
      @Setting("penalties") Regularization regularization) {
    Learner {
      Settings.check(Learner.class, layers, updater, clipping, regularization);
    }
  }

  @Test
  void studiesChooseByName() {
    Learner learner =
        Settings.of(
            Learner.class,
            "{layers: [{type: dense, units: 120, activation: leaky-relu, dropout: 0.1}],"
                + " updater: {type: rmsprop, learningRate: 2.5e-4, centered: true},"
                + " clipping: {norm: 10}, regularization: {l2: 1e-4}}");
    assertThat(learner.layers())
        .containsExactly(new DenseSpec(120, Activation.LEAKY_RELU, Initialization.XAVIER, 0.1));
    assertThat(learner.updater()).isEqualTo(new UpdaterSpec.RmsProp(2.5e-4, 0.99, 1e-8, true));
    assertThat(learner.clipping())
        .isEqualTo(new GradientClipping(OptionalDouble.of(10), OptionalDouble.empty()));
    assertThat(learner.regularization()).isEqualTo(new Regularization(0, 1e-4));
  }

  @Test
  void defaultsAreThePublishedOnes() {
    Learner learner = Settings.defaults(Learner.class);
    // Kingma and Ba, 2015, algorithm 1.
    assertThat(learner.updater()).isEqualTo(new UpdaterSpec.Adam(1e-3, 0.9, 0.999, 1e-8));
    assertThat(learner.clipping()).isEqualTo(GradientClipping.none());
    assertThat(learner.regularization()).isEqualTo(Regularization.none());
    // Zeiler, 2012, section 4.1.
    assertThat(Settings.defaults(UpdaterSpec.AdaDelta.class))
        .isEqualTo(new UpdaterSpec.AdaDelta(0.95, 1e-6));
  }

  @Test
  void wrongValuesAreRefused() {
    assertThatThrownBy(() -> Settings.of(Learner.class, "{updater: adma}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("adam");
    assertThatThrownBy(() -> Settings.of(Learner.class, "{updater: {type: sgd, learningRate: 0}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("learningRate");
    assertThatThrownBy(
            () -> Settings.of(Learner.class, "{layers: [{type: dense, units: 8, dropout: 1}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("dropout");
    assertThatThrownBy(
            () ->
                spec(
                    Loss.HUBER,
                    DenseSpec.of(3, Activation.SOFTMAX, Initialization.XAVIER),
                    DenseSpec.of(2, Activation.IDENTITY, Initialization.XAVIER)))
        .hasMessageContaining("output layer");
    assertThatThrownBy(
            () ->
                spec(
                    Loss.SIGMOID_CROSS_ENTROPY,
                    DenseSpec.of(2, Activation.IDENTITY, Initialization.XAVIER)))
        .hasMessageContaining("must be sigmoid");
    assertThatThrownBy(() -> spec(Loss.HUBER)).hasMessageContaining("output layer");
  }

  /** Our additions are Deeplearning4j configuration too: written as JSON and read back the same. */
  @Test
  void ourClassesSurviveJson() {
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(DenseSpec.of(2, Activation.IDENTITY, Initialization.XAVIER)),
            Loss.HUBER,
            new UpdaterSpec.RmsProp(1e-3, 0.9, 1e-5, true),
            Regularization.none(),
            GradientClipping.none());
    MultiLayerConfiguration written = NetworkConfigurations.of(spec, 1, DataType.FLOAT);
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
    assertThat(read).isEqualTo(written);
    BaseOutputLayer layer = (BaseOutputLayer) read.getConf(0).getLayer();
    assertThat(layer.getLossFn())
        .isEqualTo(((BaseOutputLayer) written.getConf(0).getLayer()).getLossFn());
    assertThat(layer.getIUpdater())
        .isEqualTo(((BaseLayer) written.getConf(0).getLayer()).getIUpdater());
    assertThat(layer.getIUpdater().getLearningRate(0, 0)).isEqualTo(1e-3);
  }

  /**
   * The variance of 200·300 initial weights against its formula; the standard error of a variance
   * estimate is σ²·√(2/n) = 0.6 % for the normal ones and less for the uniform ones.
   */
  @ParameterizedTest
  @EnumSource(Initialization.class)
  void initialWeightsHaveTheirVariance(Initialization initialization) {
    int inputs = 200;
    int units = 300;
    NetworkSpec spec =
        new NetworkSpec(
            inputs,
            List.of(DenseSpec.of(units, Activation.IDENTITY, initialization)),
            Loss.HUBER,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none());
    // U(a) has the variance a²/3.
    double expected =
        switch (initialization) {
          case XAVIER, XAVIER_UNIFORM -> 2.0 / (inputs + units);
          case RELU, RELU_UNIFORM -> 2.0 / inputs;
          case LECUN_NORMAL, LECUN_UNIFORM -> 1.0 / inputs;
          case UNIFORM -> 1.0 / (3 * inputs);
          case ORTHOGONAL -> 1.0 / Math.max(inputs, units); // each of the fewer has the length 1
          case ZERO -> 0;
        };
    try (Model model = Models.create(spec, BackendConfig.defaults(), 1, 1)) {
      float[] parameters = model.parameters();
      double sum = 0;
      for (int i = 0; i < inputs * units; i++) {
        sum += (double) parameters[i] * parameters[i];
      }
      assertThat(sum / (inputs * units)).isBetween(0.97 * expected, 1.03 * expected);
      for (int i = inputs * units; i < parameters.length; i++) {
        assertThat(parameters[i]).isZero();
      }
    }
  }

  /** Of 20·7 weights the 7 columns, one for each unit, are orthonormal. */
  @Test
  void orthogonalWeights() {
    NetworkSpec spec =
        new NetworkSpec(
            20,
            List.of(DenseSpec.of(7, Activation.IDENTITY, Initialization.ORTHOGONAL)),
            Loss.HUBER,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none());
    try (Model model = Models.create(spec, BackendConfig.defaults(), 1, 1)) {
      float[] weights = model.parameters();
      for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 7; j++) {
          double product = 0;
          for (int k = 0; k < 20; k++) {
            product += (double) weights[i * 20 + k] * weights[j * 20 + k];
          }
          assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-5));
        }
      }
    }
    // A configuration that is written names Deeplearning4j's class.
    MultiLayerConfiguration written =
        PortableLayers.of(NetworkConfigurations.of(spec, 1, DataType.FLOAT));
    assertThat(written.toJson()).contains("OrthogonalDistribution").doesNotContain("dev.ensayo");
  }

  private static NetworkSpec spec(Loss loss, LayerSpec... layers) {
    return new NetworkSpec(
        4,
        List.of(layers),
        loss,
        new UpdaterSpec.Sgd(1),
        Regularization.none(),
        GradientClipping.none());
  }
}
