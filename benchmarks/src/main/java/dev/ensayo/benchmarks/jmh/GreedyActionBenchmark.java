package dev.ensayo.benchmarks.jmh;

import dev.ensayo.agents.dqn.DqnAgent;
import dev.ensayo.core.agent.Policy;
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
import org.openjdk.jmh.annotations.TearDown;

/** The greedy action of a DQN agent for one observation, MLP 4-64-64-2. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GreedyActionBenchmark {
  private static final int OBSERVATIONS = 64;

  /** What computes. */
  @Param({"compiled", "deeplearning4j"})
  public String engine;

  private final float[][] observations = new float[OBSERVATIONS][DqnStepBenchmark.OBSERVATION];
  private DqnAgent agent;
  private Policy policy;
  private int turn;

  @Setup
  public void prepare() {
    agent = CartPoleDqn.agent("{hiddenUnits: [64, 64]}", engine);
    policy = agent.evaluationPolicy();
    RandomStream random = new SeedSequence(1).stream("observations");
    for (float[] observation : observations) {
      for (int i = 0; i < observation.length; i++) {
        observation[i] = (float) random.nextDouble(-1, 1);
      }
    }
  }

  @Benchmark
  public int act() {
    turn = (turn + 1) % OBSERVATIONS;
    return policy.selectAction(observations[turn]);
  }

  @TearDown
  public void close() {
    agent.close();
  }
}
