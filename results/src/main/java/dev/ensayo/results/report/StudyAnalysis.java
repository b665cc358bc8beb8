package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.ReportSettings.Better;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.report.VariantReport.Comparison;
import dev.ensayo.results.report.VariantReport.Verdict;
import dev.ensayo.results.statistics.Curve;
import dev.ensayo.results.statistics.HolmCorrection;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.ProbabilityOfImprovement;
import dev.ensayo.results.statistics.StepsToThreshold;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import dev.ensayo.results.statistics.WelchTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Computes a report from what is on disk. The bootstrap draws from streams named after the study
 * and the variant, so that the same runs always give the same report.
 */
final class StudyAnalysis {
  private static final double SIGNIFICANCE = 0.05;

  private final StudyRuns found;
  private final Study study;
  private final boolean higherIsBetter;
  private final OptionalDouble threshold;
  private final SeedSequence seeds;

  private StudyAnalysis(StudyRuns found) {
    this.found = found;
    this.study = found.study();
    this.higherIsBetter = study.report().better() == Better.HIGHER;
    this.threshold =
        study.report().threshold().isPresent()
            ? study.report().threshold()
            : found.environmentThreshold();
    this.seeds = new SeedSequence(0).child("report").child(study.name());
  }

  static StudyReport analyze(StudyRuns found) {
    return new StudyAnalysis(found).analyze();
  }

  private StudyReport analyze() {
    List<VariantReport> uncompared = new ArrayList<>();
    for (int i = 0; i < study.compared().size(); i++) {
      uncompared.add(variant(study.compared().get(i), SeriesStyle.of(i)));
    }
    ImmutableList<VariantReport> variants = compared(uncompared);
    CurveCollector curves = new CurveCollector(study, variants, threshold);
    ReportNotes notes = new ReportNotes(found, variants);
    return new StudyReport(
        study,
        found.source(),
        found.overrides(),
        threshold,
        threshold.isPresent() && study.report().threshold().isEmpty(),
        variants,
        curves.ofReportMetric(),
        curves.ofOtherTests(),
        curves.ofTraining(),
        notes.notes(),
        notes.problems(),
        new MachineFacts(found.runs()).byLabel());
  }

  private VariantReport variant(Variant variant, SeriesStyle style) {
    ImmutableList<RunRecord> runs =
        found.runs().stream()
            .filter(run -> run.variant().equals(variant.name()))
            .collect(ImmutableList.toImmutableList());
    List<RunRecord> finished = runs.stream().filter(RunRecord::isFinished).toList();
    double[] scores =
        finished.stream()
            .map(run -> score(study, run))
            .flatMapToDouble(OptionalDouble::stream)
            .filter(Double::isFinite)
            .toArray();
    String config =
        runs.stream().map(RunRecord::config).filter(text -> !text.isEmpty()).findFirst().orElse("");
    return new VariantReport(
        variant.name(),
        style,
        variant.equals(study.baseline()),
        new VariantChanges(study, found.runs()).of(variant),
        runs,
        scores,
        scores.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(InterquartileMean.of(scores)),
        scores.length == 0
            ? Optional.empty()
            : StratifiedBootstrap.STANDARD.ofInterquartileMean(
                scores, seeds.child(variant.name()).stream("score")),
        Optional.empty(),
        stepsToThreshold(finished),
        meanLevel(finished),
        median(finished.stream().mapToDouble(run -> run.manifest().orElseThrow().seconds())),
        throughput(finished),
        config);
  }

  /** The score of a run: the mean of the last values of the report's metric. */
  static OptionalDouble score(Study study, RunRecord run) {
    Curve curve = run.metrics().get(study.report().metric());
    return curve == null ? OptionalDouble.empty() : curve.lastMean(study.report().window());
  }

  private Optional<StepsToThreshold> stepsToThreshold(List<RunRecord> finished) {
    Map<Long, Curve> curves = new LinkedHashMap<>();
    for (RunRecord run : finished) {
      Curve curve = run.metrics().get(study.report().metric());
      if (curve != null) {
        curves.put(run.seed(), curve);
      }
    }
    if (threshold.isEmpty() || curves.isEmpty()) {
      return Optional.empty();
    }
    double at = threshold.getAsDouble();
    return Optional.of(
        StepsToThreshold.of(curves, value -> higherIsBetter ? value >= at : value <= at));
  }

