package dev.ensayo.experiments.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.SettingsCatalog;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.Plugin;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.training.Training;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every registered plugin and for every pair of them. */
class PluginContractTest {
  /** An agent with an environment it can learn from. */
  record Pair(String agent, String environment) {}

  /** Settings that a plugin needs and has no default for. */
  private static String required(String environment) {
    return switch (environment) {
      case "rl4j" -> ", class: org.deeplearning4j.rl4j.mdp.CartpoleNative";
      case "markov-text" -> ", tokens: 20000";
      case "planted-words" -> ", words: 3000";
      case "text" -> ", data: " + Path.of(System.getProperty("ensayo.root"), "docs", "glossary.md");
      case "images" -> ", source: " + TinyImages.folder();
      case "drawn-digits" -> ", size: 12, train: 5, valid: 2, test: 2";
      default -> "";
    };
  }

  /** Starts from the model of another run; TransferTest has what is tested here. */
  private static final String NEEDS_A_MODEL = "transfer";

  private static final PluginRegistry PLUGINS = PluginRegistry.load();

  private static final List<BackendProbe> PROBES =
      ServiceLoader.load(BackendProbe.class).stream().map(ServiceLoader.Provider::get).toList();

  static Stream<Plugin<?>> plugins() {
    return Stream.of(
            PLUGINS.environments().values(), PLUGINS.wrappers().values(), PLUGINS.agents().values())
        .flatMap(plugins -> plugins.stream());
  }

