package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.reading.RunRecord;
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
public record ExhibitGroup(ImmutableList<Entry> entries) {
  /** A variant's exhibit. */
  public record Entry(VariantResults variant, long seed, Exhibit exhibit) {}

  public String title() {
    return entries.get(0).exhibit().title();
  }

  public String caption() {
    return entries.get(0).exhibit().caption();
  }

  /** All groups of a study, in the order in which their names first come. */
  static ImmutableList<ExhibitGroup> of(List<VariantResults> variants) {
    Map<String, List<Entry>> byName = new LinkedHashMap<>();
    for (VariantResults variant : variants) {
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
}
