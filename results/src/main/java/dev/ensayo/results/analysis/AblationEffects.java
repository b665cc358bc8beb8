package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.study.Ablation;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.statistics.FactorialAnova;
import dev.ensayo.results.statistics.HolmCorrection;
import dev.ensayo.results.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * What the parts of an agent do, as an ablation shows it.
 *
 * @param ablation what was run
 * @param effects of each part, then of each two of a factorial; those without a score are left out
 * @param anova of a factorial that has two seeds with a score in every cell
 * @param seeds of a factorial that have a score in every cell
 */
public record AblationEffects(
    Ablation ablation,
    ImmutableList<PartEffect> effects,
    Optional<FactorialAnova> anova,
    ImmutableList<Long> seeds) {

  /**
   * Empty for a study that is no ablation, for one that is crossed with a grid, and where variants
   * are compared with another than the one that differs from each in one part.
   */
  public static Optional<AblationEffects> of(StudyResults results) {
    Optional<Ablation> ablation = results.study().ablation();
    if (ablation.isEmpty() || results.grid().isPresent() || !results.groups().isOne()) {
      return Optional.empty();
    }
    boolean isCrossed =
        results.study().compared().stream().anyMatch(variant -> !variant.cell().isEmpty());
    boolean hasOtherBaseline =
        !results.isFactorial()
            && !results.study().baseline().name().equals(ablation.get().reference());
    if (isCrossed || hasOtherBaseline) {
      return Optional.empty();
    }
    return Optional.of(
        results.isFactorial()
            ? factorial(results, ablation.get())
            : oneByOne(results, ablation.get()));
  }

  private static AblationEffects oneByOne(StudyResults results, Ablation ablation) {
    ImmutableList.Builder<PartEffect> effects = ImmutableList.builder();
    for (String part : ablation.parts()) {
      ablation
          .variantOf(part)
          .flatMap(name -> find(results, name))
          .filter(variant -> variant.comparison().isPresent())
          .ifPresent(variant -> effects.add(effect(results, ablation, part, variant)));
    }
    return new AblationEffects(ablation, effects.build(), Optional.empty(), ImmutableList.of());
  }

  private static PartEffect effect(
      StudyResults results, Ablation ablation, String part, VariantResults variant) {
    Comparison found = variant.comparison().orElseThrow();
    boolean isLeftOut = ablation.type() == Ablation.Type.DROP_ONE;
    double sign = isLeftOut ? -1 : 1;
    Map<Long, Double> with = variant.finalScores().bySeed();
    Map<Long, Double> without = results.baseline().finalScores().bySeed();
    double[] bySeed =
        with.keySet().stream()
            .filter(without::containsKey)
            .mapToDouble(seed -> sign * (with.get(seed) - without.get(seed)))
            .toArray();
    return new PartEffect(
        part,
        Optional.empty(),
        Optional.of(variant),
        sign * found.difference(),
        found.interval().map(i -> isLeftOut ? new Interval(0 - i.high(), 0 - i.low()) : i),
        found.correctedP(),
        isLeftOut ? mirrored(found.verdict()) : found.verdict(),
        bySeed);
  }

  /** A part without which scores are worse makes them better. */
  private static Verdict mirrored(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> Verdict.WORSE;
      case WORSE -> Verdict.BETTER;
      default -> verdict;
    };
  }

  private static Optional<VariantResults> find(StudyResults results, String name) {
    return results.variants().stream().filter(variant -> variant.name().equals(name)).findFirst();
  }

  private static AblationEffects factorial(StudyResults results, Ablation ablation) {
    List<Map<Long, Double>> cells = new ArrayList<>();
    TreeSet<Long> seeds = new TreeSet<>(results.study().seeds());
    for (String name : ablation.on().keySet()) {
      Optional<VariantResults> cell =
          find(results, name).filter(variant -> !variant.isIncomparable());
      Map<Long, Double> scores =
          cell.map(c -> c.finalScores().bySeed()).orElse(ImmutableSortedMap.of());
      seeds.retainAll(scores.keySet());
      cells.add(scores);
    }
    ImmutableList<Long> complete = ImmutableList.copyOf(seeds);
    if (complete.size() < 2) {
      return new AblationEffects(ablation, ImmutableList.of(), Optional.empty(), complete);
    }
    double[][] scores = new double[cells.size()][];
    int place = 0;
    for (ImmutableSet<String> on : ablation.on().values()) {
      Map<Long, Double> cell = cells.get(place++);
      scores[code(ablation.parts(), on)] =
          complete.stream().mapToDouble(seed -> Objects.requireNonNull(cell.get(seed))).toArray();
    }
    FactorialAnova anova = FactorialAnova.of(scores);
    return new AblationEffects(
        ablation,
        effects(ablation.parts(), anova, results.study().report().better()),
        Optional.of(anova),
        complete);
  }

  /** Bit {@code i} is set if part {@code i} is there. */
  private static int code(List<String> parts, ImmutableSet<String> on) {
    int code = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (on.contains(parts.get(i))) {
        code |= 1 << i;
      }
    }
    return code;
  }

  private static ImmutableList<PartEffect> effects(
      List<String> parts, FactorialAnova anova, Better better) {
    List<FactorialAnova.Effect> found = anova.effects();
    boolean isTested = found.stream().allMatch(effect -> effect.source().p().isPresent());
    double[] corrected =
        isTested
            ? HolmCorrection.adjust(
                found.stream().mapToDouble(e -> e.source().p().orElseThrow()).toArray())
            : new double[0];
    ImmutableList.Builder<PartEffect> effects = ImmutableList.builder();
    for (int i = 0; i < found.size(); i++) {
      FactorialAnova.Effect effect = found.get(i);
      OptionalDouble p = isTested ? OptionalDouble.of(corrected[i]) : OptionalDouble.empty();
      effects.add(
          new PartEffect(
              parts.get(effect.first()),
              effect.isInteraction() ? Optional.of(parts.get(effect.second())) : Optional.empty(),
              Optional.empty(),
              effect.estimate(),
              effect.interval(),
              p,
              verdict(effect.estimate(), p, better),
              effect.bySeed()));
    }
    return effects.build();
  }

  private static Verdict verdict(double effect, OptionalDouble p, Better better) {
    if (p.isEmpty()) {
      return Verdict.TOO_FEW_SEEDS;
    }
    if (p.getAsDouble() >= Comparison.LEVEL) {
      return Verdict.NO_CLEAR_DIFFERENCE;
    }
    return effect > 0 == (better == Better.HIGHER) ? Verdict.BETTER : Verdict.WORSE;
  }
}
