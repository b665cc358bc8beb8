package dev.ensayo.core.study;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.math.LongMath;
import dev.ensayo.core.config.ConfigNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values to try for paths: each variant is run with each combination of them.
 *
 * @param axes dotted path to values, in the order written; empty where there is no grid
 */
record Grid(ImmutableMap<String, ImmutableList<ConfigNode>> axes) {
  boolean isEmpty() {
    return axes.isEmpty();
  }

  /** Number of combinations; {@code Long.MAX_VALUE} stands for all that is larger. */
  long cells() {
    long cells = 1;
    for (ImmutableList<ConfigNode> values : axes.values()) {
      cells = LongMath.saturatedMultiply(cells, values.size());
    }
    return cells;
  }

  /** Each variant with each combination, the last axis going fastest. */
  ImmutableList<Variant> cross(List<Variant> variants) {
    List<String> paths = axes.keySet().asList();
    ImmutableList.Builder<Variant> all = ImmutableList.builder();
    for (Variant variant : variants) {
      for (List<ConfigNode> cell : Lists.cartesianProduct(axes.values().asList())) {
        Map<String, ConfigNode> changes = new LinkedHashMap<>(variant.changes());
        ImmutableMap.Builder<String, String> labels = ImmutableMap.builder();
        StringBuilder name = new StringBuilder(variant.name());
        for (int i = 0; i < paths.size(); i++) {
          String path = paths.get(i);
          String label = label(axes.get(path), cell.get(i));
          changes.put(path, cell.get(i));
          labels.put(path, label);
          name.append('+').append(shortName(path)).append('=').append(label);
        }
        all.add(
            new Variant(
                name.toString(),
                variant.name(),
                labels.buildOrThrow(),
                ImmutableMap.copyOf(changes)));
      }
    }
    return all.build();
  }

  /** The value as written where it can stand in a folder's name, else its place on the axis. */
  private static String label(ImmutableList<ConfigNode> axis, ConfigNode value) {
    return value instanceof ConfigNode.Scalar scalar
            && VariantNames.NAME.matcher("x" + scalar.text()).matches()
        ? scalar.text()
        : "value" + (axis.indexOf(value) + 1);
  }

  /** The last word of a path, or the whole path where two axes end in the same word. */
  private String shortName(String path) {
    String last = lastWord(path);
    long same = axes.keySet().stream().filter(axis -> lastWord(axis).equals(last)).count();
    return same > 1 ? path : last;
  }

  private static String lastWord(String path) {
    return Iterables.getLast(Splitter.on('.').split(path));
  }
}
