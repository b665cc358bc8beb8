package dev.ensayo.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Turns records back into configuration with every default written out. */
public final class ConfigUnbinder {
  private ConfigUnbinder() {}

  /**
   * The mapping that {@link ConfigBinder#bind} binds to an equal record. That of a record which is
   * a choice elsewhere does not name it: who binds it knows it.
   */
  public static ConfigNode.Mapping unbind(Record config) {
    return unbind(config, false);
  }

  private static ConfigNode.Mapping unbind(Record config, boolean chosen) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    if (chosen) {
      entries.put("type", scalar(Choices.name(config.getClass())));
    }
    Map<String, ConfigNode> values = new HashMap<>();
    addValues(config, values);
    FlatSetting.of(config.getClass()).keySet().forEach(key -> entries.put(key, values.get(key)));
    return new ConfigNode.Mapping(Origin.DEFAULT, ImmutableMap.copyOf(entries));
  }

  private static void addValues(Record config, Map<String, ConfigNode> values) {
    for (RecordComponent component : RecordShape.components(config.getClass())) {
      Object value = read(config, component);
      if (Settings.isUnwrapped(component)) {
        addValues((Record) value, values);
      } else {
        values.put(Settings.key(component), value(component, value));
      }
    }
  }

  /** A setting that asks for one of several choices leaves none, and its type is not written. */
  private static ConfigNode value(RecordComponent component, Object value) {
    return value instanceof Record config && component.getType() == config.getClass()
        ? unbind(config, false)
        : node(value);
  }

  static Object read(Record config, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(config);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static ConfigNode node(Object value) {
    if (value instanceof Record config) {
      return unbind(config, config.getClass().isAnnotationPresent(Choice.class));
    }
    if (value instanceof JsonNode any) {
      return node(any);
    }
    if (value instanceof Class<?> kind) {
      return scalar(Choices.name(kind));
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(ConfigUnbinder::node).orElseGet(ConfigUnbinder::nothing);
    }
    if (value instanceof OptionalInt n) {
      return n.isPresent() ? scalar(Integer.toString(n.getAsInt())) : nothing();
    }
    if (value instanceof OptionalLong n) {
      return n.isPresent() ? scalar(Long.toString(n.getAsLong())) : nothing();
    }
    if (value instanceof OptionalDouble x) {
      return x.isPresent() ? scalar(Double.toString(x.getAsDouble())) : nothing();
    }
    if (value instanceof List<?> list) {
      return new ConfigNode.Sequence(
          Origin.DEFAULT,
          list.stream().map(ConfigUnbinder::node).collect(ImmutableList.toImmutableList()));
    }
    if (value instanceof Map<?, ?> map) {
      ImmutableMap.Builder<String, ConfigNode> entries = ImmutableMap.builder();
      map.forEach((key, item) -> entries.put((String) key, node(item)));
      return new ConfigNode.Mapping(Origin.DEFAULT, entries.buildOrThrow());
    }
    return scalar(value instanceof Enum<?> constant ? Settings.label(constant) : value.toString());
  }

  private static ConfigNode node(JsonNode any) {
    if (any.isObject()) {
      ImmutableMap.Builder<String, ConfigNode> entries = ImmutableMap.builder();
      any.properties().forEach(entry -> entries.put(entry.getKey(), node(entry.getValue())));
      return new ConfigNode.Mapping(Origin.DEFAULT, entries.buildOrThrow());
    }
    if (any.isArray()) {
      ImmutableList.Builder<ConfigNode> items = ImmutableList.builder();
      any.forEach(item -> items.add(node(item)));
      return new ConfigNode.Sequence(Origin.DEFAULT, items.build());
    }
    return any.isNull() ? nothing() : scalar(any.asText());
  }

  private static ConfigNode scalar(String text) {
    return ConfigNode.Scalar.of(Origin.DEFAULT, text);
  }

  private static ConfigNode nothing() {
    return new ConfigNode.Scalar(Origin.DEFAULT, "", true);
  }
}
