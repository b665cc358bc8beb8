package dev.ensayo.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Primitives;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Turns configuration as written into records, and finds everything that is wrong with it.
 *
 * <p>Components may be {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String},
 * enums, records, interfaces with {@link Choices}, {@code List}, {@code Map} with text keys, {@code
 * JsonNode} for what may be anything, and the {@code Optional} types. A record that is {@link
 * Unwrapped} has its settings at the level of the record around it.
 */
public final class ConfigBinder {
  private final List<Problem> problems = new ArrayList<>();
  private final PathRule paths;

  private ConfigBinder(PathRule paths) {
    this.paths = paths;
  }

  /**
   * Binds a mapping to a record.
   *
   * @param path where the mapping stands in the study, for messages; may be empty
   * @throws ConfigException with all problems found
   */
  public static <C extends Record> C bind(ConfigNode node, String path, Class<C> type) {
    return bind(node, path, type, PathRule.AS_WRITTEN);
  }

  /**
   * Binds a mapping to a record.
   *
   * @param path where the mapping stands in the study, for messages; may be empty
   * @param paths where the paths in it lead
   * @throws ConfigException with all problems found
   */
  public static <C extends Record> C bind(
      ConfigNode node, String path, Class<C> type, PathRule paths) {
    ConfigBinder binder = new ConfigBinder(paths);
    Object bound = binder.bindRecord(withoutOwnName(node, type), path, type);
    if (!binder.problems.isEmpty()) {
      throw new ConfigException(binder.problems);
    }
    return type.cast(bound);
  }

  /** A record that is one choice of several may be written with its name. */
  private static ConfigNode withoutOwnName(ConfigNode node, Class<? extends Record> type) {
    boolean named =
        type.isAnnotationPresent(Choice.class)
            && !FlatSetting.of(type).containsKey("type")
            && node instanceof ConfigNode.Mapping mapping
            && mapping.entries().get("type") instanceof ConfigNode.Scalar name
            && name.text().equals(Choices.name(type));
    return named ? ((ConfigNode.Mapping) node).without("type") : node;
  }

  /** Path of a key below another. */
  public static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Object fail(ConfigNode node, String path, String message) {
    problems.add(new Problem(node.origin(), path, message));
    return null;
  }

  private Object bindValue(ConfigNode node, String path, Type type) {
    if (type instanceof ParameterizedType parameterized) {
      return bindGeneric(node, path, parameterized);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == OptionalInt.class) {
      return isNull(node) ? OptionalInt.empty() : bindOptional(node, path, int.class);
    }
    if (raw == OptionalLong.class) {
      return isNull(node) ? OptionalLong.empty() : bindOptional(node, path, long.class);
    }
    if (raw == OptionalDouble.class) {
      return isNull(node) ? OptionalDouble.empty() : bindOptional(node, path, double.class);
    }
    if (raw == JsonNode.class) {
      return SettingsSchema.value(node);
    }
    if (raw.isRecord()) {
      return bindRecord(node, path, raw.asSubclass(Record.class));
    }
    if (Choices.areThereFor(raw)) {
      return bindChoice(node, path, raw);
    }
    return bindScalar(node, path, Primitives.unwrap(raw));
  }

  private static boolean isNull(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar && scalar.isNull();
  }

  private Object bindOptional(ConfigNode node, String path, Class<?> primitive) {
    Object value = bindScalar(node, path, primitive);
    if (value instanceof Integer n) {
      return OptionalInt.of(n);
    }
    if (value instanceof Long n) {
      return OptionalLong.of(n);
    }
    return value instanceof Double x ? OptionalDouble.of(x) : null;
  }