  private OptionalDouble meanLevel(List<RunRecord> finished) {
    return finished.stream()
        .map(run -> Optional.ofNullable(run.metrics().get(study.report().metric())))
        .flatMap(Optional::stream)
        .map(Curve::meanLevel)
        .flatMapToDouble(OptionalDouble::stream)
        .filter(Double::isFinite)
        .average();
  }

  /** Median of the finished runs; the unit is that of the first. */
  private static Optional<Throughput> throughput(List<RunRecord> finished) {
    List<Throughput> measured =
        finished.stream()
            .map(run -> Throughput.of(run.timings()))
            .flatMap(Optional::stream)
            .filter(each -> Double.isFinite(each.perSecond()))
            .toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Throughput(
            median(measured.stream().mapToDouble(Throughput::perSecond)).orElseThrow(),
            measured.get(0).unit()));
  }

  private static OptionalDouble median(DoubleStream values) {
    double[] sorted = values.filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }

  private ImmutableList<VariantReport> compared(List<VariantReport> variants) {
    VariantReport baseline =
        variants.stream().filter(VariantReport::isBaseline).findFirst().orElseThrow();
    Map<String, WelchTest> tests = new LinkedHashMap<>();
    for (VariantReport variant : variants) {
      if (!variant.isBaseline()) {
        WelchTest.of(variant.scores(), baseline.scores())
            .ifPresent(test -> tests.put(variant.name(), test));
      }
    }
    double[] corrected =
        HolmCorrection.adjust(tests.values().stream().mapToDouble(WelchTest::p).toArray());
    List<String> tested = List.copyOf(tests.keySet());
    ImmutableList.Builder<VariantReport> compared = ImmutableList.builder();
    for (VariantReport variant : variants) {
      int place = tested.indexOf(variant.name());
      OptionalDouble p = place < 0 ? OptionalDouble.empty() : OptionalDouble.of(corrected[place]);
      boolean comparable =
          !variant.isBaseline() && variant.score().isPresent() && baseline.score().isPresent();
      compared.add(
          comparable
              ? withComparison(
                  variant,
                  compare(variant, baseline, Optional.ofNullable(tests.get(variant.name())), p))
              : variant);
    }
    return compared.build();
  }

  private Comparison compare(
      VariantReport variant,
      VariantReport baseline,
      Optional<WelchTest> test,
      OptionalDouble correctedP) {
    double difference = variant.score().orElseThrow() - baseline.score().orElseThrow();
    Optional<Interval> interval =
        StratifiedBootstrap.STANDARD.ofDifference(
            variant.scores(), baseline.scores(), seeds.child(variant.name()).stream("difference"));
    double above = ProbabilityOfImprovement.of(variant.scores(), baseline.scores());
    return new Comparison(
        difference,
        interval,
        test,
        correctedP,
        higherIsBetter ? above : 1 - above,
        verdict(difference, interval, correctedP));
  }

  /** Interval and test must agree before a difference is called one. */
  private Verdict verdict(
      double difference, Optional<Interval> interval, OptionalDouble correctedP) {
    if (interval.isEmpty() || correctedP.isEmpty()) {
      return Verdict.NOT_TESTED;
    }
    if (correctedP.getAsDouble() >= SIGNIFICANCE || interval.get().contains(0)) {
      return Verdict.NO_CLEAR_DIFFERENCE;
    }
    return difference > 0 == higherIsBetter ? Verdict.BETTER : Verdict.WORSE;
  }

  private static VariantReport withComparison(VariantReport variant, Comparison comparison) {
    return new VariantReport(
        variant.name(),
        variant.style(),
        variant.isBaseline(),
        variant.changes(),
        variant.runs(),
        variant.scores(),
        variant.score(),
        variant.interval(),
        Optional.of(comparison),
        variant.stepsToThreshold(),
        variant.meanLevel(),
        variant.seconds(),
        variant.throughput(),
        variant.config());
  }
}
