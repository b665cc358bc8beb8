package dev.ensayo.supervised.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.cnn.CnnProvider;
import dev.ensayo.supervised.distributed.DistributedProvider;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.mlp.MlpConfig;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DataParallelTest {
  private static final MlpProvider MLP = new MlpProvider();
  private static final List<String> METRICS =
      List.of("train/loss", "train/accuracy", "train/grad_norm", "test/loss", "test/accuracy");
  private static final String SGD = "{type: sgd, learningRate: 0.1}";
  private static final String ADAM = "{type: adam, learningRate: 0.01}";

  /** 48 training examples: six batches of eight. */
  private static InMemoryExamples rows() {
    return InMemoryExamples.patterns(List.of(4), 3, List.of(16, 0, 8), 2);
  }

  private static InMemoryExamples images() {
    return InMemoryExamples.patterns(List.of(1, 8, 8), 3, List.of(16, 0, 8), 2);
  }

  private static String mlp(String updater, int batch, String more) {
    return "hiddenUnits: [6], learning: {batchSize: "
        + batch
        + ", updater: "
        + updater
        + "}"
        + more;
  }

  private static RecordedMetrics run(String settings, String schedule) {
    return Runs.run(MLP, "{" + settings + "}", rows(), schedule, 3);
  }

  private static void assertSame(RecordedMetrics found, RecordedMetrics expected) {
    for (String metric : METRICS) {
      assertThat(found.values(metric)).as(metric).isEqualTo(expected.values(metric));
    }
  }

  private static void assertClose(
      RecordedMetrics found, RecordedMetrics expected, String metric, double tolerance) {
    assertThat(found.values(metric)).hasSameSizeAs(expected.values(metric));
    for (int i = 0; i < expected.values(metric).size(); i++) {
      assertThat(found.values(metric).get(i))
          .as(metric)
          .isEqualTo(expected.values(metric).get(i), within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "combine: gradient-averaging",
        "combine: parameter-averaging",
        "combine: parameter-averaging, every: 4"
      })
  void oneWorkerIsPlainTrainingBitForBit(String training) {
    String network = mlp(ADAM, 8, ", dropout: 0.2");
    assertSame(
        run(network + ", training: {workers: 1, " + training + "}", "{epochs: 4} 1"),
        run(network, "{epochs: 4} 1"));
  }

  /** Six batches of eight in three workers are two batches of 24. */
  @ParameterizedTest
  @ValueSource(strings = {"gradient-averaging", "parameter-averaging"})
  void withSgdAndAMeetingEachTimeItIsTheBatchOfAll(String combine) {
    RecordedMetrics three =
        run(mlp(SGD, 8, ", training: {workers: 3, combine: " + combine + "}"), "{epochs: 4} 1");
    RecordedMetrics large = run(mlp(SGD, 24, ""), "{epochs: 4} 1");
    assertClose(three, large, "test/loss", 1e-6);
    assertClose(three, large, "train/loss", 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradient-averaging", "parameter-averaging"})
  void soItIsForConvolutions(String combine) {
    String network = "{layers: [{type: convolution, filters: 3, kernel: 3}], learning: {batchSize:";
    RecordedMetrics three =
        Runs.run(
            new CnnProvider(),
            network
                + " 8, updater: "
                + SGD
                + "}, training: {workers: 3, combine: "
                + combine
                + "}}",
            images(),
            "{epochs: 4} 1",
            3);
    RecordedMetrics large =
        Runs.run(
            new CnnProvider(),
            network + " 24, updater: " + SGD + "}}",
            images(),
            "{epochs: 4} 1",
            3);
    assertClose(three, large, "test/loss", 1e-6);
  }

  /** The gradients of several batches of each are those of one that is as large as all. */
  @Test
  void gradientsAreSummedUpOverBatches() {
    String training = ", training: {workers: 2, combine: gradient-averaging, every: 3}";
    assertClose(
        run(mlp(ADAM, 8, training), "{epochs: 4} 1"),
        run(mlp(ADAM, 48, ""), "{epochs: 4} 1"),
        "test/loss",
        1e-6);
  }

  /** Also where a test comes in the middle of a round, and a round in the middle of an epoch. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers: 4, combine: gradient-averaging|0",
        "workers: 2, combine: parameter-averaging|0",
        "workers: 2, combine: parameter-averaging, every: 5|0",
        "workers: 4, combine: parameter-averaging, every: 3|1e-5",
        "workers: 4, combine: gradient-averaging, every: 2|1e-5",
      })
  void workersLearnWhatTheirSimulationLearns(String training, double tolerance) {
    String schedule = "{updates: 31} 3";
    String network = mlp(ADAM, 7, ", dropout: 0.2");
    RecordedMetrics real = run(network + ", training: {" + training + "}", schedule);
    RecordedMetrics simulated =
        Runs.run(
            new DistributedProvider(),
            "{network: {type: mlp, " + network + "}, training: {" + training + "}}",
            rows(),
            schedule,
            3);
    if (tolerance == 0) {
      assertSame(real, simulated);
    } else {
      assertClose(real, simulated, "train/loss", tolerance);
      assertClose(real, simulated, "test/loss", tolerance);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dropout: 0.2, training: {workers: 3, combine: parameter-averaging, every: 5}",
        "dropout: 0.2, training: {workers: 4, combine: gradient-averaging, every: 2}",
        "batchNormalization: true, training: {workers: 2, combine: parameter-averaging}"
      })
  void goesOnWhereItStopped(String settings) throws IOException {
    String agent = "{" + mlp(ADAM, 8, ", " + settings + "}");
    String schedule = "{updates: 31} 4";
    RecordedMetrics whole = Runs.run(MLP, agent, rows(), schedule, 3);
    RecordedMetrics parts = new RecordedMetrics();
    byte[] state;
    try (Training first = Runs.start(MLP, agent, rows(), schedule, 3, parts)) {
      while (first.position() < 8) {
        first.advance();
      }
      state = Runs.save(first);
    }
    try (Training second = Runs.start(MLP, agent, rows(), schedule, 3, parts)) {
      Runs.load(second, state);
      Runs.finish(second);
    }
    assertSame(parts, whole);
  }

  /** What was best is what is tested last and written. */
  @Test
  void keepsTheBest() {
    InMemoryExamples examples = InMemoryExamples.patterns(List.of(4), 3, List.of(16, 8, 8), 2);
    String stopping = "learning: {batchSize: 8, updater: {type: sgd, learningRate: 3},";
    RecordedMetrics metrics =
        Runs.run(
            MLP,
            "{hiddenUnits: [6], training: {workers: 3, combine: parameter-averaging, every: 5}, "
                + stopping
                + " earlyStopping: {patience: 3}}}",
            examples,
            "{epochs: 20} 1",
            3);
    assertThat(metrics.values("valid/loss")).hasSizeGreaterThan(3);
  }

  /** Of three examples, a batch each, one has an input that is no number. */
  @Test
  void aLossThatIsNoNumberIsTheFailureOfTheRun() {
    InMemoryExamples examples = InMemoryExamples.ofNumbers(1);
    for (float input : new float[] {1, Float.NaN, 2}) {
      examples.addNumber(Split.TRAIN, new float[] {input}, input > 1 ? 1 : 0);
    }
    String settings = "{learning: {batchSize: 1}, training: {workers: 3}}";
    for (long seed = 1; seed <= 4; seed++) {
      long one = seed;
      assertThatThrownBy(() -> Runs.run(MLP, settings, examples, "{epochs: 1} 1", one))
          .isInstanceOf(TrainingFailedException.class)
          .hasMessageContaining("the loss is NaN at update");
    }
  }

  @Test
  void badSettingsAreToldInOneLine() {
    for (String bad : List.of("{every: 0}", "{workers: 0}", "{combine: downpour}")) {
      assertThatThrownBy(() -> Settings.of(MlpConfig.class, "{training: " + bad + "}"))
          .isInstanceOf(ConfigException.class);
    }
    refused(MLP, "{batchNormalization: true, training: {workers: 2}}", "training.combine");
    refused(
        new DistributedProvider(),
        "{network: {type: mlp, training: {workers: 2}}}",
        "network.training");
    MlpConfig sends = Settings.of(MlpConfig.class, "{training: {workers: 2}}");
    assertThatThrownBy(
            () ->
                MLP.check(
                    sends,
                    rows(),
                    Settings.of(Budget.class, "{epochs: 1}"),
                    Settings.of(BackendConfig.class, "{engine: deeplearning4j}")))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo("training.combine"));
  }

  private static <C extends Record> void refused(
      AgentProvider<C> provider, String settings, String key) {
    C config = Settings.of(provider.configType(), settings);
    EnvironmentSource examples = rows();
    assertThatThrownBy(() -> provider.supports(examples.spec(), config))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo(key));
  }

  /** Before it learns, and where it never does. */
  @Test
  void startsNobodyWhoIsNotNeeded() throws IOException {
    try (Training training =
        Runs.start(
            MLP, "{training: {workers: 1024}}", rows(), "{epochs: 1} 1", 3, MetricSink.NONE)) {
      training.advance();
      Runs.save(training);
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("worker "));
    }
  }
}
