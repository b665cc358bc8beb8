package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps on a loss that is given by its gradient, and learning rates set from outside. */
class OutputLossTest {
  private static final int BATCH = 6;
  private static final int INPUTS = 5;
  private static final int CLASSES = 3;
  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(1e-2, 0.9, 0.999, 1e-8);
  private static final UpdaterSpec SGD = new UpdaterSpec.Sgd(0.1);

  /** A softmax, which its own loss would join, and a number. */
  private static GraphSpec spec(UpdaterSpec updater, double dropout, double clip) {
    return GraphSpec.builder()
        .input("state", List.of(INPUTS))
        .layer("torso", DenseSpec.of(8, Activation.TANH, Initialization.XAVIER), "state")
        .layer("dropped", new DenseSpec(7, Activation.RELU, Initialization.RELU, dropout), "torso")
        .output(
            "policy",
            DenseSpec.of(CLASSES, Activation.SOFTMAX, Initialization.XAVIER),
            Loss.SOFTMAX_CROSS_ENTROPY,
            "dropped")
        .output(
            "value",
            DenseSpec.of(1, Activation.IDENTITY, Initialization.XAVIER),
            Loss.SQUARED_ERROR,
            "torso")
        .build(
            updater,
            new Regularization(0.001, 0.002),
            new GradientClipping(OptionalDouble.of(clip), OptionalDouble.empty()));
  }

  /** The losses of {@link #spec} as its gradient says them: −Σ y·ln p and Σ (v − y)², means. */
  private static OutputLoss same(float[] classes, float[] values) {
    return (outputs, batch, gradients) -> {
      double loss = 0;
      for (int i = 0; i < batch * CLASSES; i++) {
        gradients[0][i] = -classes[i] / outputs[0][i] / batch;
        loss -= classes[i] * Math.log(outputs[0][i]) / batch;
      }
      for (int i = 0; i < batch; i++) {
        double error = outputs[1][i] - values[i];
        gradients[1][i] = (float) (2 * error / batch);
        loss += error * error / batch;
      }
      return loss;
    };
  }

