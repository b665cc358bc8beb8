package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.reading.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exhibits of one name, one for each variant that has it: that of its finished run with the
 * smallest seed. Of drawings it is that of the run with the median score, and of many variants only
 * those that stand out have one.
 *
 * @param entries in the order of the study, at least one
 */
public record ExhibitGroup(ImmutableList<Entry> entries) {
  /**
   * A variant's exhibit.
   *
   * @param medianOf of how many runs it is that with the median score; 0 where it was not chosen by
   *     score
   */
  public record Entry(VariantResults variant, long seed, Exhibit exhibit, int medianOf) {}

  /** A run, and of how many it is the median. */
  private record Typical(RunRecord run, int among) {}

  public String title() {
    return entries.get(0).exhibit().title();
  }

  public String caption() {
    return entries.get(0).exhibit().caption();
  }

  /** The same with what becomes of each exhibit. */
  public ExhibitGroup with(Exhibit.Visitor<Exhibit> change) {
    return new ExhibitGroup(
        entries.stream()
            .map(
                entry ->
                    new Entry(
                        entry.variant(),
                        entry.seed(),
                        entry.exhibit().accept(change),
                        entry.medianOf()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** All groups of a study, in the order in which their names first come. */
  static ImmutableList<ExhibitGroup> of(
      Study study, List<VariantResults> variants, List<VariantResults> highlighted) {
    Map<String, List<Entry>> byName = new LinkedHashMap<>();
    for (VariantResults variant : variants) {
      List<RunRecord> runs =
          variant.runs().stream()
              .filter(RunRecord::isFinished)
              .filter(run -> !run.exhibits().isEmpty())
              .toList();
      if (runs.isEmpty()) {
        continue;
      }
      for (Exhibit exhibit : runs.get(0).exhibits()) {
        if (!(exhibit instanceof Exhibit.Drawn)) {
          add(byName, new Entry(variant, runs.get(0).seed(), exhibit, 0));
        }
      }
      if (highlighted.contains(variant)) {
        Typical typical = typical(study, runs);
        for (Exhibit exhibit : typical.run().exhibits()) {
          if (exhibit instanceof Exhibit.Drawn) {
            add(byName, new Entry(variant, typical.run().seed(), exhibit, typical.among()));
          }
        }
      }
    }
    return byName.values().stream()
        .map(entries -> new ExhibitGroup(ImmutableList.copyOf(entries)))
        .collect(ImmutableList.toImmutableList());
  }

  private static void add(Map<String, List<Entry>> byName, Entry entry) {
    byName.computeIfAbsent(entry.exhibit().name(), name -> new ArrayList<>()).add(entry);
  }

  /** The run with the median score, of two in the middle the lower; the first if none has one. */
  private static Typical typical(Study study, List<RunRecord> runs) {
    List<RunRecord> scored =
        runs.stream()
            .filter(run -> Double.isFinite(score(study, run)))
            .sorted(Comparator.comparingDouble(run -> score(study, run)))
            .toList();
    return scored.isEmpty()
        ? new Typical(runs.get(0), 0)
        : new Typical(scored.get((scored.size() - 1) / 2), scored.size());
  }

  private static double score(Study study, RunRecord run) {
    return RunScore.of(study, run).orElse(Double.NaN);
  }
}
