package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.service.Services;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.study.Variant;
import dev.ensayo.core.training.Budget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The variant of a study that a pipeline trains, on a table that grows. */
final class TrainedVariant {
  private static final String TABLE = "table";
  private static final String FILE = "environment.source.file";
  private static final String HEADER = "environment.source.header";

  private final PluginRegistry plugins = PluginRegistry.load();
  private final Study study;
  private final Variant variant;
  private final long seed;
  private final ConfigNode.Mapping environment;

  private TrainedVariant(Study study, Variant variant, long seed, ConfigNode.Mapping environment) {
    this.study = study;
    this.variant = variant;
    this.seed = seed;
    this.environment = environment;
  }

  /**
   * Reads a study and checks all that can be checked before there are data.
   *
   * @param file of the study
   * @throws ConfigException if the study is wrong
   * @throws InvalidSettingException if there is no such variant, or it learns from no table of a
   *     CSV file
   */
  static TrainedVariant read(Path file, Optional<String> wanted, long seed) {
    Study study = StudyReader.read(file);
    Variant variant =
        wanted.isEmpty()
            ? study.baseline()
            : study.variants().stream()
                .filter(known -> known.name().equals(wanted.get()))
                .findFirst()
                .orElseThrow(
                    () ->
                        new InvalidSettingException(
                            "variant",
                            "study '%s' has no variant '%s'; %s"
                                .formatted(
                                    study.name(),
                                    wanted.get(),
                                    NearestName.hint(
                                        wanted.get(),
                                        study.variants().stream().map(Variant::name).toList()))));
    return new TrainedVariant(
        study, variant, seed, checked(study.configuration(variant), study.name()));
  }

  private static ConfigNode.Mapping checked(ConfigNode.Mapping config, String name) {
    String type = text(config, "environment", "type");
    String source = text(config, "environment", "source", "type");
    if (!type.equals(TABLE) || !source.equals("csv")) {
      throw new InvalidSettingException(
          "study",
          ("'%s' learns from environment '%s'%s; a pipeline trains on"
                  + " 'environment: {type: table, source: {type: csv, file: …}}'")
              .formatted(name, type, type.equals(TABLE) ? " and its source is no CSV file" : ""));
    }
    PluginRegistry plugins = PluginRegistry.load();
    ConfigNode.Mapping environment = section(config, "environment");
    ConfigNode.Mapping bound =
        ConfigUnbinder.unbind(
            ConfigBinder.bind(
                environment.without("type", "wrappers"),
                "environment",
                plugins.environment(TABLE).configType()));
    checkAgent(plugins, config);
    ConfigBinder.bind(section(config, "budget"), "budget", Budget.class);
    if (text(bound, "source", "header").equals("false")) {
      throw new InvalidSettingException(
          "study", "'%s' has a table without a header; a pipeline needs one".formatted(name));
    }
    return bound;
  }

  private static void checkAgent(PluginRegistry plugins, ConfigNode.Mapping config) {
    try {
      AgentProvider<?> agent = plugins.agent(text(config, "agent", "type"));
      ConfigBinder.bind(section(config, "agent").without("type"), "agent", agent.configType());
    } catch (PluginRegistry.UnknownPluginException e) {
      throw new InvalidSettingException("study", e.getMessage());
    }
  }

  private static ConfigNode.Mapping section(ConfigNode.Mapping config, String key) {
    return config.get(key).orElse(config) instanceof ConfigNode.Mapping mapping
        ? mapping
        : ConfigNode.Mapping.empty(config.origin()).with("type", config.entries().get(key));
  }

  /** The text at a path; empty if there is none. */
  private static String text(ConfigNode.Mapping root, String... path) {
    ConfigNode node = root;
    for (String key : path) {
      if (node instanceof ConfigNode.Scalar scalar && key.equals("type")) {
        return scalar.text(); // source: xor says source: {type: xor}
      }
      node = node instanceof ConfigNode.Mapping mapping ? mapping.entries().get(key) : null;
    }
    return node instanceof ConfigNode.Scalar scalar ? scalar.text() : "";
  }

  /** The character between fields. */
  String separator() {
    return text(environment, "source", "separator");
  }

  /** How cells are written. */
  CellFormat cells() {
    ConfigNode.Mapping source = (ConfigNode.Mapping) environment.entries().get("source");
    List<String> missing =
        source.entries().get("missing") instanceof ConfigNode.Sequence words
            ? words.items().stream().map(word -> ((ConfigNode.Scalar) word).text()).toList()
            : ImmutableList.of("");
    return new CellFormat(
        missing, text(source, "decimal"), text(source, "badNumbers").equals("gap"));
  }

  /** The column of the answer. */
  String target(List<String> columns) {
    String named = text(environment, "target");
    return named.isEmpty() ? columns.get(columns.size() - 1) : named;
  }

  /** What it is called. */
  String name() {
    return study.name() + "/" + variant.name();
  }

  /**
   * The configuration of a run on a table: {@code config.yaml}.
   *
   * @param data a CSV file with a header
   * @throws ConfigException if it cannot be learned from
   */
  String configuration(Path data) {
    Origin origin = new Origin(data.getFileName().toString(), 0);
    Variant onData =
        new Variant(
            variant.name(),
            ImmutableMap.<String, ConfigNode>builder()
                .putAll(variant.changes())
                .put(
                    FILE,
                    ConfigNode.Scalar.of(origin, data.toAbsolutePath().normalize().toString()))
                .put(HEADER, ConfigNode.Scalar.of(origin, "true"))
                .buildKeepingLast());
    Study one =
        new Study(
            study.name(),
            study.question(),
            study.base().without("report"),
            ImmutableList.of(onData),
            ImmutableList.of(seed),
            Settings.defaults(ReportSpec.class));
    RunPlan run = new RunBinder(plugins, Services.of(BackendProbe.class).found()).bind(one).get(0);
    return YamlWriter.write(run.resolved());
  }
}
