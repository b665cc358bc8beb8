package dev.ensayo.core.config;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What holds for every configuration record: its defaults and the ranges of its components. */
public final class Settings {
  private Settings() {}

  /**
   * Checks all components of a record against their {@link Setting}; called first in the record's
   * constructor.
   *
   * @param values the components, in order
   * @throws InvalidSettingException naming the first that is out of its range
   * @throws IllegalArgumentException if the record is not declared as a configuration must be, such
   *     as with two settings of one name
   */
  public static void check(Class<? extends Record> type, Object... values) {
    FlatSetting.of(type);
    ImmutableList<RecordComponent> components = RecordShape.components(type);
    checkArgument(
        components.size() == values.length,
        "%s has %s components, %s were given",
        type.getSimpleName(),
        components.size(),
        values.length);
    for (int i = 0; i < values.length; i++) {
      Objects.requireNonNull(values[i], components.get(i).getName());
      if (!isUnwrapped(components.get(i))) { // else its own constructor has checked it
        checkRange(components.get(i), values[i]);
      }
    }
  }

  /** Checks one component against its {@link Setting}. */
  static void checkRange(RecordComponent component, Object value) {
    checkRange(key(component), annotation(component), value);
  }

  /** The record with every default; only for records without required settings. */
  public static <C extends Record> C defaults(Class<C> type) {
    return ConfigBinder.bind(ConfigNode.Mapping.empty(Origin.DEFAULT), "", type);
  }

  /**
   * The record bound to YAML text, for tests and examples.
   *
   * @param yaml such as {@code {capacity: 64, sampler: uniform}}
   */
  public static <C extends Record> C of(Class<C> type, String yaml) {
    return ConfigBinder.bind(YamlReader.parse("(text)", yaml), "", type);
  }

  /** How an enum constant is written in a study: lower case with dashes. */
  public static String label(Enum<?> constant) {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_HYPHEN, constant.name());
  }

  /** The key of a component in a study: its name, or what its {@link Setting} says. */
  static String key(RecordComponent component) {
    String key = annotation(component).key();
    return key.isEmpty() ? component.getName() : key;
  }

  /** Whether the settings of a component stand at the level of its record. */
  static boolean isUnwrapped(RecordComponent component) {
    return component.isAnnotationPresent(Unwrapped.class);
  }

  static Setting annotation(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    checkArgument(
        setting != null,
        "%s.%s lacks @Setting",
        component.getDeclaringRecord().getSimpleName(),
        component.getName());
    return setting;
  }

  /**
   * The range in words, such as {@code [0, 1]} or {@code at least 1}; empty where there is none.
   */
  static String range(Setting setting) {
    boolean low = Double.isFinite(setting.min());
    boolean high = Double.isFinite(setting.max());
    if (low && high) {
      return (setting.minExcluded() ? "(" : "[")
          + number(setting.min())
          + ", "
          + number(setting.max())
          + (setting.maxExcluded() ? ")" : "]");
    }
    if (low) {
      return (setting.minExcluded() ? "greater than " : "at least ") + number(setting.min());
    }
    if (high) {
      return (setting.maxExcluded() ? "less than " : "at most ") + number(setting.max());
    }
    return "";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static void checkRange(String key, Setting setting, Object value) {
    if (value instanceof Number number) {
      checkNumber(key, setting, number);
    } else if (value instanceof OptionalInt optional) {
      optional.ifPresent(n -> checkNumber(key, setting, n));
    } else if (value instanceof OptionalLong optional) {
      optional.ifPresent(n -> checkNumber(key, setting, n));
    } else if (value instanceof OptionalDouble optional) {
      optional.ifPresent(n -> checkNumber(key, setting, n));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(inner -> checkRange(key, setting, inner));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> checkRange(key, setting, item));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, item) -> checkRange(key + "." + name, setting, item));
    }
  }

  private static void checkNumber(String key, Setting setting, Number number) {
    double x = number.doubleValue();
    if (Double.isInfinite(x) || (Double.isNaN(x) && range(setting).isEmpty())) {
      throw new InvalidSettingException(key, "must be a finite number, not " + number);
    }
    boolean lowEnough = setting.maxExcluded() ? x < setting.max() : x <= setting.max();
    boolean highEnough = setting.minExcluded() ? x > setting.min() : x >= setting.min();
    if (!lowEnough || !highEnough) {
      String range = range(setting);
      String must = range.startsWith("[") || range.startsWith("(") ? "lie in " : "be ";
      String unit = setting.unit().isEmpty() ? "" : " (" + setting.unit() + ")";
      throw new InvalidSettingException(key, "must " + must + range + unit + ", not " + number);
    }
  }
}
