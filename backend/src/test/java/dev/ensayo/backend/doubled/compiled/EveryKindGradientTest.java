package dev.ensayo.backend.doubled.compiled;

import static dev.ensayo.backend.doubled.compiled.ImageGradientTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.configuration.GraphConfigurations;
import dev.ensayo.backend.configuration.SequenceConfigurations;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The gradients of everything that a network can be made of, found as a study finds it, against
 * central differences in double: |g − ĝ| ≤ 1e-7 + 1e-6·|ĝ| for every parameter, of the layers
 * before it, too.
 */
class EveryKindGradientTest {
  private static final int BATCH = 5;
  private static final double STEP = 1e-5;
  private static final UpdaterSpec UPDATER = new UpdaterSpec.Sgd(1);

  static Stream<EveryKind.LayerCase> layers() {
    return EveryKind.layerCases(UPDATER);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layers(EveryKind.LayerCase layer) {
    check(GraphSpec.of(layer.network()));
  }

  @ParameterizedTest
  @EnumSource(JoinSpec.Kind.class)
  void joins(JoinSpec.Kind kind) {
    check(EveryKind.joined(kind, UPDATER));
  }

  static Stream<Arguments> losses() {
    List<Arguments> losses = new ArrayList<>();
    for (Loss loss : Loss.values()) {
      for (LossTerms terms :
          List.of(
              LossTerms.none(),
              LossTerms.groups(EveryKind.OUTPUTS),
              new LossTerms(0.2, List.of()),
              new LossTerms(0, List.of(0.5, 2.0, 1.5)))) {
        for (Activation activation :
            List.of(Activation.IDENTITY, Activation.SIGMOID, Activation.SOFTMAX)) {
          if (possible(loss, terms, activation)) {
            losses.add(Arguments.of(loss, terms, activation));
          }
        }
      }
    }
    return losses.stream();
  }

  private static boolean possible(Loss loss, LossTerms terms, Activation activation) {
    try {
      network(loss, terms, activation);
      return true;
    } catch (InvalidSettingException e) {
      return false;
    }
  }

  private static NetworkSpec network(Loss loss, LossTerms terms, Activation activation) {
    return new NetworkSpec(
        List.of(4),
        List.of(
            DenseSpec.of(6, Activation.TANH, Initialization.XAVIER),
            DenseSpec.of(EveryKind.OUTPUTS, activation, Initialization.XAVIER)),
        loss,
        UPDATER,
        Regularization.none(),
        GradientClipping.none(),
        terms);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void losses(Loss loss, LossTerms terms, Activation activation) {
    check(GraphSpec.of(network(loss, terms, activation)));
  }

  @Test
  void everyLossHasAnOutputItGoesWith() {
    assertThat(losses().map(arguments -> arguments.get()[0]).distinct())
        .containsExactlyInAnyOrder((Object[]) Loss.values());
  }

  static List<String> cells() {
    return EveryKind.cells();
  }

  /** An embedding, two cells, and sequences of different lengths. */
  @ParameterizedTest
  @MethodSource("cells")
  void cells(String yaml) {
    RecurrentSpec cell = EveryKind.smallCell(yaml);
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            SequenceGradientTest.VOCABULARY,
            2,
            List.of(cell, cell),
            0,
            UPDATER,
            Regularization.none(),
            GradientClipping.none());
    List<Layer> layers = new ArrayList<>();
    SequenceConfigurations.of(spec, 3)
        .getConfs()
        .forEach(conf -> layers.add(conf.getLayer().clone()));
    SequenceGradientTest.check(layers, SequenceGradientTest.mask());
  }

  private static void check(GraphSpec spec) {
    ComputationGraph network =
        new ComputationGraph(GraphConfigurations.of(spec, 3, DataType.DOUBLE));
    network.init();
    network.initGradientsView();
    network.getUpdater();
    RandomStream random = new SeedSequence(9).stream("check");
    double[][] inputs =
        spec.inputs().values().stream()
            .map(shape -> numbers(random, BATCH * ImageShape.size(shape)))
            .toArray(double[][]::new);
    String output = spec.outputs().keySet().iterator().next();
    double[][] targets = {probabilities(random, ImageShape.size(spec.shapes().get(output)))};
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      Slice parameters = plan.parameters();
      plan.computeGradient(inputs, targets, null, BATCH, masks());
      boolean penalized = plan.penalty() != 0;
      double[] gradient = new double[parameters.length()];
      double size = 0;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = plan.gradient().get(i);
        size = Math.max(size, Math.abs(gradient[i]));
      }
      assertThat(size).isGreaterThan(1e-3);
      for (int i = 0; i < gradient.length; i++) {
        double value = parameters.get(i);
        parameters.put(i, value + STEP);
        double above = loss(plan, inputs, targets, penalized);
        parameters.put(i, value - STEP);
        double below = loss(plan, inputs, targets, penalized);
        parameters.put(i, value);
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
      }
    }
  }

  /**
   * What is minimized.
   *
   * @param penalized whether activations are, which a walk tells on its way back
   */
  private static double loss(
      BatchPlan plan, double[][] inputs, double[][] targets, boolean penalized) {
    return penalized
        ? plan.computeGradient(inputs, targets, null, BATCH, masks())
        : plan.computeLoss(inputs, targets, null, BATCH, masks());
  }

  /**
   * Rows that sum to 1, which every loss takes.
   *
   * @param outputs of an example: so many, or pixels of so many each
   */
  private static double[] probabilities(RandomStream random, int outputs) {
    double[] rows = new double[BATCH * outputs];
    for (int row = 0; row < rows.length / EveryKind.OUTPUTS; row++) {
      double sum = 0;
      for (int i = 0; i < EveryKind.OUTPUTS; i++) {
        rows[row * EveryKind.OUTPUTS + i] = random.nextDouble(0.1, 1);
        sum += rows[row * EveryKind.OUTPUTS + i];
      }
      for (int i = 0; i < EveryKind.OUTPUTS; i++) {
        rows[row * EveryKind.OUTPUTS + i] /= sum;
      }
    }
    return rows;
  }

  /** No mask is drawn, but training needs where from. */
  private static RandomStream masks() {
    return new SeedSequence(4).stream("masks");
  }
}
