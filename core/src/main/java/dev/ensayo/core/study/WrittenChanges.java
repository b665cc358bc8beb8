package dev.ensayo.core.study;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import java.util.List;
import java.util.Map;

/** Whether changes to a study, dotted path to value, can be made together. */
final class WrittenChanges {
  private final List<Problem> problems;

  /**
   * @param problems what is wrong goes here
   */
  WrittenChanges(List<Problem> problems) {
    this.problems = problems;
  }

  /** Each change names a section, and none sets a part of what another sets as a whole. */
  void check(String path, Map<String, ConfigNode> changes) {
    changes.forEach((key, value) -> checkSection(value, path, key));
    checkOverlaps(path, changes);
  }

  void checkSection(ConfigNode node, String path, String key) {
    String section = Iterables.get(Splitter.on('.').split(key), 0);
    if (!StudyReader.SECTIONS.contains(section)) {
      add(
          node,
          path + "." + key,
          "a variant changes a section of the study; "
              + NearestName.hint(section, StudyReader.SECTIONS));
    }
  }

  /** A path and a part of it cannot both be set: which comes last would decide. */
  void checkOverlaps(String path, Map<String, ? extends ConfigNode> changes) {
    for (Map.Entry<String, ? extends ConfigNode> change : changes.entrySet()) {
      for (String other : changes.keySet()) {
        if (isPartOf(change.getKey(), other)) {
          add(
              change.getValue(),
              path + "." + change.getKey(),
              "is a part of '" + other + "', which is set as a whole here too; write one of them");
        }
      }
    }
  }

  static boolean isPartOf(String part, String whole) {
    return part.startsWith(whole + ".");
  }

  private void add(ConfigNode node, String path, String message) {
    problems.add(new Problem(node.origin(), path, message));
  }
}
