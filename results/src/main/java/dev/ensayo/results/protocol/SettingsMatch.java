package dev.ensayo.results.protocol;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Whether a run has the settings of a publication. */
public final class SettingsMatch {
  private SettingsMatch() {}

  /**
   * The settings that a configuration has otherwise, or has not, sorted. Numbers are compared as
   * numbers; of a mapping only what is asked for counts, and a word stands for its {@code type}.
   *
   * @param asked by dotted path
   */
  public static ImmutableSortedSet<String> differing(
      Map<String, ConfigNode> asked, ConfigNode.Mapping configuration) {
    return asked.entrySet().stream()
        .filter(setting -> !isIn(setting, configuration))
        .map(Map.Entry::getKey)
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }

  private static boolean isIn(
      Map.Entry<String, ConfigNode> setting, ConfigNode.Mapping configuration) {
    Optional<ConfigNode> there = InlineYaml.at(configuration, setting.getKey());
    return there.isPresent() && matches(setting.getValue(), there.get());
  }

  private static boolean matches(ConfigNode asked, ConfigNode there) {
    if (asked instanceof ConfigNode.Mapping some && there instanceof ConfigNode.Mapping all) {
      return some.entries().entrySet().stream()
          .allMatch(
              entry ->
                  all.get(entry.getKey())
                      .map(value -> matches(entry.getValue(), value))
                      .orElse(false));
    }
    if (asked instanceof ConfigNode.Sequence one && there instanceof ConfigNode.Sequence other) {
      boolean same = one.items().size() == other.items().size();
      for (int i = 0; same && i < one.items().size(); i++) {
        same = matches(one.items().get(i), other.items().get(i));
      }
      return same;
    }
    if (asked instanceof ConfigNode.Scalar && there instanceof ConfigNode.Mapping mapping) {
      return mapping.get("type").map(type -> matches(asked, type)).orElse(false);
    }
    return asked instanceof ConfigNode.Scalar one
        && there instanceof ConfigNode.Scalar other
        && one.isNull() == other.isNull()
        && (one.text().equals(other.text()) || isSameNumber(one.text(), other.text()));
  }

  private static boolean isSameNumber(String one, String other) {
    Double first = Doubles.tryParse(one);
    Double second = Doubles.tryParse(other);
    return first != null && second != null && first.doubleValue() == second.doubleValue();
  }
}
