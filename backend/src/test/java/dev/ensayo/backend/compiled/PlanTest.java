package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.SigmoidSchedule;
import org.nd4j.linalg.schedule.StepSchedule;

/** Plans of hand-written Deeplearning4j configurations, beyond what a spec can say. */
class PlanTest {
  private static final int BATCH = 6;

  private static NeuralNetConfiguration.Builder base(IUpdater updater) {
    return new NeuralNetConfiguration.Builder().seed(3).updater(updater);
  }

  private static MultiLayerConfiguration network(
      NeuralNetConfiguration.Builder base, Layer hidden) {
    return base.list()
        .layer(hidden)
        .layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(5)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }

  private static DenseLayer.Builder hidden() {
    return new DenseLayer.Builder().nIn(3).nOut(5).activation(Activation.TANH);
  }

  private static BatchPlan compile(MultiLayerNetwork network) {
    return Plans.compile(network, BATCH);
  }

  /** Twenty steps of the plan beside twenty of Deeplearning4j's own fit; returns the network. */
  private static MultiLayerNetwork compare(MultiLayerConfiguration configuration) {
    MultiLayerNetwork library = new MultiLayerNetwork(configuration.clone());
    library.init();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    RandomStream random = new SeedSequence(7).stream("data");
    try (BatchPlan plan = compile(network)) {
      for (int step = 0; step < 20; step++) {
        float[] inputs = numbers(random, BATCH * 3);
        float[] targets = numbers(random, BATCH * 2);
        plan.fit(Plans.only(inputs), Plans.only(targets), null, BATCH, random);
        library.fit(
            Nd4j.createFromArray(inputs).reshape(BATCH, 3),
            Nd4j.createFromArray(targets).reshape(BATCH, 2));
      }
      INDArray difference = network.params().sub(library.params());
      double relative =
          difference.norm2Number().doubleValue() / library.params().norm2Number().doubleValue();
      assertThat(relative).isLessThan(1e-4);
      assertThat(network.getIterationCount()).isEqualTo(20);
      if (library.updaterState() != null) {
        plan.storeUpdaterState();
        INDArray state = library.updaterState();
        assertThat(network.updaterState().sub(state).norm2Number().doubleValue())
            .isLessThan(1e-3 * state.norm2Number().doubleValue());
      }
    }
    return network;
  }

  @ParameterizedTest
  @EnumSource(GradientNormalization.class)
  void gradientNormalizationIsDeeplearning4js(GradientNormalization kind) {
    compare(
        network(
            base(new Nesterovs(0.05, 0.9))
                .gradientNormalization(kind)
                .gradientNormalizationThreshold(0.05),
            hidden().build()));
  }

  @Test
  void updatersMayDifferBetweenLayersAndForBiases() {
    compare(
        network(
            base(new Adam(1e-2)).biasUpdater(new RmsProp(1e-3)),
            hidden().updater(new Nesterovs(0.05)).build()));
  }

