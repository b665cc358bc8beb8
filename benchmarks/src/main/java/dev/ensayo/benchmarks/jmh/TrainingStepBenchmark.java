package dev.ensayo.benchmarks.jmh;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One step of small networks of each kind: what a step costs, and that it leaves nothing behind.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TrainingStepBenchmark {
  private static final int BATCH = 8;
  private static final int SIDE = 10;
  private static final int CLASSES = 4;
  private static final int VOCABULARY = 20;
  private static final int STEPS = 8;
  private static final int UNITS = 32;

  private record Cell(@Setting("the recurrent layer") RecurrentSpec layer) {}

  /** {@code dense}, {@code convolution} or the name of a recurrent layer. */
  @Param({"dense", "convolution", "lstm"})
  public String network;

  private final UpdaterSpec adam = Settings.defaults(UpdaterSpec.Adam.class);
  private final GradientClipping clipping =
      new GradientClipping(OptionalDouble.of(1), OptionalDouble.empty());
  private final FitResult result = new FitResult();
  private Model model;
  private float[] inputs;
  private float[] targets;
  private SequenceModel sequences;
  private SequenceState state;
  private int[] tokens;

  @Setup
  public void prepare() {
    BackendConfig backend = BackendConfig.defaults();
    switch (network) {
      case "dense" ->
          feedForward(
              backend,
              List.of(SIDE * SIDE),
              DenseSpec.of(UNITS, Activation.RELU, Initialization.RELU));
      case "convolution" ->
          feedForward(
              backend,
              List.of(1, SIDE, SIDE),
              ConvolutionSpec.of(8, 3, Activation.RELU, Initialization.RELU),
              PoolingSpec.of(PoolingKind.MAX, 2));
      default -> recurrent(backend);
    }
  }

  private void feedForward(BackendConfig backend, List<Integer> input, LayerSpec... hidden) {
    List<LayerSpec> layers = new ArrayList<>(List.of(hidden));
    layers.add(DenseSpec.of(CLASSES, Activation.IDENTITY, Initialization.XAVIER));
    NetworkSpec spec =
        new NetworkSpec(input, layers, Loss.HUBER, adam, Regularization.none(), clipping);
    model = Models.create(spec, backend, 1, BATCH);
    inputs = new float[BATCH * spec.inputs()];
    Arrays.fill(inputs, 0.5f);
    targets = new float[BATCH * CLASSES];
  }

  private void recurrent(BackendConfig backend) {
    String layer = "{layer: {type: " + network + ", units: " + UNITS + "}}";
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            VOCABULARY,
            0,
            List.of(Settings.of(Cell.class, layer).layer()),
            0,
            adam,
            Regularization.none(),
            clipping);
    sequences = SequenceModels.create(spec, backend, 1, BATCH, STEPS);
    state = sequences.newState(BATCH);
    tokens = new int[BATCH * STEPS];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = i % VOCABULARY;
    }
  }

  @Benchmark
  public double step() {
    if (model == null) {
      sequences.fitWindow(tokens, tokens, null, STEPS, STEPS, state, result);
    } else {
      model.fit(inputs, targets, null, BATCH, result);
    }
    return result.loss();
  }

  @TearDown
  public void close() {
    if (model == null) {
      sequences.close();
    } else {
      model.close();
    }
  }
}
