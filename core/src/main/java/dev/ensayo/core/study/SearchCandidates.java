package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.search.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The points of a search as variants: each variant that is searched for with each point. */
final class SearchCandidates {
  private SearchCandidates() {}

  /** Every combination of the values. */
  static ImmutableList<Variant> cells(SearchSpace space, List<Variant> arms) {
    ImmutableMap.Builder<String, ImmutableList<ConfigNode>> axes = ImmutableMap.builder();
    space.axes().forEach((path, axis) -> axes.put(path, axis.values()));
    return new Grid(axes.buildOrThrow()).cross(arms);
  }

  /**
   * Random points, the same for every variant.
   *
   * @param study its name, which decides what is drawn
   */
  static ImmutableList<Variant> drawn(
      SearchSpace space, int draws, String study, List<Variant> arms) {
    List<ImmutableMap<String, ConfigNode>> points =
        space.draw(draws, new SeedSequence(0).child("search").child(study));
    int digits = Integer.toString(draws).length();
    ImmutableList.Builder<Variant> all = ImmutableList.builder();
    for (Variant arm : arms) {
      for (int i = 0; i < points.size(); i++) {
        Map<String, ConfigNode> changes = new LinkedHashMap<>(arm.changes());
        ImmutableMap.Builder<String, String> cell = ImmutableMap.builder();
        points
            .get(i)
            .forEach(
                (path, value) -> {
                  changes.put(path, value);
                  cell.put(path, InlineYaml.of(value));
                });
        String draw = "draw-" + String.format(Locale.ROOT, "%0" + digits + "d", i + 1);
        String name = arms.size() == 1 ? draw : arm.name() + "+" + draw;
        all.add(new Variant(name, arm.name(), cell.buildOrThrow(), ImmutableMap.copyOf(changes)));
      }
    }
    return all.build();
  }
}
