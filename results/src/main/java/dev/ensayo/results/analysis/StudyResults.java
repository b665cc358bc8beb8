package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that is known of one study; what is left is to say it.
 *
 * @param found what is on disk
 * @param folder of the study, or of a run that lies by itself, as the reader would name it
 * @param threshold for sample efficiency
 * @param thresholdFromEnvironment whether the threshold is the environment's own
 * @param variants in the order of the study
 * @param curves of the report's metric; empty if no run recorded it
 * @param otherTests curves of the other metrics of held-out performance
 * @param training curves of everything else
 */
public record StudyResults(
    StudyRuns found,
    String folder,
    OptionalDouble threshold,
    boolean thresholdFromEnvironment,
    ImmutableList<VariantResults> variants,
    Optional<MetricCurves> curves,
    ImmutableList<MetricCurves> otherTests,
    ImmutableList<MetricCurves> training) {

  /** As it was run. */
  public Study study() {
    return found.study();
  }

  /** What the runs show beside their metrics. */
  public ImmutableList<ExhibitGroup> exhibits() {
    return ExhibitGroup.of(variants);
  }

  public boolean isComparison() {
    return variants.size() > 1;
  }

  public VariantResults baseline() {
    return variants.stream().filter(VariantResults::isBaseline).findFirst().orElseThrow();
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
    return openCount() > 0;
  }

  /** The metrics of held-out performance that were recorded, but the report's own. */
  public ImmutableSortedSet<String> otherTestMetrics() {
    return variants.stream()
        .flatMap(variant -> variant.runs().stream())
        .flatMap(run -> run.metrics().keySet().stream())
        .filter(MetricCurves::isTest)
        .filter(metric -> !metric.equals(study().report().metric()))
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }
}
