package dev.ensayo.core.search;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.random.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is tried of one setting.
 *
 * @param origin where it is written
 * @param values one by one, in the order written; empty for a range that is drawn from
 * @param range where it was written as one
 */
public record SearchAxis(
    Origin origin, ImmutableList<ConfigNode> values, Optional<SearchRange> range) {
  /** Values one by one. */
  public static SearchAxis of(ConfigNode.Sequence values) {
    return new SearchAxis(values.origin(), values.items(), Optional.empty());
  }

  /** A range; with {@code points} also values one by one. */
  public static SearchAxis of(Origin origin, SearchRange range) {
    int points = range.points().orElse(0);
    return new SearchAxis(
        origin,
        IntStream.range(0, points)
            .mapToObj(i -> range.at((double) i / (points - 1)))
            .distinct()
            .map(text -> ConfigNode.Scalar.of(origin, text))
            .collect(ImmutableList.toImmutableList()),
        Optional.of(range));
  }

  /** How many values there are; empty where they are as many as one likes. */
  OptionalInt count() {
    return values.isEmpty()
        ? range.map(SearchRange::count).orElse(OptionalInt.empty())
        : OptionalInt.of(values.size());
  }

  ConfigNode draw(RandomStream random) {
    return values.isEmpty()
        ? ConfigNode.Scalar.of(origin, range.orElseThrow().drawn(random.nextDouble()))
        : values.get(random.nextInt(values.size()));
  }

  /** The values one by one, as they would be written. */
  public List<String> texts() {
    return values.stream().map(InlineYaml::of).toList();
  }

  /** Whether values are ratios. */
  public boolean isLogarithmic() {
    return range.filter(found -> found.scale() == SearchRange.Scale.LOG).isPresent();
  }
}
