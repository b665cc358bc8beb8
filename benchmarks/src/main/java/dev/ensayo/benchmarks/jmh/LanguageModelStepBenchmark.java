package dev.ensayo.benchmarks.jmh;

import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One gradient step of a language model on a window, and nothing else: a GRU of 256 units, 32
 * streams of 64 tokens, Adam, clipping by the norm.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LanguageModelStepBenchmark {
  /** Tokens of a window. */
  public static final int TOKENS = 32 * 64;

  private static final int STREAMS = 32;
  private static final int WINDOW = 64;
  private static final int VOCABULARY = 14;
  private static final int UNITS = 256;
  private static final int WINDOWS = 16;

  private final FitResult result = new FitResult();
  private final int[][] tokens = new int[WINDOWS + 1][TOKENS];
  private SequenceModel model;
  private SequenceState state;
  private int turn;

  @Setup
  public void prepare() {
    SeedSequence seeds = new SeedSequence(1);
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            VOCABULARY,
            0,
            List.of(Settings.of(RecurrentSpec.Gru.class, "{units: " + UNITS + "}")),
            0,
            Settings.defaults(UpdaterSpec.Adam.class),
            Regularization.none(),
            Settings.of(GradientClipping.class, "{norm: 1}"));
    model =
        SequenceModels.create(
            spec, BackendConfig.defaults(), seeds.seed("network"), STREAMS, WINDOW);
    state = model.newState(STREAMS);
    RandomStream random = seeds.stream("tokens");
    for (int[] window : tokens) {
      for (int i = 0; i < TOKENS; i++) {
        window[i] = random.nextInt(VOCABULARY);
      }
    }
  }

  @Benchmark
  public double step() {
    turn = (turn + 1) % WINDOWS;
    model.fitWindow(tokens[turn], tokens[turn + 1], null, WINDOW, WINDOW, state, result);
    return result.loss();
  }

  @TearDown
  public void close() {
    model.close();
  }
}
