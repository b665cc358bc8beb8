package dev.ensayo.benchmarks.jmh;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
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
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.ArrayList;
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
 * One gradient step of DQN: the target network's values of the next observations, the targets of
 * them, and one step of the online network (forward, Huber loss, backward, Adam).
 *
 * <p>Batches take turns, so that the step never becomes one of a network that has learned its only
 * batch by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DqnStepBenchmark {
  /** CartPole's observations and actions. */
  static final int OBSERVATION = 4;

  static final int ACTIONS = 2;

  private static final int BATCHES = 32;
  private static final float DISCOUNT = 0.99f;

  /** What computes. */
  @Param({"compiled", "deeplearning4j"})
  public String engine;

  /** Layers from input to output. */
  @Param("4-64-64-2")
  public String network;

  /** {@code B}. */
  @Param("64")
  public int batch;

  private final FitResult result = new FitResult();
  private final float[][] observations = new float[BATCHES][];
  private final float[][] nextObservations = new float[BATCHES][];
  private final float[][] rewards = new float[BATCHES][];
  private final int[][] taken = new int[BATCHES][];
  private Model online;
  private Model target;
  private float[] nextValues;
  private float[] targets;
  private float[] weights;
  private int turn;

  @Setup
  public void prepare() {
    SeedSequence seeds = new SeedSequence(1);
    BackendConfig backend = Settings.of(BackendConfig.class, "{engine: " + engine + "}");
    NetworkSpec spec = spec(network);
    online = Models.create(spec, backend, seeds.seed("network"), batch);
    target = Models.create(spec, backend, seeds.seed("target"), batch);
    nextValues = new float[batch * ACTIONS];
    targets = new float[batch * ACTIONS];
    weights = new float[batch * ACTIONS];
    RandomStream random = seeds.stream("batches");
    for (int i = 0; i < BATCHES; i++) {
      observations[i] = floats(random, batch * OBSERVATION);
      nextObservations[i] = floats(random, batch * OBSERVATION);
      rewards[i] = floats(random, batch);
      taken[i] = new int[batch];
      for (int b = 0; b < batch; b++) {
        taken[i][b] = random.nextInt(ACTIONS);
      }
    }
  }

  private static float[] floats(RandomStream random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Units of each layer, the input's first. */
  static int[] units(String network) {
    return Arrays.stream(network.split("-", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static NetworkSpec spec(String network) {
    int[] units = units(network);
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 1; i < units.length; i++) {
      Activation activation = i == units.length - 1 ? Activation.IDENTITY : Activation.RELU;
      layers.add(DenseSpec.of(units[i], activation, Initialization.XAVIER_UNIFORM));
    }
    return new NetworkSpec(
        units[0],
        layers,
        Loss.HUBER,
        Settings.defaults(UpdaterSpec.Adam.class),
        Regularization.none(),
        GradientClipping.none());
  }

  @Benchmark
  public double step() {
    turn = (turn + 1) % BATCHES;
    target.predict(nextObservations[turn], batch, nextValues);
    Arrays.fill(targets, 0);
    Arrays.fill(weights, 0);
    for (int b = 0; b < batch; b++) {
      int row = b * ACTIONS;
      int at = row + taken[turn][b];
      targets[at] = rewards[turn][b] + DISCOUNT * Math.max(nextValues[row], nextValues[row + 1]);
      weights[at] = 1;
    }
    online.fit(observations[turn], targets, weights, batch, result);
    return result.loss();
  }

  @TearDown
  public void close() {
    online.close();
    target.close();
  }
}
