package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both engines from the same parameters on the same 20 batches: ‖θ − θ'‖ / ‖θ'‖ stays below 1e-4,
 * and ‖θ − θ'‖ below 1e-3 of the way ‖θ' − θ₀‖ that Deeplearning4j went.
 */
class EngineEquivalenceTest {
  private static final int STEPS = 20;
  private static final int BATCH = 16;
  private static final int INPUTS = 5;
  private static final int OUTPUTS = 3;

  private record Case(String name, NetworkSpec spec, boolean weighted) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static NetworkSpec spec(
      Activation hidden,
      Activation output,
      Loss loss,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping) {
    return new NetworkSpec(
        List.of(INPUTS),
        List.of(
            DenseSpec.of(20, hidden, Initialization.XAVIER),
            DenseSpec.of(13, hidden, Initialization.UNIFORM),
            DenseSpec.of(OUTPUTS, output, Initialization.XAVIER)),
        loss,
        updater,
        regularization,
        clipping,
        loss.isGrouped() ? LossTerms.groups(OUTPUTS) : LossTerms.none());
  }

  private static final UpdaterSpec ADAM =
      Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-3}");

  /** On each other these leave the range of floats; they are tried as outputs, in short steps. */
  private static final Set<Activation> STEEP =
      Set.of(Activation.EXPONENTIAL, Activation.RECIPROCAL);

  /** All there are; what divides by small numbers is kept from magnifying roundings. */
  private static List<UpdaterSpec> updaters() {
    Map<String, String> settings =
        Map.of(
            "sgd", "learningRate: 0.05",
            "nesterovs", "learningRate: 0.02",
            "rmsprop", "learningRate: 0.001, decay: 0.95, epsilon: 1e-2",
            "amsgrad", "beta2: 0.99",
            "adamw", "weightDecay: 0.5");
    return EveryKind.updaters(settings).stream().map(EveryKind::updater).toList();
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Regularization noPenalty = Regularization.none();
    GradientClipping noLimit = GradientClipping.none();
    for (Activation activation : Activation.values()) {
      if (activation != Activation.SOFTMAX) {
        cases.add(
            new Case(
                Settings.label(activation),
                STEEP.contains(activation)
                    ? spec(
                        Activation.SIGMOID,
                        activation,
                        Loss.HUBER,
                        new UpdaterSpec.Sgd(1e-5),
                        noPenalty,
                        noLimit)
                    : spec(activation, activation, Loss.HUBER, ADAM, noPenalty, noLimit),
                false));
      }
    }
    cases.add(
        new Case(
            "softmax with squared error",
            spec(Activation.RELU, Activation.SOFTMAX, Loss.SQUARED_ERROR, ADAM, noPenalty, noLimit),
            true));
    for (Loss loss : Loss.values()) {
      Activation output =
          loss == Loss.SOFTMAX_CROSS_ENTROPY || loss == Loss.KL_DIVERGENCE
              ? Activation.SOFTMAX
              : loss == Loss.SIGMOID_CROSS_ENTROPY ? Activation.SIGMOID : Activation.IDENTITY;
      for (boolean weighted : new boolean[] {false, true}) {
        cases.add(
            new Case(
                Settings.label(loss) + (weighted ? ", weighted" : ""),
                spec(Activation.TANH, output, loss, new UpdaterSpec.Sgd(0.05), noPenalty, noLimit),
                weighted));
      }
    }
    List<Regularization> penalties =
        List.of(
            noPenalty,
            new Regularization(0.01, 0),
            new Regularization(0.01, 0.1),
            new Regularization(0.01, 0, OptionalDouble.of(0.9)));
    List<GradientClipping> limits =
        List.of(
            noLimit,
            new GradientClipping(OptionalDouble.of(0.1), OptionalDouble.empty()),
            new GradientClipping(OptionalDouble.empty(), OptionalDouble.of(0.01)),
            new GradientClipping(OptionalDouble.of(0.3), OptionalDouble.of(0.05)),
            new GradientClipping(
                OptionalDouble.of(0.3), OptionalDouble.empty(), OptionalDouble.of(0.02)));
    int turn = 0;
    for (UpdaterSpec updater : updaters()) {
      // Every updater plain, with each penalty and with each limit; every pair of these somewhere.
      for (int i = 0; i < limits.size(); i++) {
        Regularization penalty = penalties.get(i == 0 ? 0 : (turn + i) % penalties.size());
        if (updater.decoupledDecay().isPresent() && penalty.l2() > 0) {
          continue;
        }
        cases.add(
            new Case(
                updater + ", " + penalty + ", " + limits.get(i),
                spec(
                    Activation.RELU,
                    Activation.IDENTITY,
                    Loss.MEAN_SQUARED_ERROR,
                    updater,
                    penalty,
                    limits.get(i)),
                false));
      }
      turn++;
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void twentyStepsAgree(Case one) {
    try (Model compiled = Models.create(one.spec, engine(Engine.COMPILED), 11, BATCH);
        Model library = Models.create(one.spec, engine(Engine.DEEPLEARNING4J), 11, BATCH)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      double[] lossesCompiled = train(compiled, one, 0, STEPS);
      double[] lossesLibrary = train(library, one, 0, STEPS);
      float[] expected = library.parameters();
      double difference = distance(compiled.parameters(), expected);
      assertThat(difference / distance(expected, new float[expected.length])).isLessThan(1e-4);
      assertThat(difference / distance(expected, start)).isLessThan(1e-3);
      for (int step = 0; step < STEPS; step++) {
        double loss = lossesLibrary[step];
        assertThat(lossesCompiled[step]).isEqualTo(loss, within(1e-4 * Math.max(1e-2, loss)));
      }
    }
  }

  static Stream<UpdaterSpec> updatersForHandover() {
    return updaters().stream();
  }

  /** Ten steps on one engine, its whole state handed over, ten on the other: as twenty on one. */
  @ParameterizedTest
  @MethodSource("updatersForHandover")
  void enginesTakeOverFromEachOther(UpdaterSpec updater) throws IOException {
    NetworkSpec spec =
        spec(
            Activation.TANH,
            Activation.IDENTITY,
            Loss.HUBER,
            updater,
            Regularization.none(),
            GradientClipping.none());
    Case one = new Case(updater.toString(), spec, false);
    for (Engine first : Engine.values()) {
      Engine second = first == Engine.COMPILED ? Engine.DEEPLEARNING4J : Engine.COMPILED;
      try (Model before = Models.create(spec, engine(first), 11, BATCH);
          Model after = Models.create(spec, engine(second), 12, BATCH);
          Model straight = Models.create(spec, engine(first), 11, BATCH)) {
        float[] start = before.parameters();
        train(before, one, 0, STEPS / 2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter out = new StateWriter(bytes);
        before.saveState(out);
        out.flush();
        after.loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
        train(after, one, STEPS / 2, STEPS);
        train(straight, one, 0, STEPS);
        float[] expected = straight.parameters();
        double difference = distance(after.parameters(), expected);
        assertThat(difference / distance(expected, start)).isLessThan(1e-3);
      }
    }
  }

  /**
   * With inputs of zero the weights have no gradient, so that Adam leaves them and one step of rate
   * η and decay λ makes (1 − η·λ) of each.
   */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void weightsDecayByTheirShare(Engine engine) {
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(DenseSpec.of(3, Activation.IDENTITY, Initialization.XAVIER)),
            Loss.HUBER,
            new UpdaterSpec.AdamW(0.1, 0.9, 0.999, 1e-8, 2),
            Regularization.none(),
            GradientClipping.none());
    try (Model model = Models.create(spec, engine(engine), 1, 1)) {
      float[] before = model.parameters();
      model.fit(new float[2], new float[3], null, 1, new FitResult());
      float[] after = model.parameters();
      for (int i = 0; i < 6; i++) {
        assertThat(after[i]).isEqualTo(0.8f * before[i], within(1e-6f));
      }
    }
  }

  /**
   * Dropout draws other masks on each engine, so means are compared. One identity layer without
   * learning to speak of: inputs of ones, weights of ones through training, squared error to 0. The
   * mean loss is E[(Σ x·m/keep)²] = F² + F·(1 − keep)/keep, here 16 + 4·0.25/0.75 = 17.33.
   */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void dropoutHasTheSameMoments(Engine engine) {
    NetworkSpec spec =
        new NetworkSpec(
            4,
            List.of(new DenseSpec(1, Activation.IDENTITY, Initialization.ZERO, 0.25)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(1e-9),
            Regularization.none(),
            GradientClipping.none());
    NetworkSpec teacher =
        new NetworkSpec(
            4,
            List.of(DenseSpec.of(1, Activation.IDENTITY, Initialization.ZERO)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(0.5),
            Regularization.none(),
            GradientClipping.none());
    int rows = 1000;
    try (Model ones = Models.create(teacher, engine(engine), 1, 4);
        Model model = Models.create(spec, engine(engine), 1, rows)) {
      // One step of rate ½ on each basis vector with target 4 and batch 4 gives weights 1; the bias
      // ends at 4, so the target 4 is what the loss is measured from.
      float[] basis = new float[16];
      for (int i = 0; i < 4; i++) {
        basis[5 * i] = 1;
      }
      FitResult result = new FitResult();
      ones.fit(basis, new float[] {4, 4, 4, 4}, null, 4, result);
      assertThat(ones.parameters()).containsExactly(new float[] {1, 1, 1, 1, 4}, within(1e-6f));
      model.copyParametersFrom(ones);
      float[] inputs = new float[rows * 4];
      Arrays.fill(inputs, 1);
      float[] targets = new float[rows];
      Arrays.fill(targets, 4);
      double sum = 0;
      for (int i = 0; i < 20; i++) {
        model.fit(inputs, targets, null, rows, result);
        sum += result.loss();
      }
      // The standard deviation of one loss is near 9: of the mean of 20,000 near 0.065.
      assertThat(sum / 20).isEqualTo(16 + 4 * 0.25 / 0.75, within(0.3));
      float[] outputs = new float[rows];
      model.predict(inputs, rows, outputs);
      assertThat(outputs[7]).isEqualTo(8, within(1e-4f));
    }
  }

  private static double[] train(Model model, Case one, int from, int to) {
    double[] losses = new double[to - from];
    FitResult result = new FitResult();
    for (int step = from; step < to; step++) {
      RandomStream random = new SeedSequence(step).stream("batch");
      float[] inputs = gaussian(random, BATCH * INPUTS);
      float[] targets = targets(random, one.spec.loss());
      float[] weights = null;
      if (one.weighted) {
        weights = new float[BATCH * OUTPUTS];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = (float) random.nextDouble(0, 2);
        }
      }
      model.fit(inputs, targets, weights, BATCH, result);
      losses[step - from] = result.loss();
    }
    return losses;
  }

  private static float[] targets(RandomStream random, Loss loss) {
    float[] targets = gaussian(random, BATCH * OUTPUTS);
    for (int b = 0; b < BATCH; b++) {
      int hot = random.nextInt(OUTPUTS);
      for (int o = 0; o < OUTPUTS; o++) {
        if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
          targets[b * OUTPUTS + o] = o == hot ? 1 : 0;
        } else if (loss == Loss.SIGMOID_CROSS_ENTROPY) {
          targets[b * OUTPUTS + o] = random.nextInt(2);
        } else if (loss == Loss.HINGE) {
          targets[b * OUTPUTS + o] = 2 * random.nextInt(2) - 1;
        } else if (loss == Loss.KL_DIVERGENCE) {
          targets[b * OUTPUTS + o] = o == hot ? 0.5f : 0.25f;
        }
      }
    }
    return targets;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
