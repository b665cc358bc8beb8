package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function, in a saved network: after a convolution and a dense layer, on both engines. */
class ActivationTest {
  private static final int BATCH = 4;
  private static final int INPUTS = 2 * 5 * 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(value = Activation.class, mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX")
  void savedNetworkComputesTheSame(Activation activation) throws IOException {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(2, 5, 5),
            List.of(
                ConvolutionSpec.of(3, 3, activation, Initialization.XAVIER),
                new DenseSpec(3, activation, Initialization.XAVIER, 0)),
            Loss.SQUARED_ERROR,
            Settings.defaults(UpdaterSpec.Sgd.class),
            Regularization.none(),
            GradientClipping.none());
    float[] inputs = gaussian(new SeedSequence(4).stream("x"), BATCH * INPUTS);
    try (Model model = Models.create(spec, engine(Engine.COMPILED), 2, BATCH)) {
      float[] expected = new float[BATCH * 3];
      model.predict(inputs, BATCH, expected);
      Path zip = folder.resolve("model.zip");
      model.write(zip);
      for (Engine engine : Engine.values()) {
        try (Model loaded = Models.load(zip, engine(engine), 2, BATCH)) {
          float[] outputs = new float[BATCH * 3];
          loaded.predict(inputs, BATCH, outputs);
          for (int i = 0; i < outputs.length; i++) {
            double size = Math.max(1, Math.abs(expected[i]));
            assertThat((double) outputs[i])
                .as("%s", engine)
                .isEqualTo(expected[i], within(1e-4 * size));
          }
        }
      }
    }
  }
}
