package dev.ensayo.experiments.comparison;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Something that two runs have different.
 *
 * @param name what, such as {@code agent.discount}
 * @param first of the one run; empty where it has nothing of that name
 * @param second of the other run, likewise
 */
public record Difference(String name, String first, String second) {

  /** All that differs, in the order of the first, then of the second. */
  static ImmutableList<Difference> between(Map<String, String> first, Map<String, String> second) {
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    return names.stream()
        .map(
            name ->
                new Difference(name, first.getOrDefault(name, ""), second.getOrDefault(name, "")))
        .filter(difference -> !difference.first().equals(difference.second()))
        .collect(ImmutableList.toImmutableList());
  }
}
