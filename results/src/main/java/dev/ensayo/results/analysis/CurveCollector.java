package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.TestMetrics;
import dev.ensayo.core.study.Study;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** Averages every recorded metric over the finished runs of each variant. */
final class CurveCollector {
  private final Study study;
  private final List<VariantResults> variants;
  private final OptionalDouble threshold;

  CurveCollector(Study study, List<VariantResults> variants, OptionalDouble threshold) {
    this.study = study;
    this.variants = variants;
    this.threshold = threshold;
  }

  /** Empty if no run recorded a finite value of it. */
  Optional<MetricCurves> ofReportMetric() {
    return collect(study.report().metric());
  }

  ImmutableList<MetricCurves> ofOtherTests() {
    return others(true);
  }

  ImmutableList<MetricCurves> ofTraining() {
    return others(false);
  }

  private ImmutableList<MetricCurves> others(boolean tests) {
    TreeSet<String> metrics = new TreeSet<>();
    variants.forEach(
        variant -> variant.runs().forEach(run -> metrics.addAll(run.metrics().keySet())));
    metrics.remove(study.report().metric());
    return metrics.stream()
        .filter(metric -> TestMetrics.contains(metric) == tests)
        .filter(this::isCurve)
        .map(this::collect)
        .flatMap(Optional::stream)
        .filter(curves -> curves.end() > 0)
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether a run recorded it more than once; what is recorded once is told in a table. */
  private boolean isCurve(String metric) {
    return variants.stream()
        .flatMap(variant -> variant.runs().stream())
        .map(run -> run.metric(metric))
        .flatMap(Optional::stream)
        .anyMatch(curve -> curve.size() > 1);
  }

  private Optional<MetricCurves> collect(String metric) {
    return new CurvesOfMetric(study, variants, threshold, metric).means();
  }
}