  private static float[] classes(RandomStream random) {
    float[] rows = new float[BATCH * CLASSES];
    for (int row = 0; row < BATCH; row++) {
      rows[row * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return rows;
  }

  /** Penalties, a limit on the norm that bites and dropout masks are the same on both ways. */
  @ParameterizedTest
  @EnumSource
  void aLossGivenByItsGradientIsThatLoss(Engine engine) {
    RandomStream random = new SeedSequence(1).stream("data");
    FitResult named = new FitResult(new float[BATCH * CLASSES]);
    FitResult given = new FitResult(new float[BATCH * CLASSES]);
    try (GraphModel one = Models.createGraph(spec(ADAM, 0.3, 0.7), engine(engine), 4, BATCH);
        GraphModel two = Models.createGraph(spec(ADAM, 0.3, 0.7), engine(engine), 4, BATCH)) {
      for (int step = 0; step < 10; step++) {
        float[][] inputs = {gaussian(random, BATCH * INPUTS)};
        float[] classes = classes(random);
        float[] values = gaussian(random, BATCH);
        one.fit(inputs, new float[][] {classes, values}, null, BATCH, named);
        two.fit(inputs, BATCH, same(classes, values), given);
        assertThat(given.loss()).isEqualTo(named.loss(), within(1e-5));
        assertThat(given.gradientNorm()).isEqualTo(named.gradientNorm(), within(1e-5));
      }
      assertThat(two.parameters()).containsExactly(one.parameters(), within(1e-4f));
      assertThat(two.loss(0)).isNaN();
      assertThat(one.loss(0)).isPositive();
      if (engine == Engine.COMPILED) {
        assertThat(given.outputs()).containsExactly(named.outputs(), within(1e-5f));
      }
    }
  }

  /** Both engines take the same way by a loss that joins its outputs, as an actor-critic's does. */
  @Test
  void bothEnginesTakeTheSameSteps() {
    RandomStream random = new SeedSequence(2).stream("data");
    FitResult result = new FitResult();
    try (GraphModel one =
            Models.createGraph(spec(ADAM, 0, 100), engine(Engine.COMPILED), 4, BATCH);
        GraphModel two =
            Models.createGraph(spec(ADAM, 0, 100), engine(Engine.DEEPLEARNING4J), 4, BATCH)) {
      for (int step = 0; step < 20; step++) {
        float[][] inputs = {gaussian(random, BATCH * INPUTS)};
        int[] actions = random.ints(BATCH, 0, CLASSES).toArray();
        float[] returns = gaussian(random, BATCH);
        int rows = step % 3 == 0 ? BATCH - 2 : BATCH;
        one.fit(inputs, rows, actorCritic(actions, returns), result);
        double loss = result.loss();
        two.fit(inputs, rows, actorCritic(actions, returns), result);
        assertThat(result.loss()).isEqualTo(loss, within(1e-4));
      }
      assertThat(two.parameters()).containsExactly(one.parameters(), within(1e-3f));
    }
  }

  /** −(R − v)·ln p(a) + (R − v)² / 2, whose first term moves the value too. */
  private static OutputLoss actorCritic(int[] actions, float[] returns) {
    return (outputs, batch, gradients) -> {
      double loss = 0;
      for (int row = 0; row < batch; row++) {
        double advantage = returns[row] - outputs[1][row];
        for (int i = 0; i < CLASSES; i++) {
          gradients[0][row * CLASSES + i] = 0;
        }
        int taken = row * CLASSES + actions[row];
        gradients[0][taken] = (float) (-advantage / outputs[0][taken] / batch);
        double log = Math.log(outputs[0][taken]);
        gradients[1][row] = (float) ((log - advantage) / batch);
        loss += (-advantage * log + advantage * advantage / 2) / batch;
      }
      return loss;
    };
  }

  @ParameterizedTest
  @EnumSource
  void aModelOfOneOutputTakesOneToo(Engine engine) {
    RandomStream random = new SeedSequence(3).stream("data");
    float[] inputs = gaussian(random, 8 * 4);
    float[] targets = gaussian(random, 8 * 3);
    FitResult named = new FitResult();
    FitResult given = new FitResult();
    try (Model one = Models.create(ModelContractTest.huber(), engine(engine), 4, 8);
        Model two = Models.create(ModelContractTest.huber(), engine(engine), 4, 8)) {
      OutputLoss huber =
          (outputs, batch, gradients) -> {
            double loss = 0;
            for (int i = 0; i < batch * 3; i++) {
              double error = outputs[0][i] - targets[i];
              double clipped = Math.max(-1, Math.min(1, error));
              gradients[0][i] = (float) (clipped / batch);
              loss += clipped * (error - clipped / 2) / batch;
            }
            return loss;
          };
      for (int step = 0; step < 5; step++) {
        one.fit(inputs, targets, null, 8, named);
        two.fit(inputs, 8, huber, given);
        assertThat(given.loss()).isEqualTo(named.loss(), within(1e-5));
      }
      assertThat(two.parameters()).containsExactly(one.parameters(), within(1e-4f));
      assertThatThrownBy(() -> two.fit(inputs, 8, huber, new FitResult(null, new float[8])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a loss that is given by its gradient tells no losses of examples");
    }
  }

  /** θ moves by rate·∂L/∂θ; the rate comes back with the state, and its absence too. */
  @ParameterizedTest
  @EnumSource
  void theLearningRateIsSetFromOutside(Engine engine) throws IOException {
    RandomStream random = new SeedSequence(5).stream("data");
    float[][] inputs = {gaussian(random, BATCH * INPUTS)};
    OutputLoss loss = same(classes(random), gaussian(random, BATCH));
    FitResult result = new FitResult();
    try (GraphModel model = Models.createGraph(spec(SGD, 0, 100), engine(engine), 4, BATCH)) {
      byte[] start = state(model);
      float[] moved = step(model, inputs, loss, result);
      load(model, start);
      model.setLearningRate(0.05);
      byte[] half = state(model);
      float[] movedHalf = step(model, inputs, loss, result);
      for (int i = 0; i < moved.length; i++) {
        assertThat(movedHalf[i]).isEqualTo(moved[i] / 2, within(1e-6f));
      }
      load(model, start);
      assertThat(step(model, inputs, loss, result)).containsExactly(moved, within(1e-6f));
      load(model, half);
      assertThat(step(model, inputs, loss, result)).containsExactly(movedHalf, within(1e-6f));
      assertThatThrownBy(() -> model.setLearningRate(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a learning rate of -1.0");
      try (GraphModel other = Models.createGraph(spec(SGD, 0, 100), engine(engine), 9, BATCH)) {
        load(other, half);
        assertThat(step(other, inputs, loss, result)).containsExactly(movedHalf, within(1e-6f));
      }
    }
  }

  private static float[] step(
      GraphModel model, float[][] inputs, OutputLoss loss, FitResult result) {
    float[] before = model.parameters();
    model.fit(inputs, BATCH, loss, result);
    float[] after = model.parameters();
    for (int i = 0; i < after.length; i++) {
      after[i] -= before[i];
    }
    return after;
  }

  private static byte[] state(Stateful model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    model.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static void load(Stateful model, byte[] state) throws IOException {
    model.loadState(new StateReader(new ByteArrayInputStream(state)));
  }
}
