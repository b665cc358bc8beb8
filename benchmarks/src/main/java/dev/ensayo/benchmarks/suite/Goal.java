package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;

/**
 * A figure or a quotient of figures that is worth a line of its own, with what is asked of it.
 *
 * @param text what it is
 * @param value where it comes from; empty where it was not measured
 * @param comparison what is asked
 * @param bound the number asked for
 */
record Goal(
    String text,
    Function<Measurements, Optional<Spread>> value,
    Comparison comparison,
    double bound) {

  /** What is asked of a number. */
  enum Comparison {
    AT_LEAST,
    AT_MOST,
    /** Nothing; it is only told. */
    NONE
  }

  /** Whether the median is as asked. */
  boolean isMet(Spread spread) {
    return switch (comparison) {
      case AT_LEAST -> spread.median() >= bound;
      case AT_MOST -> spread.median() <= bound;
      case NONE -> true;
    };
  }

  static ImmutableList<Goal> all() {
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    goals.add(
        atLeast("CartPole, random actions (steps/s)", row("environment-cartpole-v1", "-"), 15e6),
        // Less than one byte in a hundred steps is what JMH itself leaves behind.
        atMost(
            "CartPole, heap allocation (B/step)",
            row("environment-cartpole-v1-allocation", "-"),
            0.01),
        atMost("greedy action (us)", row("greedy-action", Catalog.COMPILED), 3),
        told("greedy action, faster than deeplearning4j", speedup("greedy-action")),
        atMost("DQN step 64-64 (us)", row("dqn-step-64-64", Catalog.COMPILED), 120),
        atLeast("DQN step 64-64, faster than deeplearning4j", speedup("dqn-step-64-64"), 15),
        told("DQN step 120-84, faster than deeplearning4j", speedup("dqn-step-120-84")));
    for (DqnNetwork network : DqnNetwork.values()) {
      goals.add(
          told(
              "DQN step " + network.suffix() + ", share of its time in BLAS",
              m ->
                  m.quotient(
                      "dqn-products-" + network.suffix(),
                      Catalog.OPENBLAS,
                      "dqn-step-" + network.suffix(),
                      Catalog.COMPILED)),
          told(
              "DQN step " + network.suffix() + ", share of the sgemm peak",
              m -> shareOfPeak(m, network, "dqn-step-", Catalog.COMPILED)),
          told(
              "DQN step " + network.suffix() + ", its BLAS calls alone, share of the sgemm peak",
              m -> shareOfPeak(m, network, "dqn-products-", Catalog.OPENBLAS)));
    }
    goals.add(
        told("agent's step with update, faster than deeplearning4j", speedup("dqn-update")),
        atLeast(
            "run, batch 64, one update per step, faster than RL4J",
            m -> m.quotient("run-batch-64", Catalog.COMPILED, "run-batch-64", Catalog.RL4J),
            60),
        atLeast("run, CleanRL's settings (steps/s)", row("run-cleanrl", Catalog.COMPILED), 20_000),
        atMost(
            "memory growth over 1.6 million steps (MiB)", row("soak-growth", Catalog.COMPILED), 1));
    return goals.build();
  }

  private static Goal atLeast(
      String text, Function<Measurements, Optional<Spread>> value, double bound) {
    return new Goal(text, value, Comparison.AT_LEAST, bound);
  }

  private static Goal atMost(
      String text, Function<Measurements, Optional<Spread>> value, double bound) {
    return new Goal(text, value, Comparison.AT_MOST, bound);
  }

  private static Goal told(String text, Function<Measurements, Optional<Spread>> value) {
    return new Goal(text, value, Comparison.NONE, Double.NaN);
  }

  private static Function<Measurements, Optional<Spread>> row(String workload, String engine) {
    return measurements -> measurements.spread(workload, engine);
  }

  private static Function<Measurements, Optional<Spread>> speedup(String workload) {
    return m -> m.quotient(workload, Catalog.DEEPLEARNING4J, workload, Catalog.COMPILED);
  }

  /** Floating-point operations per second over those of a large product. */
  private static Optional<Spread> shareOfPeak(
      Measurements measurements, DqnNetwork network, String workload, String engine) {
    Optional<Spread> peak = measurements.spread("sgemm-512", Catalog.OPENBLAS);
    Optional<Spread> time = measurements.spread(workload + network.suffix(), engine);
    if (peak.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    double flopsPerMicrosecond = peak.get().median() * 1000;
    double ideal = network.flops() / flopsPerMicrosecond;
    return Optional.of(
        new Spread(
            ideal / time.get().median(),
            ideal / time.get().max(),
            ideal / time.get().min(),
            time.get().repeats()));
  }
}
