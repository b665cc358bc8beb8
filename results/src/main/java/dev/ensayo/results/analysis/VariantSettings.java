package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.results.reading.RunRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a variant, as its runs resolved them. */
final class VariantSettings {
  private VariantSettings() {}

  /** Those of the first run that has some; empty if none can be read, so that the study's count. */
  static Optional<ConfigNode.Mapping> resolved(List<RunRecord> runs) {
    return runs.stream()
        .map(RunRecord::config)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .flatMap(
            text -> {
              try {
                return Optional.of(YamlReader.parse("config.yaml", text));
              } catch (ConfigException e) {
                return Optional.empty();
              }
            });
  }

  /** The settings of some sections, by their dotted paths. */
  static Map<String, String> flat(ConfigNode.Mapping config, ImmutableSet<String> sections) {
    Map<String, String> flat = new LinkedHashMap<>();
    for (String section : sections) {
      ConfigNode node = config.entries().get(section);
      if (node instanceof ConfigNode.Mapping mapping) {
        InlineYaml.flat(mapping).forEach((key, value) -> flat.put(section + "." + key, value));
      } else if (node != null) {
        flat.put(section + ".type", InlineYaml.of(node));
      }
    }
    return flat;
  }
}
