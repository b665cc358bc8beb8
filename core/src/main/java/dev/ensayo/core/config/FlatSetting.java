package dev.ensayo.core.config;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.ensayo.core.config.Unwrapped.Here;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A setting as it stands at the level of a record: one of the record's own, or of a part that is
 * {@link Unwrapped} into it.
 *
 * @param key in a study
 * @param component of the record or of the part
 * @param meaning at this level
 * @param defaultValue at this level, or {@link Setting#REQUIRED}
 * @param after the key it was put behind; empty where it stands in its place
 * @param defaultNode the default as a node, parsed once for all bindings; empty if there is none
 */
record FlatSetting(
    String key,
    RecordComponent component,
    String meaning,
    String defaultValue,
    String after,
    Optional<ConfigNode> defaultNode) {
  private static final ClassValue<ImmutableMap<String, FlatSetting>> OF_RECORD =
      new ClassValue<>() {
        @Override
        protected ImmutableMap<String, FlatSetting> computeValue(Class<?> type) {
          return flatten(type);
        }
      };

  private FlatSetting(
      String key, RecordComponent component, String meaning, String defaultValue, String after) {
    this(
        key,
        component,
        meaning,
        defaultValue,
        after,
        defaultValue.equals(Setting.REQUIRED)
            ? Optional.empty()
            : Optional.of(YamlReader.parseValue(Origin.DEFAULT.source(), defaultValue)));
  }

  /**
   * The settings at the level of a record by their keys, in the order in which they are listed; a
   * constant of an enum has none.
   *
   * @throws IllegalArgumentException if the record is not declared as a configuration must be
   */
  static ImmutableMap<String, FlatSetting> of(Class<?> type) {
    return OF_RECORD.get(type);
  }

  /** The default as a node; empty for a required setting. */
  Optional<ConfigNode> fallback(Origin origin) {
    if (defaultNode.isPresent()) {
      return defaultNode;
    }
    Class<?> type = component.getType();
    if (type == Optional.class
        || type == OptionalInt.class
        || type == OptionalLong.class
        || type == OptionalDouble.class) {
      return Optional.of(new ConfigNode.Scalar(origin, "", true));
    }
    return type.isRecord() ? Optional.of(ConfigNode.Mapping.empty(origin)) : Optional.empty();
  }

  private static ImmutableMap<String, FlatSetting> flatten(Class<?> type) {
    if (type.isEnum()) {
      return ImmutableMap.of();
    }
    List<FlatSetting> settings = new ArrayList<>();
    for (RecordComponent component : RecordShape.components(type)) {
      if (Settings.isUnwrapped(component)) {
        settings.addAll(unwrap(component));
      } else {
        insert(settings, own(component));
      }
    }
    Map<String, FlatSetting> byKey = new LinkedHashMap<>();
    for (FlatSetting setting : settings) {
      FlatSetting other = byKey.putIfAbsent(setting.key, setting);
      checkArgument(
          other == null,
          "%s has two settings called '%s': %s and %s",
          type.getSimpleName(),
          setting.key,
          other == null ? "" : name(other.component),
          name(setting.component));
    }
    checkArgument(
        !(type.isAnnotationPresent(Choice.class) && byKey.containsKey("type")),
        "%s is chosen by its type, so none of its settings can be called 'type'",
        type.getSimpleName());
    return ImmutableMap.copyOf(byKey);
  }

  private static FlatSetting own(RecordComponent component) {
    Setting setting = Settings.annotation(component);
    return new FlatSetting(
        Settings.key(component),
        component,
        setting.value(),
        setting.defaultValue(),
        setting.after());
  }

  /** At the end, or behind the setting it comes after and those that have come there before it. */
  private static void insert(List<FlatSetting> settings, FlatSetting added) {
    int at = settings.size();
    if (!added.after.isEmpty()) {
      List<String> keys = settings.stream().map(FlatSetting::key).toList();
      at = keys.indexOf(added.after) + 1;
      checkArgument(
          at > 0,
          "%s comes after '%s', which does not stand before it; %s",
          name(added.component),
          added.after,
          NearestName.hint(added.after, keys));
      while (at < settings.size() && settings.get(at).after.equals(added.after)) {
        at++;
      }
    }
    settings.add(at, added);
  }

  private static Collection<FlatSetting> unwrap(RecordComponent component) {
    Class<?> part = component.getType();
    checkArgument(
        component.getAnnotation(Setting.class) == null,
        "%s is a @Setting or @Unwrapped, not both",
        name(component));
    checkArgument(
        part.isRecord(),
        "%s cannot be unwrapped: %s is no record",
        name(component),
        part.getSimpleName());
    Map<String, FlatSetting> settings =
        new LinkedHashMap<>(Maps.transformValues(of(part), FlatSetting::inPlace));
    for (Here here : component.getAnnotation(Unwrapped.class).value()) {
      checkArgument(
          settings.containsKey(here.key()),
          "%s says something of '%s'; %s",
          name(component),
          here.key(),
          NearestName.hint(here.key(), settings.keySet()));
      settings.computeIfPresent(here.key(), (key, declared) -> declared.as(here));
    }
    return settings.values();
  }

  private FlatSetting inPlace() {
    return new FlatSetting(key, component, meaning, defaultValue, "");
  }

  private FlatSetting as(Here here) {
    return new FlatSetting(
        key,
        component,
        here.value().equals(Here.AS_DECLARED) ? meaning : here.value(),
        here.defaultValue().equals(Here.AS_DECLARED) ? defaultValue : here.defaultValue(),
        after);
  }

  private static String name(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }
}
