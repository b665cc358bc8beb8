package dev.ensayo.benchmarks.jmh;

import dev.ensayo.agents.replay.NStepAccumulator;
import dev.ensayo.agents.replay.ReplayBuffer;
import dev.ensayo.agents.replay.TransitionBatch;
import dev.ensayo.agents.replay.UniformSampler;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A uniform batch from a full replay buffer of 10,000 CartPole transitions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplaySampleBenchmark {
  private static final int CAPACITY = 10_000;
  private static final double DISCOUNT = 0.99;

  /** {@code B}. */
  @Param("64")
  public int batch;

  private ReplayBuffer replay;
  private TransitionBatch items;

  @Setup
  public void fill() {
    SeedSequence seeds = new SeedSequence(1);
    ObservationSpec observation = CartPoleDqn.PROCESS.spec().observation();
    int size = observation.size();
    replay =
        new ReplayBuffer(
            CAPACITY,
            batch,
            observation,
            new NStepAccumulator(1, DISCOUNT),
            new UniformSampler(seeds.stream("replay")));
    items = new TransitionBatch(batch, size);
    RandomStream random = seeds.stream("transitions");
    Transition transition = new Transition(size);
    float[] next = new float[size];
    for (int i = 0; i < CAPACITY; i++) {
      transition.startFrom(next);
      for (int f = 0; f < size; f++) {
        next[f] = (float) random.nextDouble(-1, 1);
      }
      transition.complete(random.nextInt(2), 1, next, false, false);
      replay.add(transition);
    }
  }

  @Benchmark
  public float[] sample() {
    replay.sample(items, 0);
    return items.observations();
  }
}