  static Stream<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (String environment : PLUGINS.environments().keySet()) {
      for (String agent : PLUGINS.agents().keySet()) {
        Pair pair = new Pair(agent, environment);
        if (!agent.equals(NEEDS_A_MODEL) && supported(pair)) {
          pairs.add(pair);
        }
      }
    }
    return pairs.stream();
  }

  private static boolean supported(Pair pair) {
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

  private static RunPlan plan(Pair pair, long seed) {
    return new RunBinder(PLUGINS, PROBES)
        .bind(
            StudyReader.read(
                YamlReader.parse(
                    "contract",
                    "study: contract\n"
                        + ("environment: {type: " + pair.environment())
                        + required(pair.environment())
                        + "}\n"
                        + ("agent: {type: " + pair.agent() + quick(pair.agent()) + "}\n")
                        + budget(pair)
                        + ("report: {metric: " + metric(pair.agent()) + ", better: higher}\n")
                        + ("seeds: [" + seed + "]\n"))))
        .get(0);
  }

  /** Makes networks learn within the few steps of this test. */
  private static String quick(String agent) {
    return switch (agent) {
      case "dqn" -> ", batchSize: 8, warmupSteps: 32, hiddenUnits: [8], replay: {capacity: 100}";
      case "rl4j-dqn" -> ", batchSize: 8, hiddenUnits: [8], replay: {capacity: 100}";
      case "language-model" -> ", hiddenUnits: 8, window: 10, samples: {length: 5}";
      case "ngram" -> ", order: 3, samples: {length: 5}";
      case "sequence-model" -> ", hiddenUnits: 8, batchSize: 4, testSequences: 8";
      case "word2vec" -> ", dimension: 8, minCount: 1, sample: 0";
      case "mlp" -> ", hiddenUnits: [8], dropout: 0.2, learning: {batchSize: 8}";
      case "cnn" -> ", architecture: lenet5, learning: {batchSize: 8}";
      default -> "";
    };
  }

  /** On a clock that the agent counts, with tests and logs on the way. */
  private static String budget(Pair pair) {
    Set<Clock> clocks = PLUGINS.agent(pair.agent()).budgetClocks();
    if (clocks.contains(Clock.ENVIRONMENT_STEP)) {
      return "budget: {environmentSteps: "
          + steps(pair)
          + "}\nevaluation: {every: 100, episodes: 1}\nlog: {every: 50}\n";
    }
    if (clocks.contains(Clock.UPDATE)) {
      return "budget: {updates: 7}\nevaluation: {every: 3}\nlog: {every: 2}\n";
    }
    return "budget: {epochs: 1}\nevaluation: {every: 1}\nlog: {every: 1}\n";
  }

  private static String metric(String agent) {
    return new TreeSet<>(PLUGINS.agent(agent).metrics()).first();
  }

  private static int steps(Pair pair) {
    return pair.agent().startsWith("rl4j") || pair.environment().equals("rl4j") ? 60 : 350;
  }

  private static List<String> record(Training training) {
    while (!training.isFinished()) {
      training.advance();
    }
    return List.of();
  }

  private static MetricSink into(List<String> records) {
    return (clock, step, metric, value) ->
        records.add(clock.label() + "," + step + "," + metric + "," + value);
  }

  private static List<String> run(RunPlan plan) {
    List<String> records = new ArrayList<>();
    try (Training training = plan.start(into(records), MetricSink.NONE)) {
      record(training);
      assertThat(training.position()).isEqualTo(training.end());
    }
    return records;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theSameSeedGivesTheSameMetrics(Pair pair) {
    List<String> first = run(plan(pair, 1));
    assertThat(first).isNotEmpty();
    if (PLUGINS.agent(pair.agent()).metrics().contains("eval/return")) {
      assertThat(first).anyMatch(line -> line.contains(",eval/return,"));
      assertThat(first).anyMatch(line -> line.contains(",eval/length,"));
    }
    assertThat(run(plan(pair, 1))).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void onlyDeclaredMetricsAreRecorded(Pair pair) {
    List<String> names =
        run(plan(pair, 2)).stream().map(line -> Splitter.on(',').splitToList(line).get(2)).toList();
    assertThat(PLUGINS.agent(pair.agent()).metrics()).containsAll(names);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatARunIsJudgedByIsRecorded(Pair pair) {
    RunPlan plan = plan(pair, 2);
    assertThat(run(plan))
        .as("%s is judged by %s", pair, plan.goal())
        .anyMatch(line -> Splitter.on(',').splitToList(line).get(2).equals(plan.goal().metric()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRestoredRunGoesOnAsIfNothingHadHappened(Pair pair) throws IOException {
    RunPlan plan = plan(pair, 3);
    List<String> whole = new ArrayList<>();
    List<String> pieces = new ArrayList<>();
    try (Training unbroken = plan.start(into(whole), MetricSink.NONE)) {
      Assumptions.assumeTrue(
          unbroken.isResumable(), pair + " cannot be saved; a resumed run starts over");
      record(unbroken);
    }
    byte[] saved = null;
    boolean finished = false;
    while (!finished) {
      try (Training piece = plan.start(into(pieces), MetricSink.NONE)) {
        if (saved != null) {
          piece.loadState(new StateReader(new ByteArrayInputStream(saved)));
        }
        piece.advance();
        finished = piece.isFinished();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(bytes);
        piece.saveState(writer);
        writer.flush();
        saved = bytes.toByteArray();
      }
    }
    assertThat(pieces).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void everySettingIsDescribed(Plugin<?> plugin) {
    assertThat(plugin.summary()).isNotBlank();
    for (SettingsCatalog.Entry setting : SettingsCatalog.of(plugin.configType())) {
      assertThat(setting.meaning()).as(setting.path()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void numbersOutOfRangeAreRefusedByTheConstructor(Plugin<?> plugin) {
    for (RecordComponent component : components(plugin.configType()).toList()) {
      Setting setting = component.getAnnotation(Setting.class);
      boolean number = component.getType() == int.class || component.getType() == double.class;
      if (number && Double.isFinite(setting.min())) {
        String below = Long.toString((long) Math.floor(setting.min()) - 1);
        ConfigNode.Mapping node =
            YamlReader.parse("test", "{" + component.getName() + ": " + below + "}");
        assertThatThrownBy(() -> ConfigBinder.bind(node, "", plugin.configType()))
            .isInstanceOf(ConfigException.class)
            .hasMessageContaining(component.getName())
            .hasMessageContaining("not " + below);
      }
    }
  }

  /** Those whose settings stand at the level of the record. */
  private static Stream<RecordComponent> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                component.isAnnotationPresent(Unwrapped.class)
                    ? components(component.getType())
                    : Stream.of(component));
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void defaultsSurviveBeingWrittenOut(Plugin<?> plugin) {
    boolean complete =
        SettingsCatalog.of(plugin.configType()).stream()
            .noneMatch(setting -> setting.required() && setting.choice().isEmpty());
    Assumptions.assumeTrue(
        complete && !plugin.name().equals(NEEDS_A_MODEL), plugin.name() + " has required settings");
    Record defaults = Settings.defaults(plugin.configType());
    ConfigNode.Mapping written = ConfigUnbinder.unbind(defaults);
    assertThat((Object) ConfigBinder.bind(written, "", plugin.configType())).isEqualTo(defaults);
    assertThat(written.origin()).isEqualTo(Origin.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void everyPluginHasItsPage(Plugin<?> plugin) {
    Path docs = Path.of(System.getProperty("ensayo.root"), "docs");
    Path page =
        PLUGINS.agents().containsValue(plugin)
            ? docs.resolve("agents").resolve(plugin.name() + ".md")
            : PLUGINS.wrappers().containsValue(plugin)
                ? docs.resolve("environments").resolve("wrappers.md")
                : docs.resolve("environments").resolve(plugin.name() + ".md");
    assertThat(page).content().contains(plugin.name());
  }

  @Test
  void everyBundledStudyBinds() throws IOException {
    Path studies = Path.of(System.getProperty("ensayo.root"), "experiments", "studies");
    try (Stream<Path> files = Files.list(studies)) {
      for (Path file : files.sorted().toList()) {
        var study = StudyReader.read(file);
        assertThat(file.getFileName()).hasToString(study.name() + ".yaml");
        assertThat(study.question()).endsWith("?");
        try {
          assertThat(new RunBinder(PLUGINS, PROBES).bind(study))
              .hasSize(study.variants().size() * study.seeds().size());
        } catch (ConfigException e) {
          assertThat(e.problems())
              .as("%s does not bind, and not for want of its data", file)
              .allMatch(problem -> problem.message().contains("is not on this machine"));
        }
      }
    }
  }
}
