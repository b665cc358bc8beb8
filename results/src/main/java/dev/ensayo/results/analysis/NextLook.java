package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.LookLog.Decision;
import dev.ensayo.core.study.LookLog.Look;
import dev.ensayo.core.study.LookLog.Pair;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.StudyRuns;
import dev.ensayo.results.statistics.AdaptiveTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes the next look at a study whose seeds are given out until it is decided: holds its scores,
 * as the report counts them, against {@link AdaptiveTest}.
 *
 * <p>The scores that earlier looks saw are taken from {@link LookLog}, so that the decision depends
 * on nothing but the study and the scores of the group: whatever number of runs were made side by
 * side, and however often the study was stopped.
 */
public final class NextLook {
  private final StudyRuns found;
  private final Study study;
  private final AdaptiveSeeds design;
  private final LookLog before;
  private final int look;

  private NextLook(StudyRuns found) {
    this.found = found;
    this.study = found.study();
    this.design = study.adaptive().orElseThrow();
    this.before = found.looks();
    this.look = before.taken() + 1;
  }

  /**
   * The looks that were taken and this one. Empty if it cannot be taken, because a run of the group
   * has not ended, or none is left.
   *
   * @param found of a study with {@code seeds.adaptive}
   * @param withSources adds to the variants that get another group those that their runs start from
   */
  public static Optional<LookLog> take(
      StudyRuns found, UnaryOperator<ImmutableSet<String>> withSources) {
    if (found.looks().isOver() || found.runs().stream().anyMatch(ClaimConditions::isOpen)) {
      return Optional.empty();
    }
    return Optional.of(new NextLook(found).take(withSources));
  }

  private LookLog take(UnaryOperator<ImmutableSet<String>> withSources) {
    ImmutableList<Pair> pairs =
        look == 1 ? comparisons() : ImmutableList.copyOf(before.comparisons());
    Map<String, List<double[]>> groups = new LinkedHashMap<>();
    for (Look earlier : before.looks()) {
      earlier.scores().keySet().forEach(variant -> add(groups, variant, earlier));
    }
    Look now = new Look(scores(pairs), List.of(), List.of(), List.of());
    now.scores().keySet().forEach(variant -> add(groups, variant, now));
    Set<Pair> open =
        new LinkedHashSet<>(look == 1 ? pairs : ImmutableList.copyOf(before.undecided()));
    List<Decision> decided = decided(pairs, groups, open);
    decided.forEach(decision -> open.remove(decision.pair()));
    List<Pair> lost = open.stream().filter(pair -> isLost(pair, now)).toList();
    lost.forEach(open::remove);
    Set<String> next = new LinkedHashSet<>();
    if (look < design.groups()) {
      open.forEach(pair -> next.addAll(List.of(pair.baseline(), pair.variant())));
    }
    ImmutableSet<String> withAll = withSources.apply(ImmutableSet.copyOf(next));
    List<String> inOrder =
        study.variants().stream().map(Variant::name).filter(withAll::contains).toList();
    return before.with(pairs, new Look(now.scores(), decided, lost, inOrder));
  }

  /** What is compared with what, but for what must not be. */
  private ImmutableList<Pair> comparisons() {
    ComparisonGroups baselines = ComparisonGroups.of(found);
    ClaimConditions conditions = new ClaimConditions(found, baselines);
    ImmutableList.Builder<Pair> pairs = ImmutableList.builder();
    for (Variant variant : study.compared()) {
      baselines
          .baselineOf(variant.name())
          .filter(baseline -> !baseline.equals(variant))
          .filter(
              baseline -> conditions.broken(variant).stream().noneMatch(Breach::forbidsComparison))
          .ifPresent(baseline -> pairs.add(new Pair(variant.name(), baseline.name())));
    }
    return pairs.build();
  }

  /** Of the variants that take part, the scores of the group, by seed. */
  private Map<String, Map<String, Double>> scores(List<Pair> pairs) {
    ImmutableList<Long> group = study.seeds().subList((look - 1) * design.of(), look * design.of());
    Set<String> sides = new HashSet<>();
    pairs.forEach(pair -> sides.addAll(List.of(pair.variant(), pair.baseline())));
    ScoredRuns scored = new ScoredRuns(found, areComparable());
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    for (Variant variant : study.compared()) {
      boolean takesPart =
          look == 1 || Iterables.getLast(before.looks()).next().contains(variant.name());
      if (takesPart && sides.contains(variant.name())) {
        ImmutableMap.Builder<String, Double> bySeed = ImmutableMap.builder();
        scored
            .of(variant)
            .forEach(
                (seed, score) -> {
                  if (group.contains(seed)) {
                    bySeed.put(Long.toString(seed), score);
                  }
                });
        scores.put(variant.name(), bySeed.buildOrThrow());
      }
    }
    return scores;
  }

  private boolean areComparable() {
    ComparisonGroups baselines = ComparisonGroups.of(found);
    return new ClaimConditions(found, baselines)
        .brokenAmong(study.compared()).stream().noneMatch(Breach::forbidsComparison);
  }

  private static void add(Map<String, List<double[]>> groups, String variant, Look look) {
    groups.computeIfAbsent(variant, name -> new ArrayList<>()).add(look.scoresOf(variant));
  }

  /** What this look decides, in the order of the comparisons. */
  private List<Decision> decided(
      List<Pair> pairs, Map<String, List<double[]>> groups, Set<Pair> open) {
    Map<AdaptiveTest.Pair, AdaptiveTest.Decision> all =
        new AdaptiveTest(design.groups(), design.level(), AdaptiveTest.STANDARD_DEALS)
            .decide(
                pairs.stream()
                    .map(pair -> new AdaptiveTest.Pair(pair.variant(), pair.baseline()))
                    .toList(),
                groups,
                new SeedSequence(0).child("adaptive").child(study.name()));
    List<Decision> decided = new ArrayList<>();
    for (Pair pair : open) {
      Optional.ofNullable(all.get(new AdaptiveTest.Pair(pair.variant(), pair.baseline())))
          .ifPresent(
              decision ->
                  decided.add(
                      new Decision(pair.variant(), pair.baseline(), decision.firstIsHigher())));
    }
    return decided;
  }

  private static boolean isLost(Pair pair, Look now) {
    return now.scoresOf(pair.variant()).length == 0 || now.scoresOf(pair.baseline()).length == 0;
  }
}
