package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.Ablation;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import dev.ensayo.results.statistics.Curve;
import dev.ensayo.results.statistics.StepsToThreshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Computes the results of a study from what is on disk. The bootstrap draws from streams named
 * after the study and the variant, so that the same runs always give the same results.
 */
public final class StudyAnalysis {
  private final StudyRuns found;
  private final String folder;
  private final Study study;
  private final Optional<StudyGrid> grid;
  private final ComparisonGroups groups;
  private final ClaimConditions conditions;
  private final ImmutableList<Breach> amongAll;
  private final boolean higherIsBetter;
  private final OptionalDouble threshold;
  private final SeedSequence seeds;

  private StudyAnalysis(StudyRuns found, String folder) {
    this.found = found;
    this.folder = folder;
    this.study = found.study();
    this.grid = StudyGrid.of(study);
    this.higherIsBetter = study.report().better() == Better.HIGHER;
    this.groups = ComparisonGroups.of(found);
    this.conditions = new ClaimConditions(found, groups);
    this.amongAll = conditions.brokenAmong(study.compared());
    this.threshold =
        study.report().threshold().isPresent()
            ? study.report().threshold()
            : environmentThreshold();
    this.seeds = new SeedSequence(0).child("report").child(study.name());
  }

  /** That of one environment says nothing of the returns in another. */
  private OptionalDouble environmentThreshold() {
    return amongAll.stream().anyMatch(Breach::forbidsComparison)
        ? OptionalDouble.empty()
        : found.environmentThreshold();
  }

  /**
   * The results of what was found.
   *
   * @param folder where, as the reader would name it
   */
  public static StudyResults of(StudyRuns found, String folder) {
    return new StudyAnalysis(found, folder).results();
  }

  private StudyResults results() {
    // Each variant has a stream of random numbers of its own, so they may take their turns.
    ImmutableMap<String, FinalScores> scores =
        study.compared().parallelStream()
            .collect(ImmutableMap.toImmutableMap(Variant::name, this::scores));
    Map<String, ImmutableList<Breach>> breaches = new LinkedHashMap<>();
    study
        .compared()
        .forEach(
            variant ->
                breaches.put(
                    variant.name(),
                    grid.isPresent()
                        ? conditions.brokenAlone(variant)
                        : conditions.broken(variant)));
    ImmutableMap<String, Comparison> comparisons =
        grid.isPresent()
            ? ImmutableMap.of()
            : new BaselineComparison(
                    higherIsBetter,
                    study.ablation().isPresent(),
                    study.report().statistics().interval(),
                    seeds,
                    SequentialVerdicts.of(found, groups, higherIsBetter))
                .of(pairs(scores, breaches));
    ImmutableList.Builder<VariantResults> results = ImmutableList.builder();
    int place = 0;
    for (Variant variant : study.compared()) {
      results.add(
          results(
              variant,
              place++,
              scores.get(variant.name()),
              breaches.get(variant.name()),
              Optional.ofNullable(comparisons.get(variant.name()))));
    }
    ImmutableList<VariantResults> variants = results.build();
    CurveCollector curves = new CurveCollector(study, variants, threshold);
    return new StudyResults(
        found,
        folder,
        groups,
        new HypothesisTests(higherIsBetter, groups, conditions, found).answers(scores),
        grid,
        SearchResults.of(found, scores),
        grid.isPresent() ? amongAll : ImmutableList.of(),
        threshold,
        threshold.isPresent() && study.report().threshold().isEmpty(),
        variants,
        TaskAggregation.of(study, scores, seeds),
        curves.ofReportMetric(),
        curves.ofOtherTests(),
        curves.ofTraining());
  }

  /** What is compared with what: none that is a baseline, and none that may not be compared. */
  private Map<String, BaselineComparison.Pair> pairs(
      Map<String, FinalScores> scores, Map<String, ImmutableList<Breach>> breaches) {
    Map<String, BaselineComparison.Pair> pairs = new LinkedHashMap<>();
    breaches.forEach(
        (name, broken) -> {
          Optional<Variant> baseline = groups.baselineOf(name);
          if (baseline.isPresent()
              && !isCellOfFactorial(name)
              && !baseline.get().name().equals(name)
              && broken.stream().noneMatch(Breach::forbidsComparison)) {
            pairs.put(
                name,
                new BaselineComparison.Pair(scores.get(name), scores.get(baseline.get().name())));
          }
        });
    return pairs;
  }

  /** What a factorial says of its parts is in all of its cells together. */
  private boolean isCellOfFactorial(String variant) {
    return study
        .ablation()
        .filter(made -> made.type() == Ablation.Type.FACTORIAL)
        .filter(made -> made.on().containsKey(variant))
        .isPresent();
  }

  private FinalScores scores(Variant variant) {
    boolean areComparable = amongAll.stream().noneMatch(Breach::forbidsComparison);
    return FinalScores.of(
        new ScoredRuns(found, areComparable).of(variant),
        study.report().statistics().interval(),
        seeds.child(variant.name()));
  }

  private VariantResults results(
      Variant variant,
      int place,
      FinalScores scores,
      ImmutableList<Breach> breaches,
      Optional<Comparison> comparison) {
    ImmutableList<RunRecord> runs = found.of(variant.name());
    List<RunRecord> finished = runs.stream().filter(RunRecord::isFinished).toList();
    return new VariantResults(
        variant.name(),
        grid.map(cells -> cells.label(variant.name())).orElse(variant.name()),
        grid.map(cells -> String.join(", ", cells.place(variant.name()))).orElse(variant.name()),
        place,
        groups.baselineOf(variant.name()).map(variant::equals).orElse(false),
        new VariantChanges(found, groups).of(variant),
        runs,
        scores,
        breaches,
        comparison,
        stepsToThreshold(finished),
        meanLevel(finished),
        median(finished.stream().mapToDouble(run -> run.manifest().orElseThrow().seconds())),
        throughput(finished),
        runs.stream()
            .map(RunRecord::config)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(""));
  }

  private Optional<StepsToThreshold> stepsToThreshold(List<RunRecord> finished) {
    Map<Long, Curve> curves = new LinkedHashMap<>();
    for (RunRecord run : finished) {
      run.metric(study.report().metric()).ifPresent(curve -> curves.put(run.seed(), curve));
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
        .map(run -> run.metric(study.report().metric()))
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
}
