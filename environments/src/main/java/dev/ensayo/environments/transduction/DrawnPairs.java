package dev.ensayo.environments.transduction;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws the examples of all parts, one after the other, none of them twice. */
final class DrawnPairs {
  /** Draws in a row that bring nothing new: there is no more, for all practical purposes. */
  private static final int MOST_REPEATS = 20_000;

  /**
   * An example and what no other may share with it.
   *
   * @param key two examples with equal ones are the same
   */
  record Drawn(Pair pair, Object key) {
    /** One that differs from others in its source. */
    Drawn(Pair pair) {
      this(pair, pair.source());
    }
  }

  /** Draws one. */
  @FunctionalInterface
  interface Draw {
    /**
     * An example for a part.
     *
     * @param number in the part, from 0
     */
    Drawn next(Split split, int number, RandomStream random);
  }

  private DrawnPairs() {}

  /**
   * Draws them.
   *
   * @throws InvalidSettingException if there are not as many different ones
   */
  static Map<Split, List<Pair>> draw(PartSizes sizes, RandomStream random, Draw draw) {
    Map<Split, List<Pair>> parts = new EnumMap<>(Split.class);
    Set<Object> seen = new HashSet<>();
    for (Split split : Split.values()) {
      List<Pair> part = new ArrayList<>();
      int repeats = 0;
      while (part.size() < sizes.of(split)) {
        Drawn drawn = draw.next(split, part.size(), random);
        if (seen.add(drawn.key())) {
          part.add(drawn.pair());
          repeats = 0;
        } else if (++repeats > MOST_REPEATS) {
          throw new InvalidSettingException(
              "examples",
              "asks for "
                  + sizes.all()
                  + " different examples; these settings have about "
                  + seen.size());
        }
      }
      parts.put(split, part);
    }
    return parts;
  }

  /**
   * Draws them and deals them out at random, so that those of which there are few, and which are
   * therefore drawn early, are in all parts.
   *
   * @throws InvalidSettingException if there are not as many different ones
   */
  static Map<Split, List<Pair>> drawAndDeal(PartSizes sizes, RandomStream random, Draw draw) {
    List<Pair> all = new ArrayList<>();
    draw(sizes, random, draw).values().forEach(all::addAll);
    Shuffle.shuffle(all, random);
    Map<Split, List<Pair>> parts = new EnumMap<>(Split.class);
    int from = 0;
    for (Split split : Split.values()) {
      parts.put(split, all.subList(from, from + sizes.of(split)));
      from += sizes.of(split);
    }
    return parts;
  }
}
