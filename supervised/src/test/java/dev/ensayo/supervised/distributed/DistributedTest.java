package dev.ensayo.supervised.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributedTest {
  private static final DistributedProvider DISTRIBUTED = new DistributedProvider();
  private static final Offset<Double> TIME = within(1e-9);

  /** 48 training examples: six batches of eight. */
  private static InMemoryExamples examples() {
    return InMemoryExamples.patterns(List.of(4), 3, List.of(16, 0, 8), 2);
  }

  private static String network(String updater, int batch) {
    return "hiddenUnits: [6], dropout: 0.2, learning: {batchSize: "
        + batch
        + ", updater: "
        + updater
        + "}";
  }

  private static String agent(String training, String cluster) {
    return agent("{type: adam, learningRate: 0.01}", training, cluster);
  }

  private static String agent(String updater, String training, String cluster) {
    return "{network: {type: mlp, "
        + network(updater, 8)
        + "}, training: {"
        + training
        + "}, cluster: {secondsPerExample: 0.125, "
        + cluster
        + "}}";
  }

  private static RecordedMetrics run(String settings) {
    return Runs.run(DISTRIBUTED, settings, examples(), "{epochs: 4} 1", 3);
  }

  private static double seconds(RecordedMetrics metrics) {
    return Runs.last(metrics, "clock/simulated_seconds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "combine: parameter-averaging",
        "combine: parameter-averaging, every: 5",
        "combine: gradient-averaging",
        "combine: asynchronous",
        "combine: downpour"
      })
  void oneWorkerIsPlainTrainingBitForBit(String training) {
    RecordedMetrics alone =
        Runs.run(
            new MlpProvider(),
            "{" + network("{type: adam, learningRate: 0.01}", 8) + "}",
            examples(),
            "{epochs: 4} 1",
            3);
    RecordedMetrics one = run(agent("workers: 1, " + training, "latency: 0"));
    for (String metric : List.of("train/loss", "train/grad_norm", "test/loss", "test/accuracy")) {
      assertThat(one.values(metric)).as(metric).isEqualTo(alone.values(metric));
    }
  }

  /** Between fetches the worker takes the steps that the server takes. */
  @Test
  void oneDownpourWorkerIsPlainTrainingHoweverSeldomItFetches() {
    String updater = "{type: sgd, learningRate: 0.1}";
    RecordedMetrics alone = run(agent(updater, "workers: 1, combine: asynchronous", "latency: 0"));
    RecordedMetrics seldom =
        run(agent(updater, "workers: 1, combine: downpour, fetchEvery: 5", "latency: 0"));
    assertThat(Runs.last(seldom, "test/loss"))
        .isEqualTo(Runs.last(alone, "test/loss"), within(1e-6));
  }

  /** Without dropout, whose masks are each worker's own. */
  @Test
  void averagedGradientsAreThoseOfABatchAsLargeAsAll() {
    String updater = "updater: {type: sgd, learningRate: 0.1}}";
    RecordedMetrics three =
        run(
            "{network: {type: mlp, hiddenUnits: [6], learning: {batchSize: 8, "
                + updater
                + "}, training: {workers: 3, combine: gradient-averaging}}");
    RecordedMetrics large =
        Runs.run(
            new MlpProvider(),
            "{hiddenUnits: [6], learning: {batchSize: 24, " + updater + "}",
            examples(),
            "{epochs: 4} 1",
            3);
    List<Double> expected = large.values("test/loss");
    List<Double> found = three.values("test/loss");
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).isEqualTo(expected.get(i), within(1e-6));
    }
    assertThat(Runs.last(three, "workers/shared_steps")).isEqualTo(8);
  }

  /** A batch takes 8 · 0.125 = 1 s, four times that on the slow worker; 24 batches in all. */
  @Test
  void averagingGoesAtThePaceOfTheSlowestAndAServerDoesNot() {
    String slow = "speeds: {type: one-slow, speed: 0.25}";
    RecordedMetrics rounds = run(agent("workers: 4, combine: gradient-averaging", slow));
    assertThat(seconds(rounds)).isEqualTo(6 * 4, TIME); // six rounds
    assertThat(Runs.last(rounds, "workers/waiting_share")).isEqualTo(9.0 / 16, TIME);
    RecordedMetrics server = run(agent("workers: 4, combine: asynchronous", slow));
    // In t seconds the workers do 3·t + t/4 batches: the 24th is done at 8 s, with 3·8 + 2 begun.
    assertThat(seconds(server)).isEqualTo(8, TIME);
    assertThat(Runs.last(server, "workers/waiting_share")).isZero();
  }

  /** Each way is 0.5 s + 0.01 s for each of the 4·6 + 6 + 6·3 + 3 = 51 parameters: 1.01 s. */
  @Test
  void messagesTakeTheirTime() {
    String network = "latency: 0.5, secondsPerParameter: 0.01";
    assertThat(seconds(run(agent("workers: 2, combine: gradient-averaging", network))))
        .isEqualTo(12 * (1 + 2 * 1.01), TIME);
    assertThat(seconds(run(agent("workers: 2, combine: parameter-averaging, every: 4", network))))
        .isEqualTo(3 * (4 + 2 * 1.01), TIME);
    // Twelve batches of each worker, eleven times the way to the server and back between them.
    assertThat(seconds(run(agent("workers: 2, combine: asynchronous", network))))
        .isEqualTo(12 + 11 * 2 * 1.01, TIME);
    // A push holds nobody up: eleven answered after 1.01 s each way only every fourth time.
    assertThat(seconds(run(agent("workers: 2, combine: downpour, fetchEvery: 4", network))))
        .isEqualTo(12 + 2 * 2 * 1.01, TIME);
  }

  /** Of n equal workers each finds that the n − 1 others were there since it fetched. */
  @Test
  void stalenessIsTheNumberOfTheOthers() {
    RecordedMetrics metrics = run(agent("workers: 4, combine: asynchronous", "latency: 0"));
    // The first gradients of the four are 0, 1, 2 and 3 steps stale, all later ones 3.
    assertThat(Runs.last(metrics, "workers/staleness"))
        .isEqualTo((0 + 1 + 2 + 3 * 21) / 24.0, TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workers: 3, combine: parameter-averaging, every: 5",
        "workers: 4, combine: gradient-averaging",
        "workers: 3, combine: downpour, fetchEvery: 3, pushEvery: 2"
      })
  void goesOnWhereItStopped(String training) throws IOException {
    String settings =
        agent(training, "variation: 0.4, latency: 0.7, speeds: {type: spread, slowest: 0.3}");
    String schedule = "{updates: 31} 4";
    RecordedMetrics whole = Runs.run(DISTRIBUTED, settings, examples(), schedule, 3);
    RecordedMetrics parts = new RecordedMetrics();
    byte[] state;
    try (Training first = Runs.start(DISTRIBUTED, settings, examples(), schedule, 3, parts)) {
      while (first.position() < 8) {
        first.advance();
      }
      state = Runs.save(first);
    }
    try (Training second = Runs.start(DISTRIBUTED, settings, examples(), schedule, 3, parts)) {
      Runs.load(second, state);
      Runs.finish(second);
    }
    for (String metric :
        List.of("train/loss", "test/loss", "clock/simulated_seconds", "workers/staleness")) {
      assertThat(parts.values(metric)).as(metric).isEqualTo(whole.values(metric));
    }
  }

  @Test
  void badSettingsAreToldInOneLine() {
    refused("{training: {combine: asynchronous, every: 4}}", "is for combine: parameter-averaging");
    refused("{training: {fetchEvery: 4}}", "is for combine: downpour");
    refused(
        "{training: {workers: 3}, cluster: {speeds: {type: given, byWorker: [1, 2]}}}",
        "names 2 speeds, and training.workers is 3");
    refused("{cluster: {secondsPerExample: 0}}", "secondsPerExample");
    assertThatThrownBy(
            () ->
                start(
                    "{network: {type: mlp, batchNormalization: true}, training: {combine:"
                        + " downpour}}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("must be parameter-averaging, not downpour");
    assertThatThrownBy(() -> start("{pipeline: {stages: 5}}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("must be at most 3, the layers of the network, not 5");
    assertThatThrownBy(
            () ->
                start(
                    "{network: {type: mlp, hiddenUnits: [1], initialization: {type: given, layers:"
                        + " [{weights: [[1, 1, 1, 1]], biases: [0]},"
                        + " {weights: [[1], [1], [1]], biases: [0, 0, 0]}]}}}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("must draw the weights");
    assertThatThrownBy(() -> start("{network: cnn}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("needs images");
  }

  /** Of what stands under network, with the key that it has there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learning: {classWeights: {type: given, byClass: {x: 2}}}|network.learning.classWeights.byClass.x",
        "batchNormalization: true, learning: {batchSize: 1}|network.learning.batchSize",
        "scores: {explain: 1}, hiddenUnits: [1000]|network.scores.explain",
        "scores: {explain: 1}, hiddenUnits: [1]|network.scores.explain",
        "scores: {path: true}|network.scores.path",
        "scores: {filters: true}|network.scores.filters",
        "layerStatistics: true|network.layerStatistics",
      })
  void whatIsWrongWithTheNetworkIsNamedWhereItStands(String network, String key) {
    DistributedConfig config =
        Settings.of(DistributedConfig.class, "{network: {type: mlp, " + network + "}}");
    assertThatThrownBy(() -> DISTRIBUTED.supports(examples().spec(), config))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo(key));
  }

  private static void refused(String settings, String why) {
    assertThatThrownBy(() -> Settings.of(DistributedConfig.class, settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(why);
  }

  private static void start(String settings) {
    Runs.start(DISTRIBUTED, settings, examples(), "{epochs: 1} 1", 1, MetricSink.NONE).close();
  }
}
