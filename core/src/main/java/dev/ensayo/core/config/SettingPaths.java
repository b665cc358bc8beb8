package dev.ensayo.core.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The dotted paths of settings, as variants and grids write them, each with the schema of its
 * value. Where a path means something in several plugins, any of their values will do.
 */
public final class SettingPaths {
  private final SettingsSchema schemas;
  private final Map<String, Set<ObjectNode>> values = new TreeMap<>();
  private final Map<String, Set<ObjectNode>> patterns = new TreeMap<>();
  private final Set<Class<?>> open = new HashSet<>();

  /**
   * @param schemas takes the definitions that the values need
   */
  public SettingPaths(SettingsSchema schemas) {
    this.schemas = schemas;
  }

  /** Adds a path of its own. */
  public void add(String path, ObjectNode value) {
    values.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(value);
  }

  /** Adds the paths of a record's settings. */
  public void addAll(String prefix, Class<?> type) {
    if (!open.add(type)) {
      return; // a choice that holds choices of its own kind: once is enough
    }
    for (FlatSetting setting : FlatSetting.of(type).values()) {
      String path = ConfigBinder.below(prefix, setting.key());
      add(path, schemas.setting(setting));
      addBelow(path, setting.component().getGenericType());
    }
    open.remove(type);
  }

  private void addBelow(String path, Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Class<?> raw = (Class<?>) parameterized.getRawType();
      if (raw == Optional.class) {
        addBelow(path, parameterized.getActualTypeArguments()[0]);
      } else if (raw == Map.class) {
        patterns
            .computeIfAbsent(
                "^" + path.replace(".", "\\.") + "\\..+$", key -> new LinkedHashSet<>())
            .add(SettingsSchema.empty());
      }
      return; // a list is set as a whole
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      addAll(path, raw);
    } else if (Choices.areThereFor(raw)) {
      ObjectNode names = SettingsSchema.empty();
      ArrayNode each = names.putArray("enum");
      Choices.of(raw)
          .forEach(
              (name, chosen) -> {
                each.add(name);
                addAll(path, chosen);
              });
      add(ConfigBinder.below(path, "type"), names);
    }
  }

  /** The schema of each path's value. */
  public Map<String, ObjectNode> values() {
    return merged(values);
  }

  /** The same for paths with keys that a study makes up, by the pattern of the path. */
  public Map<String, ObjectNode> patterns() {
    return merged(patterns);
  }

  private static Map<String, ObjectNode> merged(Map<String, Set<ObjectNode>> all) {
    Map<String, ObjectNode> merged = new TreeMap<>();
    all.forEach((path, schemas) -> merged.put(path, merged(schemas)));
    return merged;
  }

  /** One schema, or any of several; with the first description, for who reads it. */
  private static ObjectNode merged(Set<ObjectNode> schemas) {
    List<ObjectNode> each = new ArrayList<>(schemas);
    if (each.size() == 1) {
      return each.get(0);
    }
    ObjectNode merged = SettingsSchema.empty();
    ArrayNode any = merged.putArray("anyOf");
    Set<ObjectNode> distinct = new LinkedHashSet<>();
    Set<String> descriptions = new LinkedHashSet<>();
    for (ObjectNode schema : each) {
      if (schema.has("description")) {
        descriptions.add(schema.get("description").asText());
      }
      ObjectNode bare = schema.deepCopy();
      bare.remove("description");
      bare.remove("default"); // that of one plugin is not that of the others
      distinct.add(bare);
    }
    distinct.forEach(any::add);
    if (!descriptions.isEmpty()) {
      merged.put("description", String.join("; or: ", descriptions));
    }
    return merged;
  }
}
