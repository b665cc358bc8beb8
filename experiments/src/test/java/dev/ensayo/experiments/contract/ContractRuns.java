package dev.ensayo.experiments.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.training.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Short runs of every registered agent in every environment it can learn from. */
final class ContractRuns {
  /** An agent with an environment it can learn from. */
  record Pair(String agent, String environment) {}

  /** Settings that a plugin needs and has no default for. */
  static String required(String environment) {
    return switch (environment) {
      case "rl4j" -> ", class: org.deeplearning4j.rl4j.mdp.CartpoleNative";
      case "markov-text" -> ", tokens: 20000";
      case "planted-words" -> ", words: 3000";
      case "text" -> ", data: " + Path.of(System.getProperty("ensayo.root"), "docs", "glossary.md");
      case "images" -> ", source: " + TinyImages.folder();
      case "labelled-text" -> ", source: {type: negation, texts: 80}";
      case "tagged-text" -> ", source: {type: grammar, sentences: 40}";
      case "gaussian-mixture" -> ", train: 20, valid: 5, test: 5";
      case "drawn-digits" -> ", size: 12, train: 5, valid: 2, test: 2";
      case "drawn-scenes" ->
          ", classes: [1, 7], width: 32, height: 32, most: 2, train: 8, valid: 3, test: 3";
      case "digit-addition", "reversal", "dates", "invented-languages" ->
          ", examples: {train: 60, valid: 10, test: 10}";
      case "parallel-text" -> ", data: " + TinyPairs.file();
      default -> "";
    };
  }

  /** Starts from the model of another run; TransferTest has what is tested here. */
  static final String NEEDS_A_MODEL = "transfer";

  static final PluginRegistry PLUGINS = PluginRegistry.load();

  static final List<BackendProbe> PROBES =
      ServiceLoader.load(BackendProbe.class).stream().map(ServiceLoader.Provider::get).toList();

  /**
   * RL4J's learners are slow, and know nothing of an environment but its rows of numbers: one with
   * numbers, one with states, one with images, and RL4J's own stand for all.
   */
  private static final ImmutableSet<String> SEEN_BY_RL4J =
      ImmutableSet.of("cartpole-v1", "frozenlake-v1", "minatar-seaquest", "rl4j");

  private static final Supplier<List<Pair>> ALL = Suppliers.memoize(ContractRuns::findPairs);

  private ContractRuns() {}

  static Stream<Pair> pairs() {
    return ALL.get().stream();
  }

  private static List<Pair> findPairs() {
    List<Pair> pairs = new ArrayList<>();
    for (String environment : PLUGINS.environments().keySet()) {
      for (String agent : PLUGINS.agents().keySet()) {
        Pair pair = new Pair(agent, environment);
        if (!agent.equals(NEEDS_A_MODEL)
            && !isLikeAnother(environment)
            && (!agent.startsWith("rl4j") || SEEN_BY_RL4J.contains(environment))
            && supported(pair)) {
          pairs.add(pair);
        }
      }
    }
    return pairs;
  }

  /**
   * Games that differ in their rules alone: to an agent one of them, that with the most channels,
   * is like the others, and ProcessContractTest tries each. The same goes for MiniGrid's tasks, and
   * for sequences by characters that are to be turned into others.
   */
  private static boolean isLikeAnother(String environment) {
    return (environment.startsWith("minatar-") && !environment.equals("minatar-seaquest"))
        || (environment.startsWith("minigrid-") && !environment.equals("minigrid-doorkey-6x6"))
        || Set.of("digit-addition", "reversal", "dates").contains(environment);
  }

  static boolean supported(Pair pair) {
    try {
      plan(pair, 1);
      return true;
    } catch (ConfigException e) {
      assertThat(e.problems())
          .as("the only reason not to run %s is the pairing or a required setting", pair)
          .allMatch(
              problem ->
                  problem.path().equals("agent.type")
                      || problem.message().startsWith("is missing"));
      return false;
    }
  }

  static RunPlan plan(Pair pair, long seed) {
    return plan(pair, quick(pair.agent()), budget(pair), seed);
  }

  /**
   * @param settings of the agent, each after a comma
   * @param times lines of the study: budget, evaluation and log
   */
  static RunPlan plan(Pair pair, String settings, String times, long seed) {
    return new RunBinder(PLUGINS, PROBES)
        .bind(
            StudyReader.read(
                YamlReader.parse(
                    "contract",
                    "study: contract\n"
                        + ("environment: {type: " + pair.environment())
                        + required(pair.environment())
                        + "}\n"
                        + ("agent: {type: " + pair.agent() + settings + "}\n")
                        + times
                        + ("report: {metric: " + metric(pair.agent()) + ", better: higher}\n")
                        + ("seeds: [" + seed + "]\n"))))
        .get(0);
  }

  /** Copies of an environment that agents step together here. */
  private static final int MOST_COPIES = 5;

