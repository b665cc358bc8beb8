package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What differs between two resolved configurations, setting by setting. */
final class SettingsDifference {
  private static final int MOST_NAMED = 5;

  private final ImmutableList<String> changes;

  private SettingsDifference(ImmutableList<String> changes) {
    this.changes = changes;
  }

  /**
   * Compares the text of a {@code config.yaml} with the settings of today.
   *
   * @param before what was written; may be damaged
   */
  static SettingsDifference between(String before, ConfigNode.Mapping now) {
    Map<String, String> then;
    try {
      then = InlineYaml.flat(YamlReader.parse("config.yaml", before));
    } catch (ConfigException e) {
      return new SettingsDifference(ImmutableList.of("it cannot be read: " + e.getMessage()));
    }
    Map<String, String> today = InlineYaml.flat(now);
    Set<String> keys = new LinkedHashSet<>(then.keySet());
    keys.addAll(today.keySet());
    ImmutableList.Builder<String> changes = ImmutableList.builder();
    for (String key : keys) {
      String old = then.get(key);
      String given = today.get(key);
      if (old == null) {
        changes.add(key + " was not there and is " + given);
      } else if (given == null) {
        changes.add(key + " was " + old + " and is not there");
      } else if (!old.equals(given)) {
        changes.add(key + " was " + old + " and is " + given);
      }
    }
    return new SettingsDifference(changes.build());
  }

  /** The keys with both values, such as {@code agent.discount was 0.9 and is 0.99}. */
  String words() {
    if (changes.isEmpty()) {
      return "it is written differently";
    }
    String named = String.join("; ", changes.subList(0, Math.min(MOST_NAMED, changes.size())));
    return changes.size() > MOST_NAMED
        ? named + "; and " + (changes.size() - MOST_NAMED) + " more"
        : named;
  }
}
