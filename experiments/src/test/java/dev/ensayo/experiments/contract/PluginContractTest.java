package dev.ensayo.experiments.contract;

import static dev.ensayo.experiments.contract.ContractRuns.NEEDS_A_MODEL;
import static dev.ensayo.experiments.contract.ContractRuns.PLUGINS;
import static dev.ensayo.experiments.contract.ContractRuns.PROBES;
import static dev.ensayo.experiments.contract.ContractRuns.into;
import static dev.ensayo.experiments.contract.ContractRuns.plan;
import static dev.ensayo.experiments.contract.ContractRuns.run;
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
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.plugin.Plugin;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.training.Training;
import dev.ensayo.experiments.contract.ContractRuns.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every registered plugin and for every pair of them. */
class PluginContractTest {
  private static final long SEED = 1;

  /** What each pair recorded in its first run, which several tests look at. */
  private static final Map<Pair, List<String>> FIRST_RUNS = new ConcurrentHashMap<>();

  private static List<String> firstRun(Pair pair) {
    return FIRST_RUNS.computeIfAbsent(pair, p -> List.copyOf(run(plan(p, SEED))));
  }

  static Stream<Pair> pairs() {
    return ContractRuns.pairs();
  }

  static Stream<Plugin<?>> plugins() {
    return Stream.of(
            PLUGINS.environments().values(), PLUGINS.wrappers().values(), PLUGINS.agents().values())
        .flatMap(plugins -> plugins.stream());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theSameSeedGivesTheSameMetrics(Pair pair) {
    List<String> first = firstRun(pair);
    assertThat(first).isNotEmpty();
    if (PLUGINS.agent(pair.agent()).metrics().contains("eval/return")) {
      assertThat(first).anyMatch(line -> line.contains(",eval/return,"));
      assertThat(first).anyMatch(line -> line.contains(",eval/length,"));
    }
    assertThat(run(plan(pair, SEED))).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void onlyDeclaredMetricsAreRecorded(Pair pair) {
    List<String> names =
        firstRun(pair).stream().map(line -> Splitter.on(',').splitToList(line).get(2)).toList();
    assertThat(PLUGINS.agent(pair.agent()).metrics()).containsAll(names);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatARunIsJudgedByIsRecorded(Pair pair) {
    RunPlan plan = plan(pair, SEED);
    assertThat(firstRun(pair))
        .as("%s is judged by %s", pair, plan.goal())
        .anyMatch(line -> Splitter.on(',').splitToList(line).get(2).equals(plan.goal().metric()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatIsWrittenOfARunMakesItAgainElsewhere(Pair pair) {
    RunPlan plan = plan(pair, SEED);
    String written = YamlWriter.write(plan.resolved());
    RunPlan again =
        new RunBinder(ContractRuns.PLUGINS, ContractRuns.PROBES)
            .bindResolved(YamlReader.parse("config.yaml", written));
    assertThat(YamlWriter.write(again.resolved())).isEqualTo(written);
    assertThat(again.requiredVariants()).isEqualTo(plan.requiredVariants());
    assertThat(again.goal()).isEqualTo(plan.goal());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRestoredRunGoesOnAsIfNothingHadHappened(Pair pair) throws IOException {
    RunPlan plan = plan(pair, SEED);
    List<String> pieces = new ArrayList<>();
    byte[] saved = null;
    boolean finished = false;
    while (!finished) {
      try (Training piece = plan.start(into(pieces), MetricSink.NONE)) {
        Assumptions.assumeTrue(
            piece.isResumable(), pair + " cannot be saved; a resumed run starts over");
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
    assertThat(pieces).isEqualTo(firstRun(pair));
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
