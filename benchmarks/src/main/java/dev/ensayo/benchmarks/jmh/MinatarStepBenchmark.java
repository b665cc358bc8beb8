package dev.ensayo.benchmarks.jmh;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
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
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.Arrays;
import java.util.List;
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
 * One gradient step of DQN from pixels with the network, batch and updater of Young and Tian,
 * "MinAtar", 2019: the target network's values of the next observations, the targets, and one step
 * of the online network. Frames are bits, as MinAtar's are, of which one in ten is on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MinatarStepBenchmark {
  private static final int BATCH = 32;
  private static final int CHANNELS = 4;
  private static final int SIDE = 10;
  private static final int FILTERS = 16;
  private static final int KERNEL = 3;
  private static final int UNITS = 128;
  private static final int ACTIONS = 6;
  private static final int BATCHES = 32;
  private static final float DISCOUNT = 0.99f;

  /** What computes. */
  @Param({"compiled", "deeplearning4j"})
  public String engine;

  /** The updater, as a study writes it. */
  @Param("{learningRate: 2.5e-4, decay: 0.95, epsilon: 0.01, centered: true}")
  public String rmsprop;

  private final FitResult result = new FitResult(new float[BATCH * ACTIONS]);
  private final float[][] observations = new float[BATCHES][];
  private final float[][] nextObservations = new float[BATCHES][];
  private final int[][] taken = new int[BATCHES][BATCH];
  private final float[] nextValues = new float[BATCH * ACTIONS];
  private final float[] targets = new float[BATCH * ACTIONS];
  private final float[] weights = new float[BATCH * ACTIONS];
  private Model online;
  private Model target;
  private int turn;

  /**
   * Multiplications and additions that a step cannot do without: a forward pass of the target
   * network, and of the online network a forward pass, the gradient of the weights and, but for the
   * first layer, that of what enters.
   */
  public static double flops() {
    int side = SIDE - KERNEL + 1;
    double convolution = (double) side * side * FILTERS * CHANNELS * KERNEL * KERNEL;
    double dense = (double) side * side * FILTERS * UNITS + UNITS * ACTIONS;
    return 2.0 * BATCH * (3 * convolution + 4 * dense);
  }

  /** Makes the models and batches that take turns. */
  @Setup
  public void prepare() {
    SeedSequence seeds = new SeedSequence(1);
    BackendConfig backend = Settings.of(BackendConfig.class, "{engine: " + engine + "}");
    NetworkSpec spec =
        new NetworkSpec(
            List.of(CHANNELS, SIDE, SIDE),
            List.of(
                ConvolutionSpec.of(FILTERS, KERNEL, Activation.RELU, Initialization.UNIFORM),
                DenseSpec.of(UNITS, Activation.RELU, Initialization.UNIFORM),
                DenseSpec.of(ACTIONS, Activation.IDENTITY, Initialization.UNIFORM)),
            Loss.HUBER,
            Settings.of(UpdaterSpec.RmsProp.class, rmsprop),
            Regularization.none(),
            GradientClipping.none());
    online = Models.create(spec, backend, seeds.seed("network"), BATCH);
    target = Models.create(spec, backend, seeds.seed("target"), BATCH);
    RandomStream random = seeds.stream("batches");
    for (int i = 0; i < BATCHES; i++) {
      observations[i] = frames(random);
      nextObservations[i] = frames(random);
      for (int b = 0; b < BATCH; b++) {
        taken[i][b] = random.nextInt(ACTIONS);
      }
    }
  }

  private static float[] frames(RandomStream random) {
    float[] frames = new float[BATCH * CHANNELS * SIDE * SIDE];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = random.nextInt(10) == 0 ? 1 : 0;
    }
    return frames;
  }

  @Benchmark
  public double step() {
    turn = (turn + 1) % BATCHES;
    target.predict(nextObservations[turn], BATCH, nextValues);
    Arrays.fill(targets, 0);
    Arrays.fill(weights, 0);
    for (int b = 0; b < BATCH; b++) {
      float best = Float.NEGATIVE_INFINITY;
      for (int a = 0; a < ACTIONS; a++) {
        best = Math.max(best, nextValues[b * ACTIONS + a]);
      }
      int at = b * ACTIONS + taken[turn][b];
      targets[at] = b % 4 + DISCOUNT * best;
      weights[at] = 1;
    }
    online.fit(observations[turn], targets, weights, BATCH, result);
    return result.loss();
  }

  @TearDown
  public void close() {
    online.close();
    target.close();
  }
}
