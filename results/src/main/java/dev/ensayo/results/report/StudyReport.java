package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.study.Study;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything a report says of one study; the writers only set it in type.
 *
 * @param study as it was run
 * @param source the study file's text; empty if it is not there
 * @param overrides what the command line changed, as {@code key=value}
 * @param threshold for sample efficiency
 * @param thresholdFromEnvironment whether the threshold is the environment's own
 * @param variants in the order of the study
 * @param curves of the report's metric; empty if no run recorded it
 * @param otherTests curves of the other metrics of held-out performance
 * @param training curves of everything else
 * @param notes what a reader must know before believing a number
 * @param problems runs that failed, did not finish, or have no usable score: each with its reason
 * @param machines label to the values found, each with the number of runs that have it
 */
record StudyReport(
    Study study,
    String source,
    ImmutableList<String> overrides,
    OptionalDouble threshold,
    boolean thresholdFromEnvironment,
    ImmutableList<VariantReport> variants,
    Optional<MetricCurves> curves,
    ImmutableList<MetricCurves> otherTests,
    ImmutableList<MetricCurves> training,
    ImmutableList<String> notes,
    ImmutableList<String> problems,
    ImmutableMap<String, ImmutableMap<String, Integer>> machines) {

  /** What the runs show beside their metrics. */
  ImmutableList<ExhibitGroup> exhibits() {
    return ExhibitGroup.of(variants);
  }

  boolean isComparison() {
    return variants.size() > 1;
  }

  VariantReport baseline() {
    return variants.stream().filter(VariantReport::isBaseline).findFirst().orElseThrow();
  }

  long runCount() {
    return variants.stream().mapToLong(variant -> variant.runs().size()).sum();
  }

  long finishedCount() {
    return variants.stream().mapToLong(variant -> variant.count(RunRecord.State.FINISHED)).sum();
  }
}