  /** Makes networks learn within the few steps of this test. */
  static String quick(String agent) {
    return switch (agent) {
      case "dqn" -> ", batchSize: 8, warmupSteps: 16, hiddenUnits: [8], replay: {capacity: 100}";
      case "rl4j-dqn" -> ", batchSize: 8, hiddenUnits: [8], replay: {capacity: 100}";
      // With several threads runs are not repeatable, and say so.
      case "rl4j-async-nstep-q", "rl4j-a3c" -> ", threads: 1, hiddenUnits: [8]";
      case "ppo" -> ", copies: 5, steps: 5, minibatches: 5, hiddenUnits: [8]";
      case "a2c" -> ", copies: 5, hiddenUnits: [8]";
      case "pqn" -> ", copies: 5, steps: 5, minibatches: 5, hiddenUnits: [8]";
      case "sac" -> ", batchSize: 8, warmupSteps: 16, hiddenUnits: [8], replay: {capacity: 100}";
      case "reinforce" -> ", episodes: 1, hiddenUnits: [8]";
      case "language-model" ->
          ", hiddenUnits: 8, window: 10, samples: {length: 5}, embeddingSize: 8, dropout: 0.2,"
              + " lockedDropout: true, recurrentWeightDropout: 0.2, wordDropout: 0.1,"
              + " activationRegularization: 2, temporalActivationRegularization: 1, streams: 4,"
              + " training: {workers: 2, every: 2}";
      case "ngram" -> ", order: 3, samples: {length: 5}";
      case "transformer" ->
          ", layers: 1, heads: 2, embeddingSize: 8, context: 10, samples: {length: 5}";
      case "encoder-decoder" -> ", hiddenUnits: 8, embeddingSize: 4, batchSize: 8";
      case "sequence-model" -> ", hiddenUnits: 8, batchSize: 4, testSequences: 8";
      case "text-classifier", "tagger" ->
          ", hiddenUnits: 8, embeddingSize: 8, batchSize: 4, dropout: 0.2";
      case "word2vec" -> ", dimension: 8, minCount: 1, sample: 0, predictedWords: 20";
      case "mlp" ->
          ", hiddenUnits: [8], dropout: 0.2, learning: {batchSize: 8},"
              + " training: {workers: 3, combine: parameter-averaging, every: 2}";
      case "bag-of-words" -> ", features: {maximum: 50}, learning: {batchSize: 8}";
      case "gan" ->
          ", generator: {hiddenUnits: [8]}, discriminator: {hiddenUnits: [8]}, batchSize: 8,"
              + " inputNoise: 0.1, coverage: {samples: 20}";
      case "autoencoder" -> ", code: 4, hiddenUnits: [8], batchSize: 8, scores: {probeEpochs: 2}";
      case "segmenter" ->
          ", channels: [4, 6], batchSize: 3, shown: 2, classWeights: {type: balanced},"
              + " earlyStopping: {patience: 50}";
      case "detector" -> ", filters: [4, 8, 8], batchSize: 4, boxes: 2";
      case "cnn" -> ", architecture: lenet5, learning: {batchSize: 8}";
      case "distributed" ->
          ", network: {type: mlp, hiddenUnits: [8], dropout: 0.2, learning: {batchSize: 8}},"
              + " training: {workers: 3, combine: downpour, fetchEvery: 3, pushEvery: 2},"
              + " cluster: {variation: 0.3, latency: 0.01, speeds: {type: spread}},"
              + " pipeline: {stages: 2}";
      default -> "";
    };
  }

  /** On a clock that the agent counts, with tests and logs on the way. */
  static String budget(Pair pair) {
    Set<Clock> clocks = PLUGINS.agent(pair.agent()).budgetClocks();
    if (clocks.contains(Clock.ENVIRONMENT_STEP)) {
      return "budget: {environmentSteps: "
          + steps(pair)
          + "}\nevaluation: {every: 100, episodes: 1, stepLimit: 40}\nlog: {every: 50}\n";
    }
    if (clocks.contains(Clock.UPDATE)) {
      return "budget: {updates: 7}\nevaluation: {every: 3}\nlog: {every: 2}\n";
    }
    return "budget: {epochs: 1}\nevaluation: {every: 1}\nlog: {every: 1}\n";
  }

  static String metric(String agent) {
    return new TreeSet<>(PLUGINS.agent(agent).metrics()).first();
  }

  static int steps(Pair pair) {
    return pair.agent().startsWith("rl4j") || pair.environment().equals("rl4j") ? 60 : 350;
  }

  static void record(Training training) {
    while (!training.isFinished()) {
      training.advance();
    }
  }

  static MetricSink into(List<String> records) {
    return (clock, step, metric, value) ->
        records.add(clock.label() + "," + step + "," + metric + "," + value);
  }

  static List<String> run(RunPlan plan) {
    List<String> records = new ArrayList<>();
    try (Training training = plan.start(into(records), MetricSink.NONE)) {
      record(training);
      // The last step of several copies may lead beyond the end.
      assertThat(training.position()).isBetween(training.end(), training.end() + MOST_COPIES - 1);
    }
    return records;
  }
}
