package dev.ensayo.core.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** Configuration without the places where it was written, for comparisons. */
public final class Nodes {
  private Nodes() {}

  public static ConfigNode text(String text) {
    return ConfigNode.Scalar.of(Origin.DEFAULT, text);
  }

  public static ConfigNode nothing() {
    return new ConfigNode.Scalar(Origin.DEFAULT, "", true);
  }

  public static ConfigNode list(ConfigNode... items) {
    return new ConfigNode.Sequence(Origin.DEFAULT, ImmutableList.copyOf(items));
  }

  /** The same with every origin replaced by {@link Origin#DEFAULT}. */
  public static ConfigNode withoutOrigins(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      ImmutableMap.Builder<String, ConfigNode> entries = ImmutableMap.builder();
      mapping.entries().forEach((key, value) -> entries.put(key, withoutOrigins(value)));
      return new ConfigNode.Mapping(Origin.DEFAULT, entries.buildOrThrow());
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      return new ConfigNode.Sequence(
          Origin.DEFAULT,
          sequence.items().stream()
              .map(Nodes::withoutOrigins)
              .collect(ImmutableList.toImmutableList()));
    }
    ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
    return new ConfigNode.Scalar(Origin.DEFAULT, scalar.text(), scalar.isNull());
  }
}
