package dev.ensayo.experiments.contract;

import static dev.ensayo.experiments.contract.ContractRuns.PLUGINS;
import static dev.ensayo.experiments.contract.ContractRuns.into;
import static dev.ensayo.experiments.contract.ContractRuns.quick;
import static dev.ensayo.experiments.contract.ContractRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.training.Training;
import dev.ensayo.experiments.contract.ContractRuns.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever does not say that it depends on the length of the run does not: a short run that is
 * extended gives what a long one gives.
 */
class ExtendedRunContractTest {
  /** So many partners each agent and each environment has here at least, if it has as many. */
  private static final int PARTNERS = 3;

  private static final String STOPPING = ", learning: {earlyStopping: {patience: 2}}";
  private static final String COSINE =
      ", updater: {type: adam, schedule: {type: cosine, updates: 6}}";

  /** What is learned how long; no end falls on a test or a log point. */
  record Case(Pair pair, Clock clock, String settings) {
    private boolean isSlow() {
      return pair.agent().startsWith("rl4j") || pair.environment().equals("rl4j");
    }

    private long shorter() {
      return switch (clock) {
        case ENVIRONMENT_STEP -> isSlow() ? 25 : 333;
        case UPDATE -> 5;
        case EPOCH -> 2;
        case TOKEN -> 1111;
      };
    }

    private long longer() {
      return switch (clock) {
        case ENVIRONMENT_STEP -> isSlow() ? 55 : 777;
        case UPDATE -> 11;
        case EPOCH -> 3;
        case TOKEN -> 2777;
      };
    }

    private RunPlan plan(long amount) {
      String every =
          switch (clock) {
            case ENVIRONMENT_STEP -> isSlow() ? "{every: 20" : "{every: 100";
            case UPDATE -> "{every: 3";
            case EPOCH -> "{every: 1";
            case TOKEN -> "{every: 300";
          };
      return ContractRuns.plan(
          pair,
          quick(pair.agent()) + settings,
          ("budget: {" + clock.budgetKey() + ": " + amount + "}\n")
              + ("evaluation: " + every + ", episodes: 1, stepLimit: 40}\n")
              + ("log: " + every + "}\n"),
          4);
    }
  }

  /** Settings that take away what by default depends on the length. */
  private static String independent(String agent) {
    return switch (agent) {
      case "dqn" -> ", epsilon: {type: linear, steps: 400}";
      case "word2vec" -> ", finalLearningRate: 0.025";
      default -> "";
    };
  }

  /**
   * Every agent and every environment, with a few of the other each: what an environment does
   * cannot depend on a length that it is not told.
   */
  private static Stream<Pair> pairs() {
    Map<String, Integer> seen = new HashMap<>();
    return ContractRuns.pairs()
        .filter(
            pair ->
                Stream.of("agent " + pair.agent(), "environment " + pair.environment())
                        .map(name -> seen.merge(name, 1, Integer::sum))
                        .min(Integer::compare)
                        .orElseThrow()
                    <= PARTNERS);
  }

  /** On each clock of the agent; and each way to explore. */
  static Stream<Case> cases() {
    return Stream.concat(
        pairs()
            .flatMap(
                pair ->
                    PLUGINS.agent(pair.agent()).budgetClocks().stream()
                        .sorted()
                        .flatMap(
                            clock ->
                                Stream.of("", independent(pair.agent()))
                                    .distinct()
                                    .map(settings -> new Case(pair, clock, settings)))),
        Stream.of("dqn", "q-learning", "sarsa")
            .flatMap(
                agent ->
                    Stream.of(
                            "{type: constant, value: 0.3}",
                            "{type: exponential, decaySteps: 200}",
                            "{type: linear, steps: 400}",
                            "{type: linear, fraction: 0.5}")
                        .map(
                            epsilon ->
                                new Case(
                                    new Pair(agent, "cliffwalking-v1"),
                                    Clock.ENVIRONMENT_STEP,
                                    ", epsilon: " + epsilon))));
  }

  static Stream<Case> withOtherSettings() {
    return Stream.of(
        new Case(new Pair("language-model", "markov-text"), Clock.TOKEN, ", patience: 1"),
        new Case(new Pair("language-model", "markov-text"), Clock.UPDATE, COSINE),
        new Case(new Pair("sequence-model", "adding-problem"), Clock.UPDATE, COSINE),
        new Case(new Pair("softmax-regression", "drawn-digits"), Clock.EPOCH, STOPPING),
        new Case(new Pair("softmax-regression", "drawn-digits"), Clock.UPDATE, STOPPING));
  }

  @ParameterizedTest
  @MethodSource({"cases", "withOtherSettings"})
  void anExtendedRunIsALongOne(Case run) throws IOException {
    RunPlan plan = run.plan(run.longer());
    List<String> whole = run(plan);
    List<String> shorter = new ArrayList<>();
    List<String> untilSaved = List.of();
    byte[] saved = null;
    try (Training training = run.plan(run.shorter()).start(into(shorter), MetricSink.NONE)) {
      while (!training.isFinished()) {
        if (training.isResumable()) {
          saved = save(training);
          untilSaved = List.copyOf(shorter);
        }
        training.advance();
      }
    }
    List<String> beginning =
        shorter.stream()
            .filter(
                line -> Long.parseLong(Splitter.on(',').splitToList(line).get(1)) < run.shorter())
            .toList();

    if (!plan.lengthDependences().isEmpty()) {
      assertThat(whole.subList(0, beginning.size()))
          .as("what depends on it")
          .isNotEqualTo(beginning);
      return;
    }
    assertThat(whole).startsWith(beginning.toArray(String[]::new));
    if (saved != null) {
      assertThat(restored(plan, untilSaved, saved)).isEqualTo(whole);
    }
  }

  private static byte[] save(Training training) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter writer = new StateWriter(bytes);
    training.saveState(writer);
    writer.flush();
    return bytes.toByteArray();
  }

  private static List<String> restored(RunPlan plan, List<String> records, byte[] state)
      throws IOException {
    List<String> all = new ArrayList<>(records);
    try (Training training = plan.start(into(all), MetricSink.NONE)) {
      training.loadState(new StateReader(new ByteArrayInputStream(state)));
      while (!training.isFinished()) {
        training.advance();
      }
    }
    return all;
  }
}
