package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Names of classes that files only number. */
final class ClassNames {
  private ClassNames() {}

  /**
   * The given names, or the numbers from 0 to the highest label.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if a label has no name
   */
  static ImmutableList<String> of(List<String> names, Collection<int[]> labels, DataFile file) {
    int highest = labels.stream().flatMapToInt(Arrays::stream).max().orElse(-1);
    if (names.isEmpty()) {
      return IntStream.rangeClosed(0, highest)
          .mapToObj(Integer::toString)
          .collect(ImmutableList.toImmutableList());
    }
    if (highest >= names.size()) {
      throw file.wrong(
          "it has the label %s; the %s classes have the numbers 0 to %s"
              .formatted(highest, names.size(), names.size() - 1));
    }
    return ImmutableList.copyOf(names);
  }
}
