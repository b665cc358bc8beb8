package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.ExhibitGroup.Entry;
import dev.ensayo.results.analysis.ExhibitGroup.Origin;
import dev.ensayo.results.reading.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers exhibits by their names. Of tables of numbers all finished seeds count; of drawings that
 * of the run with the median score is shown, of everything else that of the smallest seed. Of many
 * variants only those that stand out show drawings and tables.
 */
final class ExhibitCollector {
  private final Study study;
  private final List<VariantResults> highlighted;
  private final Map<String, List<Entry>> entries = new LinkedHashMap<>();
  private final Map<String, List<SeedTables>> numbers = new LinkedHashMap<>();

  /**
   * @param highlighted the variants that stand out
   */
  ExhibitCollector(Study study, List<VariantResults> highlighted) {
    this.study = study;
    this.highlighted = highlighted;
  }

  /** All groups of a study, in the order in which their names first come. */
  ImmutableList<ExhibitGroup> collect(List<VariantResults> variants) {
    for (VariantResults variant : variants) {
      List<RunRecord> runs =
          variant.runs().stream()
              .filter(RunRecord::isFinished)
              .filter(run -> !run.exhibits().isEmpty())
              .toList();
      if (!runs.isEmpty()) {
        collect(variant, runs);
      }
    }
    return entries.values().stream().map(this::group).collect(ImmutableList.toImmutableList());
  }

  private void collect(VariantResults variant, List<RunRecord> runs) {
    RunRecord first = runs.get(0);
    for (Exhibit exhibit : first.exhibits()) {
      if (exhibit instanceof Exhibit.Table table && table.overSeeds() != OverSeeds.ONE) {
        addTables(variant, first.seed(), tables(variant, table.name(), runs));
      } else if (!(exhibit instanceof Exhibit.Drawn)) {
        add(new Entry(variant, exhibit, new Origin.First(first.seed())));
      }
    }
    if (highlighted.contains(variant)) {
      addDrawings(variant, runs);
    }
  }

  private static SeedTables tables(VariantResults variant, String name, List<RunRecord> runs) {
    return new SeedTables(
        variant,
        runs.stream()
            .flatMap(run -> run.exhibits().stream())
            .filter(Exhibit.Table.class::isInstance)
            .map(Exhibit.Table.class::cast)
            .filter(table -> table.name().equals(name))
            .collect(ImmutableList.toImmutableList()));
  }

  private void addTables(VariantResults variant, long firstSeed, SeedTables tables) {
    Exhibit.Table first = tables.tables().get(0);
    if (first.overSeeds() == OverSeeds.SUM && tables.canBeSummed() && tables.tables().size() > 1) {
      add(new Entry(variant, tables.sum(), new Origin.Sum(tables.tables().size())));
      return;
    }
    add(new Entry(variant, first, new Origin.First(firstSeed)));
    if (first.overSeeds() == OverSeeds.MEAN && highlighted.contains(variant)) {
      numbers.computeIfAbsent(first.name(), name -> new ArrayList<>()).add(tables);
    }
  }

  private void addDrawings(VariantResults variant, List<RunRecord> runs) {
    List<RunRecord> scored =
        runs.stream()
            .filter(run -> Double.isFinite(score(run)))
            .sorted(Comparator.comparingDouble(this::score))
            .toList();
    // Of two in the middle the lower; the first where none has a score.
    RunRecord typical = scored.isEmpty() ? runs.get(0) : scored.get((scored.size() - 1) / 2);
    Origin origin =
        scored.size() > 1
            ? new Origin.Median(typical.seed(), scored.size())
            : new Origin.First(typical.seed());
    for (Exhibit exhibit : typical.exhibits()) {
      if (exhibit instanceof Exhibit.Drawn) {
        add(new Entry(variant, exhibit, origin));
      }
    }
  }

  private double score(RunRecord run) {
    return RunScore.of(study, run).orElse(Double.NaN);
  }

  private void add(Entry entry) {
    entries.computeIfAbsent(entry.exhibit().name(), name -> new ArrayList<>()).add(entry);
  }

  private ExhibitGroup group(List<Entry> ofOneName) {
    Exhibit first = ofOneName.get(0).exhibit();
    Optional<ComparedTables> compared =
        Optional.ofNullable(numbers.get(first.name()))
            .flatMap(tables -> ComparedTables.of(first.title(), tables));
    return new ExhibitGroup(ImmutableList.copyOf(ofOneName), compared);
  }
}
