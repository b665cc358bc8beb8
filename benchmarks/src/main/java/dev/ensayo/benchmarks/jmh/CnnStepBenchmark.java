package dev.ensayo.benchmarks.jmh;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.supervised.cnn.CnnConfig;
import dev.ensayo.supervised.cnn.CnnProvider;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The bare training step of {@code small-cnn}: 64 images of 28 × 28 that already lie there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CnnStepBenchmark {
  private static final int BATCH = 64;
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private final float[] inputs = new float[BATCH * SIDE * SIDE];
  private final float[] targets = new float[BATCH * CLASSES];
  private final FitResult result = new FitResult(new float[BATCH * CLASSES]);
  private Model model;

  /** Makes the model and a batch. */
  @Setup
  public void prepare() {
    ExamplesSpec images =
        new ExamplesSpec(
            ImmutableIntArray.of(1, SIDE, SIDE),
            IntStream.range(0, CLASSES)
                .mapToObj(Integer::toString)
                .collect(ImmutableList.toImmutableList()),
            ImmutableList.of());
    CnnConfig config =
        Settings.of(
            CnnConfig.class,
            "{architecture: small-cnn, learning: {updater: {type: adam, learningRate: 1e-3}}}");
    model =
        Models.create(
            new CnnProvider().network(config, images, 1), BackendConfig.defaults(), 1, BATCH);
    RandomStream random = new SeedSequence(1).stream("images");
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextDouble();
    }
    for (int row = 0; row < BATCH; row++) {
      targets[row * CLASSES + row % CLASSES] = 1;
    }
  }

  @Benchmark
  public void step() {
    model.fit(inputs, targets, null, BATCH, result);
  }

  @TearDown
  public void close() {
    model.close();
  }
}
