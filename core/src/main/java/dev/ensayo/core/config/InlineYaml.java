package dev.ensayo.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Configuration on one line, and by dotted path. */
public final class InlineYaml {
  private InlineYaml() {}

  /** As it could be written in a study, such as {@code {type: adam, learningRate: 1e-3}}. */
  public static String of(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      return sequence.items().stream()
          .map(InlineYaml::of)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
    return scalar.isNull() ? "null" : scalar.text();
  }

  /** The value at a dotted path. */
  public static Optional<ConfigNode> at(ConfigNode.Mapping root, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return root.get(path);
    }
    return root.get(path.substring(0, dot))
        .flatMap(
            below ->
                below instanceof ConfigNode.Mapping mapping
                    ? at(mapping, path.substring(dot + 1))
                    : Optional.empty());
  }

  /** Every value that is not a mapping, by its dotted path, in the order written. */
  public static Map<String, String> flat(ConfigNode.Mapping root) {
    Map<String, String> flat = new LinkedHashMap<>();
    collect(root, "", flat);
    return flat;
  }

  private static void collect(ConfigNode.Mapping mapping, String prefix, Map<String, String> flat) {
    mapping
        .entries()
        .forEach(
            (key, value) -> {
              if (value instanceof ConfigNode.Mapping below) {
                collect(below, prefix + key + ".", flat);
              } else {
                flat.put(prefix + key, of(value));
              }
            });
  }
}
