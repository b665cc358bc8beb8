package dev.ensayo.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Primitives;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** All settings of a configuration record in words, for {@code describe} and for the docs. */
public final class SettingsCatalog {
  /**
   * One setting.
   *
   * @param path dotted path below the record, such as {@code replay.capacity}
   * @param choice the {@code type} of the enclosing choice that has this setting; empty for all
   * @param type "a whole number", "one of relu, tanh", …
   * @param defaultValue as written in a study; empty where the setting is required or absent by
   *     default
   * @param required whether a study must give it
   * @param range the range in words; may be empty
   * @param unit what it is counted in; may be empty
   * @param meaning what it means
   */
  public record Entry(
      String path,
      String choice,
      String type,
      String defaultValue,
      boolean required,
      String range,
      String unit,
      String meaning) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Class<?>> open = new HashSet<>();

  private SettingsCatalog() {}

  /** The settings of a record and of the records in it, in order. */
  public static ImmutableList<Entry> of(Class<? extends Record> type) {
    SettingsCatalog catalog = new SettingsCatalog();
    catalog.addAll(type, "", "");
    return ImmutableList.copyOf(catalog.entries);
  }

  private void addAll(Class<?> type, String path, String choice) {
    if (!open.add(type)) {
      return; // a choice that holds choices of its own kind: listed once
    }
    FlatSetting.of(type).values().forEach(setting -> add(setting, path, choice));
    open.remove(type);
  }

  private void add(FlatSetting flat, String path, String choice) {
    RecordComponent component = flat.component();
    Setting setting = Settings.annotation(component);
    String at = ConfigBinder.below(path, flat.key());
    Class<?> value = valueType(component.getGenericType());
    boolean isGroup = value.isRecord() && component.getType().isRecord();
    boolean hasText = !flat.defaultValue().equals(Setting.REQUIRED);
    entries.add(
        new Entry(
            at,
            choice,
            typeInWords(component.getGenericType()),
            hasText ? flat.defaultValue() : "",
            flat.fallback(Origin.DEFAULT).isEmpty(),
            Settings.range(setting),
            setting.unit(),
            flat.meaning()));
    if (isGroup || (value.isRecord() && component.getType() == Optional.class)) {
      addAll(value, at, choice);
    } else if (Choices.areThereFor(value)) {
      for (Map.Entry<String, Class<?>> chosen : Choices.of(value).entrySet()) {
        addAll(chosen.getValue(), at, chosen.getKey());
      }
    } else if (value.isRecord()) {
      addAll(value, at + "[]", choice);
    }
  }

  /** The type itself, or what a list, map or optional holds. */
  private static Class<?> valueType(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      if (parameterized.getRawType() == Class.class) {
        return Class.class;
      }
      Type[] arguments = parameterized.getActualTypeArguments();
      return valueType(arguments[arguments.length - 1]);
    }
    return (Class<?>) type;
  }

  private static String typeInWords(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Class<?> raw = (Class<?>) parameterized.getRawType();
      if (raw == Class.class) {
        return oneOf(Choices.interfaceOf(parameterized));
      }
      Type[] arguments = parameterized.getActualTypeArguments();
      String inner = typeInWords(arguments[arguments.length - 1]);
      if (raw == List.class) {
        return "a list, each " + inner;
      }
      return raw == Map.class ? "keys, each with " + inner : inner;
    }
    Class<?> raw = (Class<?>) type;
    if (raw == OptionalInt.class || raw == OptionalLong.class) {
      return "a whole number";
    }
    if (raw == OptionalDouble.class) {
      return "a number";
    }
    if (raw == JsonNode.class) {
      return "any value";
    }
    if (Choices.areThereFor(raw)) {
      return oneOf(raw);
    }
    return raw.isRecord() ? "settings" : ConfigBinder.typeName(Primitives.unwrap(raw));
  }

  private static String oneOf(Class<?> type) {
    return "one of " + String.join(", ", Choices.of(type).keySet());
  }
}
