package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ActivityPenaltySpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code activity-penalty} adds to a loss, and where it does not. */
class ActivityPenaltyTest {
  private static final int BATCH = 4;
  private static final double L1 = 0.03;

  @TempDir private Path folder;

  private static NetworkSpec network(List<Integer> shape, LayerSpec code, boolean penalized) {
    LayerSpec output = DenseSpec.of(3, Activation.IDENTITY, Initialization.XAVIER);
    return new NetworkSpec(
        shape,
        penalized ? List.of(code, new ActivityPenaltySpec(L1), output) : List.of(code, output),
        Loss.SQUARED_ERROR,
        new UpdaterSpec.Sgd(0.1),
        Regularization.none(),
        GradientClipping.none());
  }

  private static NetworkSpec dense(boolean penalized) {
    return network(List.of(5), DenseSpec.of(6, Activation.TANH, Initialization.XAVIER), penalized);
  }

  private static NetworkSpec image(boolean penalized) {
    return network(
        List.of(2, 6, 5),
        ConvolutionSpec.of(4, 3, Activation.TANH, Initialization.XAVIER),
        penalized);
  }

  /** The penalty is λ times the sum of the sizes of the code, divided by the batch. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void isTheMeanOverTheBatchOfTheSumOverTheUnits(Engine engine) {
    for (boolean image : new boolean[] {false, true}) {
      NetworkSpec plain = image ? image(false) : dense(false);
      NetworkSpec own = image ? image(true) : dense(true);
      float[] inputs = gaussian(new SeedSequence(1).stream("x"), BATCH * own.inputs());
      float[] targets = gaussian(new SeedSequence(2).stream("y"), BATCH * 3);
      FitResult without = new FitResult();
      FitResult with = new FitResult();
      try (Model reference = Models.create(plain, engine(engine), 7, BATCH);
          Model model = Models.create(own, engine(engine), 7, BATCH);
          Model code = codeOf(reference, plain)) {
        assertThat(model.parameters()).isEqualTo(reference.parameters());
        float[] units = new float[BATCH * code.outputSize()];
        code.predict(inputs, BATCH, units);
        double sum = 0;
        for (float unit : units) {
          sum += Math.abs(unit);
        }
        reference.fit(inputs, targets, null, BATCH, without);
        model.fit(inputs, targets, null, BATCH, with);
        assertThat(with.penalty()).isEqualTo(L1 * sum / BATCH, within(1e-5));
        assertThat(with.loss()).isEqualTo(without.loss() + with.penalty(), within(1e-4));
        assertThat(without.penalty()).isZero();
      }
    }
  }

  /** The same first layer, whose output is the network's. */
  private static Model codeOf(Model model, NetworkSpec spec) {
    LayerSpec first = spec.layers().get(0);
    int size = ImageShape.size(first.outputShape(spec.inputShape()));
    // A linear layer of the identity behind it.
    NetworkSpec code =
        new NetworkSpec(
            spec.inputShape(),
            List.of(first, DenseSpec.of(size, Activation.IDENTITY, Initialization.ZERO)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none());
    Model copy = Models.create(code, engine(Engine.COMPILED), 0, BATCH);
    float[] from = model.parameters();
    float[] parameters = new float[copy.parameters().length];
    int own = parameters.length - size * size - size;
    System.arraycopy(from, 0, parameters, 0, own);
    for (int i = 0; i < size; i++) {
      parameters[own + i * size + i] = 1;
    }
    copy.setParameters(parameters);
    return copy;
  }

  /** A step on the gradient of one's own loss has the same penalty. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void isInStepsOnALossFromOutside(Engine engine) {
    float[] inputs = gaussian(new SeedSequence(1).stream("x"), BATCH * 5);
    float[] targets = gaussian(new SeedSequence(2).stream("y"), BATCH * 3);
    try (Model model = Models.create(dense(true), engine(engine), 7, BATCH);
        var graph = Models.createGraph(GraphSpec.of(dense(true)), engine(engine), 7, BATCH)) {
      FitResult own = new FitResult();
      FitResult given = new FitResult();
      model.fit(inputs, targets, null, BATCH, own);
      graph.fit(
          new float[][] {inputs},
          BATCH,
          (outputs, batch, gradients) -> {
            double loss = 0;
            for (int i = 0; i < batch * 3; i++) {
              double error = outputs[0][i] - targets[i];
              gradients[0][i] = (float) (2 * error / batch);
              loss += error * error / batch;
            }
            return loss;
          },
          given);
      assertThat(given.loss()).isEqualTo(own.loss(), within(1e-5));
      assertThat(given.penalty()).isEqualTo(own.penalty(), within(1e-6));
      assertThat(graph.parameters()).containsExactly(model.parameters(), within(1e-5f));
    }
  }

  /** Nobody is penalized where nothing is learned. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void isNotInTheGradientOfAnInput(Engine engine) {
    float[] inputs = gaussian(new SeedSequence(1).stream("x"), BATCH * 5);
    float[][] slopes = {gaussian(new SeedSequence(2).stream("y"), BATCH * 3)};
    float[] with = new float[BATCH * 5];
    float[] without = new float[BATCH * 5];
    try (var penalized = Models.createGraph(GraphSpec.of(dense(true)), engine(engine), 7, BATCH);
        var plain = Models.createGraph(GraphSpec.of(dense(false)), engine(engine), 7, BATCH)) {
      penalized.inputGradient(new float[][] {inputs}, BATCH, 0, slopes, with);
      plain.inputGradient(new float[][] {inputs}, BATCH, 0, slopes, without);
      assertThat(with).containsExactly(without, within(1e-6f));
    }
  }

  @Test
  void zipNamesDeeplearning4jsClassesAlone() throws IOException {
    Path zip = folder.resolve("model.zip");
    try (Model model = Models.create(dense(true), engine(Engine.COMPILED), 7, BATCH)) {
      model.write(zip);
    }
    File file = zip.toFile();
    MultiLayerNetwork network = MultiLayerNetwork.load(file, true);
    assertThat(network.getLayerWiseConfigurations().toJson()).doesNotContain("ensayo");
    network.close();
  }
}
