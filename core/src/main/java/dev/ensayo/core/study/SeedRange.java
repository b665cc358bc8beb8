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
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** The seeds of a study: {@code {from: 1, count: 5}}, {@code {adaptive: {…}}} or a list. */
record SeedRange(
    @Setting(value = "first seed", defaultValue = "1") long from,
    @Setting(value = "how many seeds", defaultValue = "5", min = 1, max = Study.MOST_SEEDS)
        int count,
    @Setting(
            "groups of seeds in place of a count: each comparison gets more of them until it is"
                + " decided, by a test that may be looked at (AdaStop, arXiv 2306.10882)")
        Optional<AdaptiveSeeds> adaptive) {
  SeedRange {
    Settings.check(SeedRange.class, from, count, adaptive);
    int size = adaptive.map(AdaptiveSeeds::seeds).orElse(count);
    if (from > Long.MAX_VALUE - size) {
      throw new InvalidSettingException(
          "from", "must leave room for " + size + " seeds, not " + from);
    }
  }

  /**
   * The seeds a study asks for.
   *
   * @param all at most, at least one
   * @param adaptive how they are given out, if not all at once
   */
  record Asked(ImmutableList<Long> all, Optional<AdaptiveSeeds> adaptive) {
    static final Asked ONE = new Asked(ImmutableList.of(1L), Optional.empty());
  }

  private Asked asked() {
    int size = adaptive.map(AdaptiveSeeds::seeds).orElse(count);
    return new Asked(
        LongStream.range(from, from + size).boxed().collect(ImmutableList.toImmutableList()),
        adaptive);
  }

  /** The seeds a study asks for. */
  static Asked read(ConfigNode node) {
    return read(node, "seeds");
  }

  /**
   * Seeds that are written elsewhere in a study, which are all run.
   *
   * @param path where, for messages
   */
  static ImmutableList<Long> fixed(ConfigNode node, String path) {
    if (node instanceof ConfigNode.Mapping given && given.entries().containsKey("adaptive")) {
      throw new ConfigException(
          new Problem(
              given.entries().get("adaptive").origin(),
              path + ".adaptive",
              "is for the seeds of a study's comparisons; give " + path + " a count"));
    }
    return read(node, path).all();
  }

  private static Asked read(ConfigNode node, String path) {
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      if (node instanceof ConfigNode.Mapping given
          && given.entries().containsKey("adaptive")
          && given.entries().containsKey("count")) {
        throw new ConfigException(
            new Problem(
                given.entries().get("count").origin(),
                path + ".count",
                "does not go with "
                    + path
                    + ".adaptive, which has at most groups × of seeds; leave one of them out"));
      }
      return ConfigBinder.bind(node, path, SeedRange.class).asked();
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
    return new Asked(ImmutableList.copyOf(listed), Optional.empty());
  }

  /** Seeds one by one. */
  record SeedList(@Setting("seeds, each once") List<Long> seeds) {
    SeedList {
      Settings.check(SeedList.class, seeds);
    }
  }
}
