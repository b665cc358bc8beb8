package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exhibits of one name, one for each variant that has it: that of its finished run with the
 * smallest seed.
 *
 * @param entries in the order of the study, at least one
 */
record ExhibitGroup(ImmutableList<Entry> entries) {
  /** A variant's exhibit. */
  record Entry(VariantReport variant, long seed, Exhibit exhibit) {
    /** For headings: the variant and the seed. */
    String label() {
      return variant.name() + ", seed " + seed;
    }
  }

  String title() {
    return entries.get(0).exhibit().title();
  }

  String caption() {
    return entries.get(0).exhibit().caption();
  }

  /** All groups of a study, in the order in which their names first come. */
  static ImmutableList<ExhibitGroup> of(List<VariantReport> variants) {
    Map<String, List<Entry>> byName = new LinkedHashMap<>();
    for (VariantReport variant : variants) {
      variant.runs().stream()
          .filter(RunRecord::isFinished)
          .filter(run -> !run.exhibits().isEmpty())
          .findFirst()
          .ifPresent(
              run ->
                  run.exhibits()
                      .forEach(
                          exhibit ->
                              byName
                                  .computeIfAbsent(exhibit.name(), name -> new ArrayList<>())
                                  .add(new Entry(variant, run.seed(), exhibit))));
    }
    return byName.values().stream()
        .map(entries -> new ExhibitGroup(ImmutableList.copyOf(entries)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Number of styles that its charts need. */
  int styles() {
    int most = 0;
    for (Entry entry : entries) {
      most = Math.max(most, entry.variant().style().index() + 1);
      if (entry.exhibit() instanceof Exhibit.Curves curves) {
        most = Math.max(most, curves.lines().size());
      } else if (entry.exhibit() instanceof Exhibit.Points points) {
        most = Math.max(most, groups(points.points()));
      } else if (entry.exhibit() instanceof Exhibit.Field field) {
        most = Math.max(most, 1 + groups(field.points()));
      }
    }
    return most;
  }

  private static int groups(List<Exhibit.Points.Point> points) {
    return (int) points.stream().map(Exhibit.Points.Point::group).distinct().count();
  }
}