  static Stream<ISchedule> schedules() {
    return Stream.of(
        new ExponentialSchedule(ScheduleType.ITERATION, 0.02, 0.9),
        new StepSchedule(ScheduleType.ITERATION, 0.02, 0.5, 6),
        new InverseSchedule(ScheduleType.ITERATION, 0.02, 0.3, 0.7),
        new PolySchedule(ScheduleType.ITERATION, 0.02, 1.5, 40),
        new SigmoidSchedule(ScheduleType.ITERATION, 0.02, 0.5, 10),
        new CycleSchedule(ScheduleType.ITERATION, 0.02, 15),
        new RampSchedule(new ExponentialSchedule(ScheduleType.ITERATION, 0.02, 0.95), 8),
        new MapSchedule.Builder(ScheduleType.ITERATION).add(0, 0.02).add(9, 0.003).build());
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void learningRatesAndDecaysFollowTheirSchedule(ISchedule schedule) {
    compare(
        network(
            base(new Adam(schedule)).weightDecay(0.5, true),
            hidden().updater(new Nesterovs(schedule, 0.9)).build()));
    compare(network(base(new AMSGrad(schedule)).weightDecay(0.01, false), hidden().build()));
  }

  @Test
  void weightsOfOneUnitMayHaveALargestNorm() {
    for (int dimension : new int[] {0, 1}) {
      MultiLayerConfiguration configuration =
          network(
              base(new Adam(1e-2)),
              hidden().constrainWeights(new MaxNormConstraint(0.4, dimension)).build());
      MultiLayerNetwork trained = compare(configuration);
      INDArray norms = trained.getLayer(0).getParam("W").norm2(dimension);
      assertThat(norms.maxNumber().doubleValue()).isBetween(0.39, 0.4);
    }
  }

  @Test
  void layersMayLackABiasAndBatchesMayBeSummed() {
    compare(network(base(new Adam(1e-2)).miniBatch(false), hidden().hasBias(false).build()));
  }

  @Test
  void rowsOverSeveralChunksAreComputedAlike() {
    MultiLayerConfiguration wide =
        base(new Adam(1e-3))
            .list()
            .layer(new DenseLayer.Builder().nIn(3).nOut(3000).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(3000)
                    .nOut(2)
                    .activation(Activation.IDENTITY)
                    .build())
            .build();
    compare(wide);
  }

  @Test
  void whatHasNoBlockIsNamedWithTheOtherEngine() {
    refuses(
        network(base(new Adam()), new PReLULayer.Builder().nIn(3).inputShape(3).build()),
        "layer 0",
        "PReLULayer",
        "engine: deeplearning4j");
    refuses(network(base(new AdaMax()), hidden().build()), "layer 0", "AdaMax");
    refuses(
        network(base(new Adam()), hidden().activation(Activation.RRELU).build()),
        "layer 0",
        "rrelu");
    refuses(
        network(base(new Adam()), hidden().hasLayerNorm(true).build()),
        "layer 0",
        "layer normalization");
    MultiLayerConfiguration poisson =
        base(new Adam())
            .list()
            .layer(
                new OutputLayer.Builder(LossFunction.POISSON)
                    .nIn(3)
                    .nOut(2)
                    .activation(Activation.IDENTITY)
                    .build())
            .build();
    refuses(poisson, "LossPoisson");
  }

  private static void refuses(MultiLayerConfiguration configuration, String... words) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    assertThatThrownBy(() -> compile(network))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo("engine"))
        .hasMessageContainingAll(words);
  }

  /** Steps and predictions put nothing on the heap once they run. */
  @Test
  void aStepAllocatesNothing() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            network(base(new Adam(1e-3)).l2(1e-3), hidden().dropOut(0.8).hasBias(true).build()));
    network.init();
    network.initGradientsView();
    RandomStream random = new SeedSequence(7).stream("data");
    float[][] inputs = {numbers(random, BATCH * 3)};
    float[][] targets = {numbers(random, BATCH * 2)};
    float[][] outputs = {new float[BATCH * 2]};
    try (BatchPlan plan = compile(network)) {
      long nativeBytes = Pointer.totalBytes();
      StepAllocation.assertNone(
          "three calls",
          1000,
          () -> {
            plan.fit(inputs, targets, null, BATCH, random);
            plan.predict(inputs, BATCH, outputs);
            plan.predict(inputs, 1, outputs);
          });
      // Other tests' memory may be freed meanwhile, never taken.
      assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(nativeBytes);
    }
  }

  @Test
  void predictsWhatTheNetworkPredicts() {
    MultiLayerNetwork network = new MultiLayerNetwork(network(base(new Adam()), hidden().build()));
    network.init();
    network.initGradientsView();
    float[] inputs = numbers(new SeedSequence(7).stream("data"), BATCH * 3);
    float[] outputs = new float[BATCH * 2];
    try (BatchPlan plan = compile(network)) {
      plan.predict(Plans.only(inputs), BATCH, Plans.only(outputs));
    }
    INDArray expected =
        network.output(Nd4j.createFromArray(inputs).reshape(BATCH, 3), false).dup('c');
    assertThat(outputs).containsExactly(expected.data().asFloat(), within(1e-6f));
  }

  private static float[] numbers(RandomStream random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
