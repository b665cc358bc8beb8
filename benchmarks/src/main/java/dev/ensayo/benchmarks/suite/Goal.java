package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.benchmarks.jmh.MinatarStepBenchmark;
import java.util.List;
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

  private static final String FASTER = ", faster than " + PeerComparison.PYTHON;

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

  /** All of them: by the wall clock first, then the same by processor time. */
  static ImmutableList<Goal> all() {
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    goals.addAll(speeds("", ""));
    goals.addAll(speeds("-processor", ", processor time"));
    // By the wall clock alone: the study may use a second core to fill its batches.
    goals.add(
        atLeast(
            "CNN study, updates per second, share of the bare step's",
            m -> m.quotient("run-cnn", Catalog.COMPILED, "cnn-step", Catalog.COMPILED),
            0.85));
    // Less than one byte in a hundred steps is what JMH itself leaves behind.
    goals.add(
        atMost(
            "CartPole, heap allocation (B/step)",
            row("environment-cartpole-v1-allocation", Catalog.NONE),
            0.01));
    goals.add(
        atMost(
            "memory growth over 1.6 million steps (MiB)", row("soak-growth", Catalog.COMPILED), 1));
    goals.add(
        atMost("list 10,000 runs of 100 points (s)", row("runs-10000", Catalog.NONE), 2),
        atMost("report of 10,000 runs of 100 points (s)", row("report-10000", Catalog.NONE), 10),
        atMost("report of 1,000 runs of 10,000 points (s)", row("report-long", Catalog.NONE), 8),
        atMost("the same, memory (MiB)", row("report-long-resident-set", Catalog.NONE), 1024));
    for (String network : Catalog.TRAINING_STEPS) {
      // JMH itself leaves some 12 kB a second behind. The smallest object has 16 bytes.
      goals.add(
          atMost(
              "training step, " + network + ", heap allocation (B/step)",
              row("training-step-" + network + "-allocation", Catalog.COMPILED),
              4));
    }
    goals.addAll(wordVectors());
    goals.addAll(loops());
    goals.addAll(bridge());
    goals.addAll(launchers());
    goals.addAll(serving());
    for (int threads : new int[] {1, 2}) {
      PEERS.forEach((task, bounds) -> goals.addAll(peers(task, bounds, threads)));
      PeerComparison.IN_PYTHON.forEach(task -> goals.add(inPython(task, threads)));
      PeerComparison.MINIMAL.forEach(task -> goals.add(inPython(task, threads)));
    }
    for (String task : List.of("min-gru-256", "min-lstm-256")) {
      goals.add(
          atLeast(
              task + ", faster than gru-256",
              m ->
                  m.quotient(
                      new Figure(PeerComparison.PREFIX + task, Catalog.COMPILED, 1, "char/s"),
                      new Figure(PeerComparison.PREFIX + "gru-256", Catalog.COMPILED, 1, "char/s")),
              3));
    }
    return goals.build();
  }

  /**
   * How many times as fast as Deeplearning4j (0 where it has no such layer) and as libtorch a
   * network has to be, on one thread each and on two each.
   */
  private static final ImmutableMap<String, ImmutableList<Double>> PEERS =
      ImmutableMap.<String, ImmutableList<Double>>builder()
          .put("dqn-step-64-64", ImmutableList.of(15.0, 4.0))
          .put("greedy-64-64", ImmutableList.of(30.0, 8.0))
          .put("rnn-256", ImmutableList.of(8.0, 1.4))
          .put("rnn-512", ImmutableList.of(8.0, 1.2))
          .put("lstm-256", ImmutableList.of(6.0, 1.1))
          .put("lstm-512", ImmutableList.of(6.0, 1.05))
          .put("gru-256", ImmutableList.of(0.0, 1.4))
          .put("gru-512", ImmutableList.of(0.0, 1.2))
          .put("lenet", ImmutableList.of(8.0, 1.1))
          .put("minatar-step", ImmutableList.of(8.0, 2.0))
          .buildOrThrow();

  private static ImmutableList<Goal> loops() {
    return ImmutableList.of(
        loop("DQN on MinAtar, frames per second", LearningLoop.MINATAR_DQN, 3),
        loop("PPO on CartPole, steps per second", LearningLoop.CARTPOLE_PPO, 25),
        atLeast(
            "PPO on CartPole (steps/s)",
            row(LearningLoop.CARTPOLE_PPO.workload(), Catalog.COMPILED),
            60_000),
        loop("PQN on CartPole, steps per second", LearningLoop.CARTPOLE_PQN, 25),
        atLeast(
            "PQN on CartPole (steps/s)",
            row(LearningLoop.CARTPOLE_PQN.workload(), Catalog.COMPILED),
            60_000),
        told("SAC on Pendulum, steps per second" + FASTER, quotient(LearningLoop.PENDULUM_SAC)));
  }

  private static Goal loop(String text, LearningLoop loop, double bound) {
    return atLeast(text + FASTER, quotient(loop), bound);
  }

  private static Function<Measurements, Optional<Spread>> quotient(LearningLoop loop) {
    String workload = loop.workload();
    return m -> m.quotient(workload, Catalog.COMPILED, workload, PeerComparison.PYTHON);
  }

  /** Environments written in Python, stepped from here. */
  private static ImmutableList<Goal> bridge() {
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    for (String task : List.of(BridgeSpeed.PLAIN, BridgeSpeed.ARRAYS)) {
      String workload = BridgeSpeed.PREFIX + task;
      goals.add(
          atLeast(
              workload + ", 16 copies in a Python process (steps/s)",
              row(workload, BridgeSpeed.BRIDGE),
              50_000),
          told(
              workload + ", the same as a share of a loop in Python",
              m -> m.quotient(workload, BridgeSpeed.BRIDGE, BridgeSpeed.LOOP, 1)),
          told(
              workload + ", the same by Python's processor time",
              m -> m.quotient(workload + "-processor", BridgeSpeed.BRIDGE, BridgeSpeed.LOOP, 1)));
    }
    return goals.build();
  }

  /** Models over HTTP. */
  private static ImmutableList<Goal> serving() {
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    for (int clients : new int[] {1, 8, 64}) {
      String workload = ServeSpeed.PREFIX + clients;
      goals.add(
          told(
              "requests of one row by " + clients + " at a time, times Python's",
              m -> m.quotient(workload, ServeSpeed.BATCHED, workload, ServeSpeed.PYTHON)),
          told(
              "the same, computed together or alone",
              m -> m.quotient(workload, ServeSpeed.BATCHED, workload, ServeSpeed.ALONE)),
          told(
              "processor time of one of them, clients included (us)",
              row(workload + "-processor", ServeSpeed.BATCHED)));
    }
    goals.add(
        atLeast(
            "small predictions a second, clients included",
            row(ServeSpeed.PREFIX + "64-rows", ServeSpeed.BATCHED),
            20_000),
        atLeast(
            "requests in ten minutes of too many, times what the server can take",
            row(ServeSoak.NAME + "-offered", ServeSpeed.BATCHED),
            2),
        atMost(
            "requests lost in ten minutes of too many",
            row(ServeSoak.NAME + "-failed", ServeSpeed.BATCHED),
            0),
        atMost(
            "memory at the end, times that after a minute",
            row(ServeSoak.NAME + "-growth", ServeSpeed.BATCHED),
            1.1));
    return goals.build();
  }

  /** Where runs are made. */
  private static ImmutableList<Goal> launchers() {
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    for (String launcher : List.of(LauncherSpeed.SHARE, LauncherSpeed.SPARK)) {
      String run = LauncherSpeed.TEN_SECONDS;
      goals.add(
          told(
              "a run of ten seconds by " + launcher + ", times a local one",
              m -> m.quotient(run, launcher, run, LauncherSpeed.LOCAL)),
          atMost(
              "a run of ten seconds by " + launcher + ", times a local one, processor time",
              m ->
                  m.quotient(run + "-processor", launcher, run + "-processor", LauncherSpeed.LOCAL),
              1.05),
          told(
              "the first four of them by " + launcher + ", with its start (s)",
              row(run + "-first", launcher)));
    }
    for (String launcher : List.of(LauncherSpeed.LOCAL, LauncherSpeed.SHARE, LauncherSpeed.SPARK)) {
      goals.add(
          told(
              "cold start of " + launcher + " and a run of no length (s)",
              row(LauncherSpeed.TINY + "-first", launcher)),
          atMost(
              "10,000 tiny runs by " + launcher + ", all on two cores (s)",
              row(LauncherSpeed.TINY + "-whole", launcher),
              120),
          told(
              "the same, processor time of the command's own process (s/run)",
              row(LauncherSpeed.TINY + "-driver", launcher)),
          atMost(
              "the same, memory of the command (MiB)",
              row(LauncherSpeed.TINY + "-resident-set", launcher),
              1024));
    }
    goals.add(
        atMost(
            "what the driver of spark takes for 10,000 tiny runs, processor time (s)",
            row(LauncherSpeed.TINY + "-whole-driver", LauncherSpeed.SPARK),
            120));
    return goals.build();
  }

  private static ImmutableList<Goal> wordVectors() {
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    String plain = Word2VecComparison.SKIP_GRAM;
    String shared = Word2VecComparison.SHARED;
    for (int threads : new int[] {1, 2}) {
      goals.add(
          faster(plain, Word2VecComparison.ORIGINAL, threads, 2.3),
          faster(plain, Word2VecComparison.GENSIM, threads, 1.1),
          faster(shared, Word2VecComparison.ORIGINAL, threads, 6));
    }
    for (String workload :
        List.of(Word2VecComparison.DETERMINISTIC, Word2VecComparison.DETERMINISTIC_SHARED)) {
      goals.add(
          atLeast(
              workload + ", 2 threads against 1",
              m ->
                  m.quotient(
                      new Figure(workload, Word2VecComparison.ENSAYO, 2, Word2VecComparison.UNIT),
                      new Figure(workload, Word2VecComparison.ENSAYO, 1, Word2VecComparison.UNIT)),
              1));
    }
    return goals.build();
  }

  private static Goal faster(String workload, String other, int threads, double bound) {
    return atLeast(
        workload + ", threads " + threads + ", faster than " + other,
        m ->
            m.quotient(
                new Figure(workload, Word2VecComparison.ENSAYO, threads, Word2VecComparison.UNIT),
                new Figure(Word2VecComparison.SKIP_GRAM, other, threads, Word2VecComparison.UNIT)),
        bound);
  }

  private static ImmutableList<Goal> peers(String task, List<Double> bounds, int threads) {
    String workload = PeerComparison.PREFIX + task;
    String text = task + ", threads " + threads + ", faster than ";
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    if (bounds.get(0) > 0) {
      goals.add(
          atLeast(
              text + Catalog.DEEPLEARNING4J,
              peer(workload, task, Catalog.DEEPLEARNING4J, threads),
              bounds.get(0)));
    }
    goals.add(
        atLeast(
            text + PeerComparison.LIBTORCH,
            peer(workload, task, PeerComparison.LIBTORCH, threads),
            bounds.get(1)),
        told(text + PeerComparison.PYTHON, peer(workload, task, PeerComparison.PYTHON, threads)));
    return goals.build();
  }

  /** In Python, since DJL has no such network. */
  private static Goal inPython(String task, int threads) {
    return atLeast(
        task + ", threads " + threads + FASTER,
        peer(PeerComparison.PREFIX + task, task, PeerComparison.PYTHON, threads),
        1.2);
  }

  private static Function<Measurements, Optional<Spread>> peer(
      String workload, String task, String other, int threads) {
    return PeerComparison.isRate(task)
        ? m -> m.quotient(workload, Catalog.COMPILED, other, threads)
        : m -> m.quotient(workload, other, Catalog.COMPILED, threads);
  }

  private static ImmutableList<Goal> speeds(String suffix, String note) {
    ImmutableList.Builder<Goal> goals = ImmutableList.builder();
    goals.add(
        atLeast(
            "CartPole, random actions (steps/s)" + note,
            row("environment-cartpole-v1" + suffix, Catalog.NONE),
            15e6),
        atMost("greedy action (us)" + note, row("greedy-action" + suffix, Catalog.COMPILED), 3),
        told("greedy action, faster than deeplearning4j" + note, speedup("greedy-action" + suffix)),
        atMost(
            "10 nearest of 70,000 words (us)" + note,
            row("nearest-words" + suffix, Catalog.NONE),
            5_000),
        atMost("DQN step 64-64 (us)" + note, row("dqn-step-64-64" + suffix, Catalog.COMPILED), 120),
        atLeast(
            "DQN step 64-64, faster than deeplearning4j" + note,
            speedup("dqn-step-64-64" + suffix),
            15),
        told(
            "DQN step 120-84, faster than deeplearning4j" + note,
            speedup("dqn-step-120-84" + suffix)));
    for (DqnNetwork network : DqnNetwork.values()) {
      goals.addAll(shares(network, suffix, note));
    }
    goals.add(
        told(
            "agent's step with update, faster than deeplearning4j" + note,
            speedup("dqn-update" + suffix)),
        told(
            "MinAtar DQN step, faster than deeplearning4j" + note,
            speedup(Catalog.MINATAR_STEP + suffix)),
        atLeast(
            "MinAtar DQN step, share of the sgemm peak" + note,
            m ->
                shareOfPeak(
                    m,
                    MinatarStepBenchmark.flops(),
                    "sgemm-512" + suffix,
                    Catalog.MINATAR_STEP + suffix,
                    Catalog.COMPILED),
            0.6),
        atLeast(
            "run, batch 64, one update per step, faster than RL4J" + note,
            m ->
                m.quotient(
                    "run-batch-64" + suffix,
                    Catalog.COMPILED,
                    "run-batch-64" + suffix,
                    Catalog.RL4J),
            60),
        atLeast(
            "run, CleanRL's settings (steps/s)" + note,
            row("run-cleanrl" + suffix, Catalog.COMPILED),
            20_000),
        atLeast(
            "language model in a study, share of its bare step's tokens/s" + note,
            m ->
                m.quotient(
                    "run-language-model" + suffix,
                    Catalog.COMPILED,
                    "language-model-step" + suffix,
                    Catalog.COMPILED),
            0.85));
    return goals.build();
  }

  private static ImmutableList<Goal> shares(DqnNetwork network, String suffix, String note) {
    String name = "DQN step " + network.suffix();
    String step = "dqn-step-" + network.suffix() + suffix;
    String products = "dqn-products-" + network.suffix() + suffix;
    String peak = "sgemm-512" + suffix;
    return ImmutableList.of(
        told(
            name + ", share of its time in BLAS" + note,
            m -> m.quotient(products, Catalog.OPENBLAS, step, Catalog.COMPILED)),
        told(
            name + ", share of the sgemm peak" + note,
            m -> shareOfPeak(m, network.flops(), peak, step, Catalog.COMPILED)),
        told(
            name + ", its BLAS calls alone, share of the sgemm peak" + note,
            m -> shareOfPeak(m, network.flops(), peak, products, Catalog.OPENBLAS)));
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
      Measurements measurements, double flops, String peak, String workload, String engine) {
    Optional<Spread> best = measurements.spread(peak, Catalog.OPENBLAS);
    Optional<Spread> time = measurements.spread(workload, engine);
    if (best.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    double flopsPerMicrosecond = best.get().median() * 1000;
    double ideal = flops / flopsPerMicrosecond;
    return Optional.of(
        new Spread(
            ideal / time.get().median(),
            ideal / time.get().max(),
            ideal / time.get().min(),
            time.get().repeats()));
  }
}