  private Object bindGeneric(ConfigNode node, String path, ParameterizedType type) {
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) {
      return isNull(node)
          ? Optional.empty()
          : Optional.ofNullable(bindValue(node, path, type.getActualTypeArguments()[0]));
    }
    if (raw == Class.class) {
      return bindKind(node, path, Choices.of(Choices.interfaceOf(type)));
    }
    if (raw == List.class) {
      if (!(node instanceof ConfigNode.Sequence sequence)) {
        return fail(node, path, "expected a list like [a, b], found " + node.describe());
      }
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < sequence.items().size(); i++) {
        items.add(
            bindValue(
                sequence.items().get(i), path + "[" + i + "]", type.getActualTypeArguments()[0]));
      }
      return items.contains(null) ? null : ImmutableList.copyOf(items);
    }
    if (raw == Map.class) {
      if (!(node instanceof ConfigNode.Mapping mapping)) {
        return fail(node, path, "expected keys with values, found " + node.describe());
      }
      Map<String, Object> items = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, value) ->
                  items.put(
                      key, bindValue(value, below(path, key), type.getActualTypeArguments()[1])));
      return items.containsValue(null) ? null : ImmutableMap.copyOf(items);
    }
    throw new IllegalStateException("settings of type " + type + " are not supported");
  }

  private Object bindKind(ConfigNode node, String path, ImmutableMap<String, Class<?>> choices) {
    if (!(node instanceof ConfigNode.Scalar scalar) || scalar.isNull()) {
      return fail(
          node,
          path,
          "expected one of " + String.join(", ", choices.keySet()) + ", found " + node.describe());
    }
    Class<?> chosen = choices.get(scalar.text());
    return chosen != null
        ? chosen
        : fail(
            node,
            path,
            "no such choice: '"
                + scalar.text()
                + "'; "
                + NearestName.hint(scalar.text(), choices.keySet()));
  }

  private Object bindChoice(ConfigNode node, String path, Class<?> type) {
    ImmutableMap<String, Class<?>> choices = Choices.of(type);
    ConfigNode.Mapping mapping;
    if (node instanceof ConfigNode.Mapping given) {
      mapping = given;
    } else if (node instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
      mapping = ConfigNode.Mapping.empty(node.origin()).with("type", scalar);
    } else {
      return fail(node, path, "expected one of " + choices.keySet() + ", found " + node.describe());
    }
    ConfigNode name = mapping.entries().get("type");
    if (name == null) {
      return fail(node, below(path, "type"), "is missing; one of " + choices.keySet());
    }
    if (!(name instanceof ConfigNode.Scalar scalar) || !choices.containsKey(scalar.text())) {
      String given = name instanceof ConfigNode.Scalar scalar ? scalar.text() : name.describe();
      return fail(
          name,
          below(path, "type"),
          "no such choice: '" + given + "'; " + NearestName.hint(given, choices.keySet()));
    }
    Class<?> chosen = choices.get(scalar.text());
    return chosen.isEnum()
        ? bindConstant(mapping, path, chosen, scalar.text())
        : bindRecord(mapping.without("type"), path, chosen.asSubclass(Record.class));
  }

  /** A choice without settings. */
  private Object bindConstant(
      ConfigNode.Mapping mapping, String path, Class<?> type, String label) {
    for (Map.Entry<String, ConfigNode> entry : mapping.without("type").entries().entrySet()) {
      fail(
          entry.getValue(),
          below(path, entry.getKey()),
          "unknown key; " + label + " has no settings");
    }
    return mapping.entries().size() > 1
        ? null
        : type.getEnumConstants()[labels(type).indexOf(label)];
  }

  private Object bindRecord(ConfigNode node, String path, Class<? extends Record> type) {
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      return fail(node, path, "expected keys with values, found " + node.describe());
    }
    ImmutableMap<String, FlatSetting> settings = FlatSetting.of(type);
    int before = problems.size();
    for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
      if (!settings.containsKey(entry.getKey())) {
        fail(
            entry.getValue(),
            below(path, entry.getKey()),
            refusal(type, entry.getKey())
                .map(reason -> "is not here: " + reason)
                .orElseGet(
                    () -> "unknown key; " + NearestName.hint(entry.getKey(), settings.keySet())));
      }
    }
    Object[] values = bindComponents(mapping, path, type, settings);
    return problems.size() > before ? null : construct(mapping, path, type, values);
  }

  /** Why a record, or a part that is unwrapped into it, lacks a key on purpose; empty if not so. */
  private static Optional<String> refusal(Class<?> type, String key) {
    Refused refused = type.getAnnotation(Refused.class);
    if (refused != null && refused.key().equals(key)) {
      return Optional.of(refused.reason());
    }
    return Arrays.stream(type.getRecordComponents())
        .filter(Settings::isUnwrapped)
        .flatMap(part -> refusal(part.getType(), key).stream())
        .findFirst();
  }

  /**
   * Binds the components of a record, or of a part that is unwrapped into it.
   *
   * @param settings at the level of the record
   */
  private Object[] bindComponents(
      ConfigNode.Mapping mapping,
      String path,
      Class<? extends Record> type,
      ImmutableMap<String, FlatSetting> settings) {
    ImmutableList<RecordComponent> components = RecordShape.components(type);
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      RecordComponent component = components.get(i);
      if (Settings.isUnwrapped(component)) {
        values[i] = bindPart(mapping, path, component.getType().asSubclass(Record.class), settings);
      } else {
        values[i] = bindSetting(mapping, path, settings.get(Settings.key(component)));
        checkRange(mapping, path, component, values[i]);
      }
    }
    return values;
  }

  private Object bindPart(
      ConfigNode.Mapping mapping,
      String path,
      Class<? extends Record> part,
      ImmutableMap<String, FlatSetting> settings) {
    int before = problems.size();
    Object[] values = bindComponents(mapping, path, part, settings);
    return problems.size() > before ? null : construct(mapping, path, part, values);
  }

  /** What the constructor would refuse as well, but it stops at the first. */
  private void checkRange(
      ConfigNode.Mapping mapping, String path, RecordComponent component, Object value) {
    if (value != null) {
      try {
        Settings.checkRange(component, value);
      } catch (InvalidSettingException e) {
        problems.add(locate(mapping, path, e));
      }
    }
  }

  private Object bindSetting(ConfigNode.Mapping mapping, String path, FlatSetting setting) {
    String at = below(path, setting.key());
    ConfigNode given = mapping.entries().get(setting.key());
    Optional<ConfigNode> fallback = setting.fallback(mapping.origin());
    if (given != null) {
      ConfigNode whole = withDefaultType(given, fallback, setting.component().getType());
      PathTo to = Settings.annotation(setting.component()).path();
      return bindValue(resolved(whole, to), at, setting.component().getGenericType());
    }
    if (fallback.isEmpty()) {
      return fail(mapping, at, "is missing; it is " + setting.meaning());
    }
    return bindValue(fallback.get(), at, setting.component().getGenericType());
  }

  /** Settings without a type are changes to the default, if that has them and is a choice. */
  private static ConfigNode withDefaultType(
      ConfigNode given, Optional<ConfigNode> fallback, Class<?> type) {
    if (!(given instanceof ConfigNode.Mapping changes)
        || changes.entries().containsKey("type")
        || fallback.isEmpty()
        || !Choices.areThereFor(type)) {
      return given;
    }
    ConfigNode.Mapping whole = ConfigNode.Mapping.empty(changes.origin());
    if (fallback.get() instanceof ConfigNode.Mapping mapping) {
      whole = new ConfigNode.Mapping(changes.origin(), mapping.entries());
    } else if (fallback.get() instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
      whole = whole.with("type", scalar);
    }
    for (Map.Entry<String, ConfigNode> change : changes.entries().entrySet()) {
      whole = whole.with(change.getKey(), change.getValue());
    }
    return whole;
  }

  private ConfigNode resolved(ConfigNode node, PathTo to) {
    if (to == PathTo.NOTHING) {
      return node;
    }
    if (node instanceof ConfigNode.Sequence list) {
      return new ConfigNode.Sequence(
          list.origin(),
          list.items().stream()
              .map(item -> resolved(item, to))
              .collect(ImmutableList.toImmutableList()));
    }
    return node instanceof ConfigNode.Scalar scalar && !scalar.isNull()
        ? ConfigNode.Scalar.of(scalar.origin(), paths.resolve(scalar, to))
        : node;
  }

  private Object construct(
      ConfigNode.Mapping mapping, String path, Class<? extends Record> type, Object[] values) {
    try {
      return RecordShape.constructor(type).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSettingException invalid) {
        problems.add(locate(mapping, path, invalid));
        return null;
      }
      throw new IllegalStateException(type + " could not be built", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " could not be built", e);
    }
  }

  /** Adds place and path to what a constructor or a provider found wrong. */
  public static Problem locate(ConfigNode node, String path, InvalidSettingException invalid) {
    ConfigNode at = node;
    for (String key : Splitter.on('.').split(invalid.key())) {
      if (!(at instanceof ConfigNode.Mapping mapping) || !mapping.entries().containsKey(key)) {
        break;
      }
      at = mapping.entries().get(key);
    }
    String full = invalid.key().isEmpty() ? path : below(path, invalid.key());
    return new Problem(at.origin(), full, invalid.getMessage());
  }

  private Object bindScalar(ConfigNode node, String path, Class<?> type) {
    if (!(node instanceof ConfigNode.Scalar scalar) || scalar.isNull()) {
      return fail(node, path, "expected " + typeName(type) + ", found " + node.describe());
    }
    String text = scalar.text();
    if (type == String.class) {
      return text;
    }
    if (type == boolean.class) {
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      return fail(node, path, "expected true or false, found '" + text + "'");
    }
    if (type.isEnum()) {
      return bindEnum(node, path, type, text);
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (type == int.class) {
        return number.intValueExact();
      }
      if (type == long.class) {
        return number.longValueExact();
      }
      if (type == double.class) {
        double x = number.doubleValue();
        if (Double.isInfinite(x)) {
          throw new ArithmeticException();
        }
        return x;
      }
    } catch (NumberFormatException e) {
      return fail(node, path, "expected " + typeName(type) + ", found '" + text + "'");
    } catch (ArithmeticException e) {
      return fail(
          node, path, "expected " + typeName(type) + " within its range, found '" + text + "'");
    }
    throw new IllegalStateException("settings of type " + type + " are not supported");
  }

  private Object bindEnum(ConfigNode node, String path, Class<?> type, String text) {
    List<String> labels = labels(type);
    int index = labels.indexOf(text);
    return index >= 0
        ? type.getEnumConstants()[index]
        : fail(node, path, "no such choice: '" + text + "'; " + NearestName.hint(text, labels));
  }

  private static List<String> labels(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Settings.label((Enum<?>) constant))
        .toList();
  }

  static String typeName(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return "one of " + String.join(", ", labels(type));
    }
    return type == String.class ? "text" : "one value";
  }
}
