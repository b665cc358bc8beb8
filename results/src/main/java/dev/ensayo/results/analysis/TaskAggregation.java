package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.ReferenceScores;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.AcrossTasks.Estimate;
import dev.ensayo.results.analysis.AcrossTasks.Method;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.ReferencePoints;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import dev.ensayo.results.statistics.TaskScores;
import dev.ensayo.results.statistics.TaskScores.Aggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Sums up the scores of each method over the tasks of a study. */
final class TaskAggregation {
  /** As many as rliable draws of a profile. */
  private static final StratifiedBootstrap OF_PROFILE = new StratifiedBootstrap(2_000, 0.95);

  private static final int LEVELS = 41;

  private final Study study;
  private final Map<String, FinalScores> scores;
  private final TaskMethods methods;
  private final String setting;
  private final ImmutableList<String> tasks;
  private final SeedSequence seeds;

  private TaskAggregation(Study study, Map<String, FinalScores> scores, SeedSequence seeds) {
    this.study = study;
    this.scores = scores;
    this.setting = study.report().within().orElseThrow();
    this.methods = new TaskMethods(study, setting);
    this.tasks =
        study.compared().stream()
            .flatMap(variant -> methods.task(variant).stream())
            .distinct()
            .collect(ImmutableList.toImmutableList());
    this.seeds = seeds.child("tasks");
  }

  /**
   * Empty for a study without {@code report.reference}, and where no method has a score in every
   * task.
   *
   * @param scores of each variant
   * @param seeds what intervals are drawn from, by method
   */
  static Optional<AcrossTasks> of(
      Study study, Map<String, FinalScores> scores, SeedSequence seeds) {
    return study.report().statistics().reference().isEmpty()
        ? Optional.empty()
        : new TaskAggregation(study, scores, seeds).aggregated();
  }

  private Optional<AcrossTasks> aggregated() {
    Map<String, ImmutableSortedMap<String, double[]>> complete = new LinkedHashMap<>();
    List<String> incomplete = new ArrayList<>();
    Optional<String> baseline = Optional.empty();
    ImmutableMap<String, ImmutableList<Variant>> byName = methods.byName();
    for (Map.Entry<String, ImmutableList<Variant>> each : byName.entrySet()) {
      ImmutableSortedMap<String, double[]> normalized = normalized(each.getValue());
      if (normalized.keySet().containsAll(tasks)) {
        complete.put(each.getKey(), normalized);
        if (each.getValue().contains(study.baseline())) {
          baseline = Optional.of(each.getKey());
        }
      } else {
        incomplete.add(each.getKey());
      }
    }
    if (complete.isEmpty()) {
      return Optional.empty();
    }
    double[] levels = levels(complete);
    ImmutableList.Builder<Method> found = ImmutableList.builder();
    ImmutableList<String> places = byName.keySet().asList();
    for (Map.Entry<String, ImmutableSortedMap<String, double[]>> each : complete.entrySet()) {
      Optional<ImmutableSortedMap<String, double[]>> other =
          baseline
              .filter(name -> !name.equals(each.getKey()))
              .map(name -> Objects.requireNonNull(complete.get(name)));
      found.add(
          method(each.getKey(), places.indexOf(each.getKey()), each.getValue(), other, levels));
    }
    return Optional.of(
        new AcrossTasks(
            setting, tasks, found.build(), ImmutableList.copyOf(incomplete), baseline, levels));
  }

  /** The scores of a method by task, those of several variants in a task together. */
  private ImmutableSortedMap<String, double[]> normalized(List<Variant> variants) {
    Map<String, double[]> byTask = new LinkedHashMap<>();
    for (Variant variant : variants) {
      String task = methods.task(variant).orElseThrow();
      ReferenceScores points = study.report().statistics().reference().get(task);
      double[] own = scores.get(variant.name()).each();
      if (own.length > 0 && points != null) {
        double[] scaled = new ReferencePoints(points.random(), points.reference()).normalize(own);
        byTask.merge(task, scaled, Doubles::concat);
      }
    }
    return ImmutableSortedMap.copyOf(byTask);
  }

  private Method method(
      String name,
      int place,
      ImmutableSortedMap<String, double[]> normalized,
      Optional<ImmutableSortedMap<String, double[]>> baseline,
      double[] levels) {
    TaskScores own = new TaskScores(normalized);
    SeedSequence drawn = seeds.child(name);
    ImmutableMap.Builder<Aggregate, Estimate> aggregates = ImmutableMap.builder();
    for (Aggregate aggregate : Aggregate.values()) {
      aggregates.put(
          aggregate,
          new Estimate(
              own.aggregate(aggregate),
              own.interval(
                  aggregate, StratifiedBootstrap.STANDARD, drawn.stream(aggregate.name()))));
    }
    double[] profile = Arrays.stream(levels).map(own::profile).toArray();
    double[] low = profile.clone();
    double[] high = profile.clone();
    for (int i = 0; i < levels.length; i++) {
      Optional<Interval> interval =
          own.profileInterval(levels[i], OF_PROFILE, drawn.stream("profile"));
      low[i] = interval.map(Interval::low).orElse(low[i]);
      high[i] = interval.map(Interval::high).orElse(high[i]);
    }
    return new Method(
        name,
        place,
        normalized,
        aggregates.buildOrThrow(),
        baseline.map(other -> improvement(own, new TaskScores(other), drawn)),
        profile,
        low,
        high);
  }

  private static Estimate improvement(TaskScores own, TaskScores baseline, SeedSequence drawn) {
    return new Estimate(
        own.improvementOver(baseline),
        own.improvementInterval(
            baseline, StratifiedBootstrap.STANDARD, drawn.stream("improvement")));
  }

  /** From the worst score to the best, and 0 and 1 in any case. */
  private static double[] levels(Map<String, ImmutableSortedMap<String, double[]>> methods) {
    double[] all =
        DoubleStream.concat(
                DoubleStream.of(0, 1),
                methods.values().stream()
                    .flatMap(byTask -> byTask.values().stream())
                    .flatMapToDouble(Arrays::stream))
            .toArray();
    double low = Arrays.stream(all).min().orElseThrow();
    double high = Arrays.stream(all).max().orElseThrow();
    double[] levels = new double[LEVELS];
    Arrays.setAll(levels, i -> low + (high - low) * i / (LEVELS - 1));
    return levels;
  }
}
