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
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.TiedLayers;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers that share a matrix. */
class TiedLayersTest {
  private static final int BATCH = 4;
  private static final int INPUTS = 5;
  private static final int HIDDEN = 4;
  private static final int CODE = 3;
  private static final List<TiedLayers> TIES = List.of(new TiedLayers(0, 3), new TiedLayers(1, 2));

  /** Offsets of the matrices and lengths of the layers: 5·4 + 4, 4·3 + 3, 3·4 + 4, 4·5 + 5. */
  private static final int[] OFFSETS = {0, 24, 39, 55};

  private static NetworkSpec network(UpdaterSpec updater) {
    return new NetworkSpec(
        INPUTS,
        List.<LayerSpec>of(
            DenseSpec.of(HIDDEN, Activation.TANH, Initialization.XAVIER),
            DenseSpec.of(CODE, Activation.TANH, Initialization.XAVIER),
            DenseSpec.of(HIDDEN, Activation.TANH, Initialization.XAVIER),
            DenseSpec.of(INPUTS, Activation.IDENTITY, Initialization.XAVIER)),
        Loss.SQUARED_ERROR,
        updater,
        new Regularization(0.01, 0.02),
        new GradientClipping(OptionalDouble.of(0.8), OptionalDouble.empty()));
  }

  private static void assertTied(float[] parameters) {
    for (int i = 0; i < INPUTS; i++) {
      for (int o = 0; o < HIDDEN; o++) {
        assertThat(parameters[OFFSETS[3] + i * HIDDEN + o])
            .isEqualTo(parameters[OFFSETS[0] + o * INPUTS + i]);
      }
    }
    for (int i = 0; i < HIDDEN; i++) {
      for (int o = 0; o < CODE; o++) {
        assertThat(parameters[OFFSETS[2] + i * CODE + o])
            .isEqualTo(parameters[OFFSETS[1] + o * HIDDEN + i]);
      }
    }
  }

  /** They are one from the start and stay so, bit for bit, and both engines learn alike. */
  @Test
  void stayOneOnBothEngines() {
    NetworkSpec spec = network(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8)).withTies(TIES);
    try (Model compiled = Models.create(spec, engine(Engine.COMPILED), 3, BATCH);
        Model library = Models.create(spec, engine(Engine.DEEPLEARNING4J), 3, BATCH)) {
      float[] start = compiled.parameters();
      assertTied(start);
      assertThat(library.parameters()).isEqualTo(start);
      FitResult own = new FitResult();
      FitResult theirs = new FitResult();
      for (int step = 0; step < 10; step++) {
        float[] x = gaussian(new SeedSequence(step).stream("x"), BATCH * INPUTS);
        compiled.fit(x, x, null, BATCH, own);
        library.fit(x, x, null, BATCH, theirs);
        assertTied(compiled.parameters());
        assertTied(library.parameters());
        assertThat(own.loss()).isEqualTo(theirs.loss(), within(1e-4));
        assertThat(own.gradientNorm()).isEqualTo(theirs.gradientNorm(), within(1e-4));
      }
      assertThat(compiled.parameters()).isNotEqualTo(start);
      assertThat(compiled.parameters()).containsExactly(library.parameters(), within(1e-4f));
    }
  }

  /** The gradient of the one matrix is that of its two uses; an untied network has them apart. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void gradientIsTheSumOfBothUses(Engine engine) {
    NetworkSpec apart = network(new UpdaterSpec.Sgd(0.1));
    float[] x = gaussian(new SeedSequence(8).stream("x"), BATCH * INPUTS);
    try (Model tied = Models.create(apart.withTies(TIES), engine(engine), 3, BATCH);
        Model untied = Models.create(apart, engine(engine), 3, BATCH)) {
      untied.setParameters(tied.parameters());
      float[] sum = new float[tied.parameters().length];
      float[] each = new float[sum.length];
      FitResult result = new FitResult();
      tied.computeGradient(x, x, null, BATCH, result, sum);
      double norm = result.gradientNorm();
      untied.computeGradient(x, x, null, BATCH, result, each);
      double squares = 0;
      for (float slope : sum) {
        squares += slope * slope;
      }
      assertThat(norm).isEqualTo(Math.sqrt(squares), within(1e-4));
      for (int i = 0; i < INPUTS; i++) {
        for (int o = 0; o < HIDDEN; o++) {
          int first = OFFSETS[0] + o * INPUTS + i;
          int second = OFFSETS[3] + i * HIDDEN + o;
          assertThat(sum[first]).isEqualTo(each[first] + each[second], within(1e-5f));
          assertThat(sum[second]).isZero();
        }
      }
    }
  }

  @Test
  void onlyDenseLayersOfFittingSizesCanBeTied() {
    NetworkSpec spec = network(new UpdaterSpec.Sgd(0.1));
    assertThatThrownBy(() -> spec.withTies(List.of(new TiedLayers(0, 2))))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("layer 2 must take 4 numbers and make 5");
    assertThatThrownBy(() -> spec.withTies(List.of(new TiedLayers(0, 4))))
        .hasMessageContaining("only dense layers");
    NetworkSpec radial =
        new NetworkSpec(
            INPUTS,
            List.<LayerSpec>of(
                new DenseSpec(
                    HIDDEN,
                    Activation.EXPONENTIAL,
                    Initialization.XAVIER,
                    0,
                    1,
                    0,
                    Combination.EQRADIAL,
                    OptionalDouble.empty()),
                DenseSpec.of(INPUTS, Activation.IDENTITY, Initialization.XAVIER)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(0.1),
            Regularization.none(),
            GradientClipping.none());
    assertThatThrownBy(() -> radial.withTies(List.of(new TiedLayers(0, 1))))
        .hasMessageContaining("only dense layers");
  }
}
