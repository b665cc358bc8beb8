package dev.ensayo.core.config;

import com.google.common.collect.ImmutableMap;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All records of settings within a configuration: itself and those that it holds. */
public final class NestedSettings {
  private NestedSettings() {}

  /**
   * Those of one kind by the dotted path that their settings stand at; items of a list by their
   * place.
   *
   * @param path of the configuration itself, not empty
   */
  public static <T> ImmutableMap<String, T> of(Record config, String path, Class<T> kind) {
    ImmutableMap.Builder<String, T> found = ImmutableMap.builder();
    collect(config, path, kind, found);
    return found.buildOrThrow();
  }

  private static <T> void collect(
      Object value, String path, Class<T> kind, ImmutableMap.Builder<String, T> found) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(held -> collect(held, path, kind, found));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), path + "." + i, kind, found);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, held) -> collect(held, path + "." + key, kind, found));
    } else if (value instanceof Record config) {
      if (kind.isInstance(config)) {
        found.put(path, kind.cast(config));
      }
      for (RecordComponent component : RecordShape.components(config.getClass())) {
        String below =
            Settings.isUnwrapped(component) ? path : path + "." + Settings.key(component);
        collect(ConfigUnbinder.read(config, component), below, kind, found);
      }
    }
  }
}
