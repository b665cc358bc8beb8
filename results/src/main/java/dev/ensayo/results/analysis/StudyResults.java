package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.TestMetrics;
import dev.ensayo.core.study.Ablation;
import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import dev.ensayo.results.statistics.InterquartileMean;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Everything that is known of one study; what is left is to say it.
 *
 * @param found what is on disk
 * @param folder of the study, or of a run that lies by itself, as the reader would name it
 * @param groups which variant each is compared with
 * @param hypotheses what the runs say of what the study expected
 * @param grid if the study searches one, so that no variant is the baseline
 * @param search what its search has tried, if it has one
 * @param breaches in a grid, conditions of a claim that do not hold between some of its cells
 * @param threshold for sample efficiency
 * @param thresholdFromEnvironment whether the threshold is the environment's own
 * @param variants in the order of the study
 * @param acrossTasks what methods come to over all tasks, where scores are normalized by the
 *     study's reference scores
 * @param curves of the report's metric; empty if no run recorded it
 * @param otherTests curves of the other metrics of held-out performance
 * @param training curves of everything else
 */
public record StudyResults(
    StudyRuns found,
    String folder,
    ComparisonGroups groups,
    ImmutableList<HypothesisAnswer> hypotheses,
    Optional<StudyGrid> grid,
    Optional<SearchResults> search,
    ImmutableList<Breach> breaches,
    OptionalDouble threshold,
    boolean thresholdFromEnvironment,
    ImmutableList<VariantResults> variants,
    Optional<AcrossTasks> acrossTasks,
    Optional<MetricCurves> curves,
    ImmutableList<MetricCurves> otherTests,
    ImmutableList<MetricCurves> training) {

  /** With more variants than these, colours and sentences for each only confuse. */
  private static final int MOST_DISTINCT = 8;

  /** As it was run. */
  public Study study() {
    return found.study();
  }

  /**
   * The curves of the report's metric over each clock that the study names and runs recorded, else
   * over steps.
   */
  public ImmutableList<MetricCurves> curvesOverClocks() {
    if (curves().isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList<MetricCurves> found =
        study().report().charts().x().stream()
            .flatMap(x -> CurvesOverClock.of(curves().get(), x, variants).stream())
            .collect(ImmutableList.toImmutableList());
    return found.isEmpty() ? ImmutableList.of(curves().get()) : found;
  }

  /**
   * The interquartile means of the report's metric over steps, of the variants that stand out;
   * empty where none has runs enough for one that is not the mean.
   */
  public Optional<MetricCurves> sampleEfficiency() {
    return acrossTasks().isEmpty()
            && highlighted().stream()
                .anyMatch(
                    variant ->
                        variant.count(RunRecord.State.FINISHED) >= InterquartileMean.FEWEST_TO_TRIM)
        ? new CurvesOfMetric(study(), highlighted(), threshold, study().report().metric())
            .interquartileMeans()
        : Optional.empty();
  }

  /** What the runs show beside their metrics. */
  public ImmutableList<ExhibitGroup> exhibits() {
    return new ExhibitCollector(study(), highlighted()).collect(variants);
  }

  /** The exhibits that stand beside the answer, where the study names some and runs show them. */
  public Optional<ExhibitGroup> lead() {
    return exhibits().stream().filter(this::leads).findFirst();
  }

  /** The exhibits but for those that lead. */
  public ImmutableList<ExhibitGroup> otherExhibits() {
    return exhibits().stream()
        .filter(group -> !leads(group))
        .collect(ImmutableList.toImmutableList());
  }

  private boolean leads(ExhibitGroup group) {
    return study().report().lead().filter(group.name()::equals).isPresent();
  }

  public boolean hasSeveralVariants() {
    return variants.size() > 1;
  }

  /** Whether seeds are given out until it is decided, and how. */
  public Optional<AdaptiveSeeds> adaptive() {
    return study().adaptive();
  }

  /** Whether variants are compared with a baseline, one by one. */
  public boolean isComparison() {
    return hasSeveralVariants() && grid.isEmpty() && !isFactorial();
  }

  /** Whether the variants are all combinations of parts, which say together what each part does. */
  public boolean isFactorial() {
    return study().ablation().filter(made -> made.type() == Ablation.Type.FACTORIAL).isPresent();
  }

  /** Whether all variants are compared with one baseline. */
  public boolean hasOneBaseline() {
    return isComparison() && groups.isOne();
  }

  /** Whether there are too many variants for each to have a colour and a sentence. */
  public boolean isCrowded() {
    return variants.size() > MOST_DISTINCT;
  }

  /** The variants that have a score, the best first; those that cannot be compared are left out. */
  public ImmutableList<VariantResults> ranked() {
    Comparator<VariantResults> ascending =
        Comparator.comparingDouble(variant -> variant.score().orElseThrow());
    return variants.stream()
        .filter(variant -> variant.score().isPresent() && !variant.isIncomparable())
        .sorted(study().report().better() == Better.HIGHER ? ascending.reversed() : ascending)
        .collect(ImmutableList.toImmutableList());
  }

  /** The place of each ranked variant by its name, from 1; those of one score share a place. */
  public ImmutableMap<String, Integer> ranks() {
    ImmutableMap.Builder<String, Integer> ranks = ImmutableMap.builder();
    double before = Double.NaN;
    int rank = 0;
    int place = 0;
    for (VariantResults variant : ranked()) {
      place++;
      double score = variant.score().orElseThrow();
      if (score != before) {
        rank = place;
      }
      before = score;
      ranks.put(variant.name(), rank);
    }
    return ranks.buildOrThrow();
  }

  /** The variants of the best score, of the worst if so asked; none if nothing is ranked. */
  public ImmutableList<VariantResults> extreme(boolean best) {
    ImmutableList<VariantResults> ranked = ranked();
    if (ranked.isEmpty()) {
      return ranked;
    }
    double score = ranked.get(best ? 0 : ranked.size() - 1).score().orElseThrow();
    return ranked.stream()
        .filter(variant -> variant.score().orElseThrow() == score)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Of many variants, those that stand out: the baseline, the best and the worst, or of several
   * tasks the baseline of each; else all.
   */
  public ImmutableList<VariantResults> highlighted() {
    if (!isCrowded()) {
      return variants;
    }
    if (acrossTasks().isPresent()) {
      return groups.all().stream()
          .flatMap(group -> group.baseline().stream())
          .map(baseline -> named(baseline.name()))
          .collect(ImmutableList.toImmutableList());
    }
    ImmutableList<VariantResults> ranked = ranked();
    Set<VariantResults> found = new LinkedHashSet<>();
    if (hasOneBaseline()) {
      found.add(baseline());
    }
    if (!ranked.isEmpty() && !hasIncomparableCells()) {
      found.add(ranked.get(0));
      found.add(ranked.get(ranked.size() - 1));
    }
    return ImmutableList.copyOf(found);
  }

  /** Whether variants or cells of a grid learn different things, so that none is the best. */
  public boolean hasIncomparableCells() {
    return acrossTasks().isPresent() || breaches.stream().anyMatch(Breach::forbidsComparison);
  }

  /** The study's baseline. */
  public VariantResults baseline() {
    return named(study().baseline().name());
  }

  /** What a variant is compared with: itself if it is a baseline, empty if its group has none. */
  public Optional<VariantResults> baselineOf(VariantResults variant) {
    return groups.baselineOf(variant.name()).map(baseline -> named(baseline.name()));
  }

  /** The variant of a name that the study compares. */
  public VariantResults named(String name) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public long runCount() {
    return variants.stream().mapToLong(variant -> variant.runs().size()).sum();
  }

  public long finishedCount() {
    return variants.stream().mapToLong(variant -> variant.count(RunRecord.State.FINISHED)).sum();
  }

  /** Runs that have not ended: unfinished or not started. */
  public long openCount() {
    return variants.stream()
        .flatMap(variant -> variant.runs().stream())
        .filter(ClaimConditions::isOpen)
        .count();
  }

  /** Whether the study has not come to its end, so that every number may still change. */
  public boolean isInterim() {
    return openCount() > 0 || found.awaitsLook();
  }

  /** The metrics of held-out performance that were recorded, but the report's own. */
  public ImmutableSortedSet<String> otherTestMetrics() {
    return variants.stream()
        .flatMap(variant -> variant.runs().stream())
        .flatMap(run -> run.metrics().keySet().stream())
        .filter(TestMetrics::contains)
        .filter(metric -> !metric.equals(study().report().metric()))
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }
}
