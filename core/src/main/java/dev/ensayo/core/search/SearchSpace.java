package dev.ensayo.core.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.math.LongMath;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.random.SeedSequence;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Settings and what is tried of each.
 *
 * @param axes by dotted path, in the order written; at least one
 */
public record SearchSpace(ImmutableMap<String, SearchAxis> axes) {
  /** How many points there are; empty where they are as many as one likes. */
  public OptionalLong count() {
    long count = 1;
    for (SearchAxis axis : axes.values()) {
      if (axis.count().isEmpty()) {
        return OptionalLong.empty();
      }
      count = LongMath.saturatedMultiply(count, axis.count().getAsInt());
    }
    return OptionalLong.of(count);
  }

  /**
   * Different points, each setting by itself: more points, or one more setting, leave those before
   * as they are, as far as that keeps them different.
   *
   * @param number at most {@link #count}
   * @param seeds has a child for each point
   */
  public ImmutableList<ImmutableMap<String, ConfigNode>> draw(int number, SeedSequence seeds) {
    ImmutableList.Builder<ImmutableMap<String, ConfigNode>> points = ImmutableList.builder();
    Set<String> drawn = new HashSet<>();
    long child = 0;
    while (drawn.size() < number) {
      SeedSequence own = seeds.child(child++);
      ImmutableMap.Builder<String, ConfigNode> values = ImmutableMap.builder();
      StringBuilder text = new StringBuilder();
      for (Map.Entry<String, SearchAxis> axis : axes.entrySet()) {
        ConfigNode value = axis.getValue().draw(own.stream(axis.getKey()));
        values.put(axis.getKey(), value);
        text.append(InlineYaml.of(value)).append('\n');
      }
      if (drawn.add(text.toString())) {
        points.add(values.buildOrThrow());
      }
    }
    return points.build();
  }
}
