package dev.ensayo.experiments.contract;

import static dev.ensayo.experiments.contract.ContractRuns.into;
import static dev.ensayo.experiments.contract.ContractRuns.plan;
import static dev.ensayo.experiments.contract.ContractRuns.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ensayo.core.agent.Evaluator;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.WrapperStates;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.training.Training;
import dev.ensayo.experiments.contract.ContractRuns.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a finished run has kept acts as it acted in the run's last test. */
class TrainedPolicyContractTest {
  private static final long SEED = 4;

  /** Others may keep none. */
  private static final Set<String> KEEP_A_POLICY =
      Set.of(
          "dqn",
          "ppo",
          "a2c",
          "reinforce",
          "pqn",
          "sac",
          "rl4j-dqn",
          "rl4j-async-nstep-q",
          "rl4j-a3c",
          "q-learning",
          "sarsa",
          "value-iteration",
          "policy-iteration",
          "random");

  static Stream<Pair> acting() {
    return ContractRuns.pairs().filter(pair -> plan(pair, SEED).acts());
  }

  @ParameterizedTest
  @MethodSource("acting")
  void theLoadedPolicyScoresAsInTheLastTest(Pair pair, @TempDir Path folder) throws IOException {
    assertScoresAsInTheLastTest(plan(pair, SEED), folder);
  }

  /** The statistics of the normalizer come back with the policy. */
  @Test
  void soItDoesThroughWrappersThatLearn(@TempDir Path folder) throws IOException {
    assertScoresAsInTheLastTest(
        bound(
            "{type: cartpole-v1, wrappers: [observation-normalizer, {type: frame-stack, frames: 2},"
                + " {type: reward-clip, high: 0.5}]}",
            "{type: dqn, batchSize: 8, warmupSteps: 32, hiddenUnits: [8]}"),
        folder);
    assertThat(folder.resolve(WrapperStates.FILE)).exists();
  }

  /** Twenty episodes in sixteen rows: some begin while others go on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: dqn, batchSize: 4, warmupSteps: 32, memory: {cell: lstm, units: 8, window: 8}}",
        "{type: ppo, copies: 4, steps: 32, memory: {cell: gru, units: 8, window: 16}}",
        "{type: ppo, steps: 16, sharedTorso: true, memory: {units: 8}, evaluationPolicy: sample}",
      })
  void soItDoesWithMemory(String agent, @TempDir Path folder) throws IOException {
    assertScoresAsInTheLastTest(bound("{type: cartpole-v1, velocities: false}", agent), folder);
  }

  private static RunPlan bound(String environment, String agent) {
    return new RunBinder(ContractRuns.PLUGINS, ContractRuns.PROBES)
        .bind(
            StudyReader.read(
                YamlReader.parse(
                    "contract",
                    "study: contract\nenvironment: "
                        + environment
                        + "\nagent: "
                        + agent
                        + """

                        budget: {environmentSteps: 900}
                        evaluation: {every: 300, episodes: 20}
                        seeds: [1]
                        """)))
        .get(0);
  }

  private static void assertScoresAsInTheLastTest(RunPlan plan, Path folder) throws IOException {
    List<String> records = new ArrayList<>();
    try (Training training = plan.start(into(records), MetricSink.NONE)) {
      record(training);
      training.writeModel(folder);
    }
    RunPlan read =
        new RunBinder(ContractRuns.PLUGINS, ContractRuns.PROBES)
            .bindResolved(YamlReader.parse("config.yaml", YamlWriter.write(plan.resolved())));
    List<String> returns = records.stream().filter(line -> line.contains(",eval/return,")).toList();
    DecisionProcess process = (DecisionProcess) read.openEnvironment();
    SeedSequence seeds = new SeedSequence(plan.seed());
    Optional<TrainedPolicy> loaded = read.loadPolicy(folder, process);
    assumeTrue(loaded.isPresent() || KEEP_A_POLICY.contains(agent(plan)), "it keeps no policy");
    try (Environment trained = process.create(seeds.child("another"));
        TrainedPolicy policy = loaded.orElseThrow()) {
      WrapperStates.restore(folder, trained);
      Evaluator evaluator = new Evaluator(process, seeds.child("evaluation"), read.evaluation());
      double score = evaluator.evaluate(returns.size() - 1, policy, trained).meanReturn();
      assertThat(returns.get(returns.size() - 1)).endsWith(",eval/return," + score);
    }
  }

  private static String agent(RunPlan plan) {
    return ((ConfigNode.Scalar)
            ((ConfigNode.Mapping) plan.resolved().entries().get("agent")).entries().get("type"))
        .text();
  }
}
