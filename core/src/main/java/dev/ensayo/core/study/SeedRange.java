package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The seeds of a study: {@code {from: 1, count: 5}} or a list. */
record SeedRange(
    @Setting(value = "first seed", defaultValue = "1") long from,
    @Setting(value = "how many seeds", defaultValue = "5", min = 1, max = Study.MOST_SEEDS)
        int count) {
  SeedRange {
    Settings.check(SeedRange.class, from, count);
    if (from > Long.MAX_VALUE - count) {
      throw new InvalidSettingException(
          "from", "must leave room for " + count + " seeds, not " + from);
    }
  }

  ImmutableList<Long> seeds() {
    return LongStream.range(from, from + count).boxed().collect(ImmutableList.toImmutableList());
  }

  /** The seeds a study asks for. */
  static ImmutableList<Long> read(ConfigNode node) {
    return read(node, "seeds");
  }

  /**
   * Seeds that are written elsewhere in a study.
   *
   * @param path where, for messages
   */
  static ImmutableList<Long> read(ConfigNode node, String path) {
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      return ConfigBinder.bind(node, path, SeedRange.class).seeds();
    }
    List<Long> listed =
        ConfigBinder.bind(
                ConfigNode.Mapping.empty(node.origin()).with("seeds", sequence), "", SeedList.class)
            .seeds();
    Set<Long> once = new HashSet<>();
    for (Long seed : listed) {
      if (!once.add(seed)) {
        throw new ConfigException(
            new Problem(node.origin(), path, "seed " + seed + " is listed twice"));
      }
    }
    if (listed.size() > Study.MOST_SEEDS) {
      throw new ConfigException(
          new Problem(
              node.origin(),
              path,
              "lists " + listed.size() + " seeds; a study has at most " + Study.MOST_SEEDS));
    }
    if (listed.isEmpty()) {
      throw new ConfigException(
          new Problem(node.origin(), path, "a study needs at least one seed"));
    }
    return ImmutableList.copyOf(listed);
  }

  /** Seeds one by one. */
  record SeedList(@Setting("seeds, each once") List<Long> seeds) {
    SeedList {
      Settings.check(SeedList.class, seeds);
    }
  }
}
