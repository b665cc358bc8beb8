package dev.ensayo.experiments.cli;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.SettingsCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings of a tool as options of its command: {@code topK} as {@code --top-k}. */
final class SettingOptions {
  private static final String OPTION_PREFIX = "--";

  private SettingOptions() {}

  /** Adds an option for each setting. */
  static void addTo(CommandSpec spec, Class<? extends Record> configType) {
    for (SettingsCatalog.Entry setting : SettingsCatalog.of(configType)) {
      spec.addOption(option(setting));
    }
  }

  /** A flag for what is true or false, else an option with a value. */
  private static OptionSpec option(SettingsCatalog.Entry setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(OPTION_PREFIX + dashed(setting.path()))
            .type(String.class)
            .paramLabel(label(setting))
            .description(ToolCommand.escaped(meaning(setting)));
    if (isList(setting)) {
      return option.type(List.class).auxiliaryTypes(String.class).arity("1").build();
    }
    return setting.type().equals("true or false")
        ? option.arity("0..1").fallbackValue("true").paramLabel("true|false").build()
        : option.build();
  }

  private static String dashed(String key) {
    return CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, key);
  }

  private static String label(SettingsCatalog.Entry setting) {
    return setting.type().contains("number") ? "N" : "VALUE";
  }

  private static String meaning(SettingsCatalog.Entry setting) {
    StringBuilder words = new StringBuilder(setting.meaning());
    if (!setting.range().isEmpty()) {
      words.append("; ").append(setting.range());
    }
    if (isList(setting)) {
      words.append("; may be given several times");
    } else if (!setting.defaultValue().isEmpty()) {
      words.append(" (default: ").append(setting.defaultValue()).append(')');
    }
    return words.toString();
  }

  private static boolean isList(SettingsCatalog.Entry setting) {
    return setting.type().startsWith("a list");
  }

  /**
   * The settings as they were given.
   *
   * @throws ConfigException naming the option that is wrong
   */
  static <C extends Record> C read(CommandSpec spec, Class<C> configType) {
    try {
      return ConfigBinder.bind(settings(spec, configType), "", configType);
    } catch (ConfigException e) {
      // The origin, an option, says it all.
      throw new ConfigException(
          e.problems().stream()
              .map(problem -> new Problem(problem.origin(), "", problem.message()))
              .toList());
    }
  }

  private static ConfigNode.Mapping settings(CommandSpec spec, Class<? extends Record> configType) {
    Map<String, ConfigNode> given = new LinkedHashMap<>();
    for (SettingsCatalog.Entry setting : SettingsCatalog.of(configType)) {
      String option = OPTION_PREFIX + dashed(setting.path());
      Origin origin = new Origin(option, 0);
      Object value = spec.commandLine().getParseResult().matchedOptionValue(option, null);
      if (value instanceof List<?> values) {
        given.put(
            setting.path(),
            new ConfigNode.Sequence(
                origin,
                values.stream()
                    .map(item -> ConfigNode.Scalar.of(origin, item.toString()))
                    .collect(ImmutableList.toImmutableList())));
      } else if (value != null) {
        given.put(setting.path(), ConfigNode.Scalar.of(origin, value.toString()));
      }
    }
    return new ConfigNode.Mapping(Origin.DEFAULT, ImmutableMap.copyOf(given));
  }

  /** What a tool says of one of its settings, as said of the option; of others, of the tool. */
  static ConfigException explained(InvalidSettingException e, String tool) {
    String option = e.key().isEmpty() ? tool : OPTION_PREFIX + dashed(e.key());
    return new ConfigException(new Problem(new Origin(option, 0), "", e.getMessage()));
  }
}
