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
    return of(names, labels, file, 0);
  }

  /**
   * The same where the file calls class 0 by another number.
   *
   * @param first the number of class 0 in the file
   */
  static ImmutableList<String> of(
      List<String> names, Collection<int[]> labels, DataFile file, int first) {
    int highest = labels.stream().flatMapToInt(Arrays::stream).max().orElse(-1);
    if (names.isEmpty()) {
      return IntStream.rangeClosed(first, first + highest)
          .mapToObj(Integer::toString)
          .collect(ImmutableList.toImmutableList());
    }
    if (highest >= names.size()) {
      throw file.wrong(
          "it has the label %s; the %s classes have the numbers %s to %s"
              .formatted(first + highest, names.size(), first, first + names.size() - 1));
    }
    return ImmutableList.copyOf(names);
  }
}
