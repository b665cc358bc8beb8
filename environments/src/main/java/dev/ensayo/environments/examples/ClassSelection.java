package dev.ensayo.environments.examples;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Which of a source's classes are learned, in the order asked for: the first becomes class 0.
 *
 * @param names of the chosen classes
 * @param numbers theirs in the source
 */
public record ClassSelection(ImmutableList<String> names, ImmutableList<Integer> numbers) {
  /**
   * Finds the classes a study asks for.
   *
   * @param available names of the source's classes by number
   * @param wanted names or numbers; empty for all
   * @throws InvalidSettingException at {@code classes} for what is not there or there twice
   */
  public static ClassSelection of(List<String> available, List<String> wanted) {
    List<Integer> numbers = new ArrayList<>();
    if (wanted.isEmpty()) {
      for (int i = 0; i < available.size(); i++) {
        numbers.add(i);
      }
    }
    for (String name : wanted) {
      int number = find(available, name, "classes");
      if (numbers.contains(number)) {
        throw new InvalidSettingException(
            "classes", "'" + available.get(number) + "' is asked for twice");
      }
      numbers.add(number);
    }
    if (numbers.size() < 2) {
      throw new InvalidSettingException(
          "classes", "at least two classes are needed to tell apart, not " + numbers.size());
    }
    return new ClassSelection(
        numbers.stream().map(available::get).collect(ImmutableList.toImmutableList()),
        ImmutableList.copyOf(numbers));
  }

  /** A class by its name, else by its number. */
  private static int find(List<String> available, String name, String key) {
    int byName = available.indexOf(name);
    if (byName >= 0) {
      return byName;
    }
    Integer number = Ints.tryParse(name);
    if (number != null && number >= 0 && number < available.size()) {
      return number;
    }
    throw new InvalidSettingException(
        key,
        "there is no class '"
            + name
            + "'; the classes have the numbers 0 to "
            + (available.size() - 1)
            + " and names; "
            + NearestName.hint(name, available));
  }

  /** The source's labels as numbers of chosen classes; −1 for classes that are left out. */
  public int[] relabel(int[] labels) {
    int[] lookup = new int[1 + numbers.stream().mapToInt(n -> n).max().orElse(0)];
    Arrays.fill(lookup, -1);
    for (int i = 0; i < numbers.size(); i++) {
      lookup[numbers.get(i)] = i;
    }
    return Arrays.stream(labels).map(label -> label < lookup.length ? lookup[label] : -1).toArray();
  }

  /**
   * The group of each chosen class; −1 for none.
   *
   * @param available names of the source's classes by number
   * @param groups classes, by name or number, of each group
   * @throws InvalidSettingException at {@code groups} for a class that is not there or in two
   */
  public int[] groups(List<String> available, Map<String, List<String>> groups) {
    int[] groupOf = new int[names.size()];
    Arrays.fill(groupOf, -1);
    int group = 0;
    for (Map.Entry<String, List<String>> entry : groups.entrySet()) {
      for (String name : entry.getValue()) {
        int chosen = numbers.indexOf(find(available, name, "groups." + entry.getKey()));
        if (chosen < 0) {
          throw new InvalidSettingException(
              "groups." + entry.getKey(), "class '" + name + "' is not among the chosen classes");
        }
        if (groupOf[chosen] >= 0) {
          throw new InvalidSettingException(
              "groups." + entry.getKey(), "class '" + name + "' is in another group already");
        }
        groupOf[chosen] = group;
      }
      group++;
    }
    return groupOf;
  }
}
