package dev.ensayo.core.study;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a search has chosen, {@code chosen.yaml} in the study's folder.
 *
 * @param byVariant name of a variant of the study to what is set in it, dotted path to value; after
 *     {@code search} the variants that are left, in which nothing is set
 */
public record ChosenSettings(ImmutableMap<String, ImmutableMap<String, ConfigNode>> byVariant) {
  /** What is set in a variant; empty if nothing was chosen for it. */
  public Optional<ImmutableMap<String, ConfigNode>> of(String variant) {
    return Optional.ofNullable(byVariant.get(variant));
  }

  Variant into(Variant variant) {
    if (of(variant.name()).isEmpty()) {
      return variant;
    }
    Map<String, ConfigNode> changes = new LinkedHashMap<>(variant.changes());
    changes.putAll(of(variant.name()).get());
    return new Variant(variant.name(), variant.arm(), variant.cell(), ImmutableMap.copyOf(changes));
  }

  /**
   * @throws ConfigException if it cannot be read
   */
  static ChosenSettings read(Path file) {
    ImmutableMap.Builder<String, ImmutableMap<String, ConfigNode>> all = ImmutableMap.builder();
    YamlReader.read(file)
        .entries()
        .forEach(
            (variant, node) -> {
              if (!(node instanceof ConfigNode.Mapping settings)) {
                throw new ConfigException(
                    new Problem(
                        node.origin(),
                        variant,
                        "expected the settings that were chosen, found " + node.describe()));
              }
              all.put(variant, settings.entries());
            });
    return new ChosenSettings(all.buildOrThrow());
  }

  /** Writes it into a study's folder. */
  public void write(StudyDirectory directory) throws IOException {
    ConfigNode.Mapping root = ConfigNode.Mapping.empty(Origin.DEFAULT);
    for (Map.Entry<String, ImmutableMap<String, ConfigNode>> variant : byVariant.entrySet()) {
      root =
          root.with(variant.getKey(), new ConfigNode.Mapping(Origin.DEFAULT, variant.getValue()));
    }
    AtomicFile.write(directory.chosenFile(), YamlWriter.write(root));
  }
}
