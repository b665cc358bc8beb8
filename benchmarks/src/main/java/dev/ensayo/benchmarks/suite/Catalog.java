package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.benchmarks.jmh.CnnStepBenchmark;
import dev.ensayo.benchmarks.jmh.DqnProductsBenchmark;
import dev.ensayo.benchmarks.jmh.DqnStepBenchmark;
import dev.ensayo.benchmarks.jmh.DqnUpdateBenchmark;
import dev.ensayo.benchmarks.jmh.EnvironmentBenchmark;
import dev.ensayo.benchmarks.jmh.GreedyActionBenchmark;
import dev.ensayo.benchmarks.jmh.LanguageModelStepBenchmark;
import dev.ensayo.benchmarks.jmh.MinatarStepBenchmark;
import dev.ensayo.benchmarks.jmh.NearestWordsBenchmark;
import dev.ensayo.benchmarks.jmh.ReplaySampleBenchmark;
import dev.ensayo.benchmarks.jmh.SgemmBenchmark;
import dev.ensayo.benchmarks.jmh.TrainingStepBenchmark;
import java.util.List;

/** Everything that can be measured, in the order of the table. */
final class Catalog {
  static final String COMPILED = "compiled";
  static final String DEEPLEARNING4J = "deeplearning4j";
  static final String RL4J = "rl4j";
  static final String OPENBLAS = "openblas";
  static final String NONE = "-";

  /** A gradient step of DQN from pixels. */
  static final String MINATAR_STEP = "minatar-step";

  /** Small networks of each kind, whose steps may leave nothing on the heap. */
  static final ImmutableList<String> TRAINING_STEPS =
      ImmutableList.of("dense", "convolution", "rnn", "lstm", "gru", "min-gru", "min-lstm");

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int SGEMM_SIZE = 512;

  /** Training tokens of {@code language-model.yaml}. */
  private static final long FIRST_LANGUAGE_EPOCH = 900_000;

  private Catalog() {}

  static ImmutableList<Workload> workloads() {
    ImmutableList.Builder<Workload> workloads = ImmutableList.builder();
    workloads.add(sgemm());
    for (String environment :
        List.of(
            "cartpole-v1",
            "mountaincar-v0",
            "acrobot-v1",
            "minatar-breakout",
            "minigrid-doorkey-6x6",
            "frozenlake-v1",
            "cliffwalking-v1",
            "taxi-v4")) {
      workloads.add(environment(environment));
    }
    workloads.add(
        time("replay-sample", NONE, ReplaySampleBenchmark.class, ImmutableMap.of("batch", "64")));
    for (String engine : List.of(COMPILED, DEEPLEARNING4J)) {
      workloads.add(
          time(
              "greedy-action",
              engine,
              GreedyActionBenchmark.class,
              ImmutableMap.of("engine", engine)));
    }
    for (DqnNetwork network : DqnNetwork.values()) {
      workloads.add(
          time(
              "dqn-products-" + network.suffix(),
              OPENBLAS,
              DqnProductsBenchmark.class,
              network.parameters()));
      for (String engine : List.of(COMPILED, DEEPLEARNING4J)) {
        workloads.add(
            time(
                "dqn-step-" + network.suffix(),
                engine,
                DqnStepBenchmark.class,
                ImmutableMap.<String, String>builder()
                    .putAll(network.parameters())
                    .put("engine", engine)
                    .buildOrThrow()));
      }
    }
    for (String engine : List.of(COMPILED, DEEPLEARNING4J)) {
      workloads.add(
          time("dqn-update", engine, DqnUpdateBenchmark.class, ImmutableMap.of("engine", engine)));
    }
    for (String engine : List.of(COMPILED, DEEPLEARNING4J)) {
      workloads.add(
          time(
              MINATAR_STEP, engine, MinatarStepBenchmark.class, ImmutableMap.of("engine", engine)));
    }
    for (String network : TRAINING_STEPS) {
      workloads.add(
          time(
              "training-step-" + network,
              COMPILED,
              TrainingStepBenchmark.class,
              ImmutableMap.of("network", network)));
    }
    workloads.add(
        new JmhWorkload(
            "cnn-step",
            COMPILED,
            CnnStepBenchmark.class,
            ImmutableMap.of(),
            "steps/s",
            nanos -> NANOS_PER_SECOND / nanos,
            false),
        new RunSpeed("run-cnn", COMPILED, MeasuredStudy.CNN_DRAWN, 1, 50, 650));
    workloads.add(
        new RunSpeed("run-batch-64", COMPILED, MeasuredStudy.DQN_BATCH_64, 64, 5_000, 55_000),
        new RunSpeed("run-batch-64", RL4J, MeasuredStudy.RL4J_BATCH_64, 64, 300, 1_200),
        new RunSpeed("run-cleanrl", COMPILED, MeasuredStudy.CLEANRL, 10_000, 20_000, 499_000),
        new JmhWorkload(
            "language-model-step",
            COMPILED,
            LanguageModelStepBenchmark.class,
            ImmutableMap.of(),
            "tokens/s",
            nanos -> LanguageModelStepBenchmark.TOKENS * NANOS_PER_SECOND / nanos,
            true),
        new RunSpeed(
            "run-language-model",
            COMPILED,
            MeasuredStudy.LANGUAGE_MODEL,
            1,
            FIRST_LANGUAGE_EPOCH,
            3 * FIRST_LANGUAGE_EPOCH),
        time("nearest-words", NONE, NearestWordsBenchmark.class, ImmutableMap.of()),
        new MemorySoak(),
        new FolderSpeed("runs-10000", "runs", 10_000, 100),
        new FolderSpeed("report-10000", "report", 10_000, 100),
        new FolderSpeed("report-long", "report", 1_000, 10_000));
    return workloads.build();
  }

  private static Workload sgemm() {
    double flops = 2.0 * SGEMM_SIZE * SGEMM_SIZE * SGEMM_SIZE;
    return new JmhWorkload(
        "sgemm-512",
        OPENBLAS,
        SgemmBenchmark.class,
        ImmutableMap.of("size", Integer.toString(SGEMM_SIZE)),
        "GFLOP/s",
        nanos -> flops / nanos,
        false);
  }

  private static Workload environment(String name) {
    return new JmhWorkload(
        "environment-" + name,
        NONE,
        EnvironmentBenchmark.class,
        ImmutableMap.of("environment", name),
        "steps/s",
        nanos -> NANOS_PER_SECOND / nanos,
        true);
  }

  private static double microseconds(double nanos) {
    return nanos / 1000;
  }

  private static Workload time(
      String name, String engine, Class<?> benchmark, ImmutableMap<String, String> parameters) {
    return new JmhWorkload(
        name, engine, benchmark, parameters, "us", Catalog::microseconds, !engine.equals(OPENBLAS));
  }
}
