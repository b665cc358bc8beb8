package dev.ensayo.core.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.service.Services;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records that a study can choose for an interface: those that a sealed one permits, or those
 * that {@link ChoiceProvider}s name for an open one. The constants of an enum that a sealed one
 * permits are choices too, which have no settings.
 */
public final class Choices {
  private static final Origin SERVICES =
      new Origin("META-INF/services/" + ChoiceProvider.class.getName(), 0);

  /** Of the class path, which does not change; looked through at the first question. */
  private static final class OnClassPath {
    static final Choices ALL = new Choices(load());
  }

  private final ImmutableList<ChoiceProvider<?>> providers;

  Choices(List<? extends ChoiceProvider<?>> providers) {
    this.providers = ImmutableList.copyOf(providers);
  }

  /**
   * The records by their names, in the order of their declaration; by the label of a constant its
   * enum.
   *
   * @param type a sealed interface, or an open one
   * @throws ConfigException if two of them have one name
   */
  public static ImmutableMap<String, Class<?>> of(Class<?> type) {
    return type.isSealed() ? byName(type, type.getPermittedSubclasses()) : found(type);
  }

  /** Whether there is anything to choose for an interface. */
  static boolean areThereFor(Class<?> type) {
    return type.isSealed() || (type.isInterface() && !found(type).isEmpty());
  }

  /**
   * T of a setting of type {@code Class<? extends T>}, which is the name of a choice alone: {@code
   * cell: lstm}.
   */
  static Class<?> interfaceOf(ParameterizedType kind) {
    WildcardType wildcard = (WildcardType) kind.getActualTypeArguments()[0];
    return (Class<?>) wildcard.getUpperBounds()[0];
  }

  /** How a record is chosen. */
  public static String name(Class<?> type) {
    Choice choice = type.getAnnotation(Choice.class);
    if (choice == null) {
      throw new IllegalStateException(type.getName() + " lacks @Choice");
    }
    return choice.value();
  }

  private static ImmutableMap<String, Class<?>> found(Class<?> type) {
    return OnClassPath.ALL.named(type);
  }

  /** The records that the providers name for an interface; none if it is not theirs. */
  ImmutableMap<String, Class<?>> named(Class<?> type) {
    return byName(
        type,
        providers.stream()
            .filter(provider -> provider.type() == type)
            .flatMap(provider -> provider.choices().stream())
            .toArray(Class<?>[]::new));
  }

  private static ImmutableMap<String, Class<?>> byName(Class<?> type, Class<?>... records) {
    Map<String, Class<?>> byName = new LinkedHashMap<>();
    for (Class<?> record : records) {
      if (record.isEnum()) {
        for (Object constant : record.getEnumConstants()) {
          byName.put(Settings.label((Enum<?>) constant), record);
        }
        continue;
      }
      if (!record.isRecord()) {
        throw new IllegalStateException(record.getName() + " is no record");
      }
      Class<?> other = byName.putIfAbsent(name(record), record);
      if (other != null) {
        throw broken(
            String.format(
                "two kinds of %s are called '%s': %s and %s",
                type.getSimpleName(), name(record), other.getName(), record.getName()));
      }
    }
    return ImmutableMap.copyOf(byName);
  }

  private static List<ChoiceProvider<?>> load() {
    return Services.of(ChoiceProvider.class).found().stream()
        .<ChoiceProvider<?>>map(provider -> provider)
        .toList();
  }

  private static ConfigException broken(String message) {
    return new ConfigException(new Problem(SERVICES, "", message));
  }
}
