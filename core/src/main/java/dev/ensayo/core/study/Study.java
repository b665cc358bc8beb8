package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Goal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A study as written: a base configuration, variants that each change a little of it, and seeds.
 *
 * @param name also the name of its folder under {@code runs/}
 * @param question what it is to find out, in a sentence
 * @param base the sections every variant starts from: environment, agent, budget, evaluation, log,
 *     backend; and report, as written
 * @param variants at least one, in the order written
 * @param seeds at least one; where they are given out until it is decided, all that there may be
 * @param report what is compared
 * @param hypotheses what is expected of them, in the order written
 * @param ablation what made its variants, if they are combinations of the parts of an agent
 * @param adaptive how its seeds are given out, if not all at once
 * @param search if it looks for good settings; without tuning its points are the variants
 * @param language what its report is written in; empty to leave it to the reader's machine
 */
public record Study(
    String name,
    String question,
    ConfigNode.Mapping base,
    ImmutableList<Variant> variants,
    ImmutableList<Long> seeds,
    ReportSpec report,
    ImmutableList<Hypothesis> hypotheses,
    Optional<Ablation> ablation,
    Optional<AdaptiveSeeds> adaptive,
    Optional<Search> search,
    Optional<Language> language) {
  /** No study has more seeds; nobody could wait for them. */
  public static final int MOST_SEEDS = 10_000;

  /** A study whose variants were written one by one. */
  public Study(
      String name,
      String question,
      ConfigNode.Mapping base,
      ImmutableList<Variant> variants,
      ImmutableList<Long> seeds,
      ReportSpec report) {
    this(
        name,
        question,
        base,
        variants,
        seeds,
        report,
        ImmutableList.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The variants that the report compares, in the order written; at least one. */
  public ImmutableList<Variant> compared() {
    return variants.stream()
        .filter(variant -> !report.exclude().contains(variant.name()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Where a setting of the report is written, or what stands in its place, for messages. */
  ConfigNode reportSetting(String key) {
    ConfigNode section = base.get("report").orElse(base);
    return section instanceof ConfigNode.Mapping mapping
        ? mapping.get(key).orElse(section)
        : section;
  }

  /**
   * The seeds of the first groups; all of them where they are not given out in groups.
   *
   * @param groups how many, from 1 to as many as there are
   */
  public ImmutableList<Long> seeds(int groups) {
    return adaptive.map(design -> seeds.subList(0, groups * design.of())).orElse(seeds);
  }

  /** Whether it names the metric that is compared. */
  boolean saysWhatIsCompared() {
    return writesInReport("metric");
  }

  private boolean writesInReport(String key) {
    return base.get("report").orElse(base) instanceof ConfigNode.Mapping section
        && base.get("report").isPresent()
        && section.get(key).isPresent();
  }

  /**
   * The same, judged by what its agents are for as far as it does not say otherwise: a metric that
   * it names stays, and so does a direction.
   */
  Study withGoal(Goal agents) {
    if (saysWhatIsCompared() && !report.metric().equals(agents.metric())) {
      return this;
    }
    Better better = writesInReport("better") ? report.better() : agents.better();
    return with(variants, seeds, report.withGoal(new Goal(agents.metric(), better)));
  }

  /**
   * The variant the others are compared with: the one that {@code report.baseline} names, or the
   * first cell of it, else the reference of its ablation, else the one called baseline, else the
   * first.
   */
  public Variant baseline() {
    ImmutableList<Variant> compared = compared();
    return report
        .baseline()
        .or(() -> ablation.map(Ablation::reference))
        .flatMap(name -> named(compared, name))
        .or(() -> compared.stream().filter(Study::isCalledBaseline).findFirst())
        .orElse(compared.get(0));
  }

  /** Whether it says which variant the others are compared with. */
  public boolean saysBaseline() {
    return report.baseline().isPresent() || ablation.isPresent();
  }

  private static boolean isCalledBaseline(Variant variant) {
    return variant.name().equals(Variant.BASELINE);
  }

  /** The variant of that name, else the first cell of a variant that was written with it. */
  private static Optional<Variant> named(List<Variant> variants, String name) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .or(() -> variants.stream().filter(variant -> variant.arm().equals(name)).findFirst());
  }

  /** The base configuration with a variant's changes. */
  public ConfigNode.Mapping configuration(Variant variant) {
    return base.withPaths(variant.changes());
  }

  /**
   * The same study with so many seeds: its first ones, and beyond them those after its last.
   *
   * @throws dev.ensayo.core.config.ConfigException if one of them is a seed that it tunes on
   */
  public Study withSeedCount(int count) {
    List<Long> changed = new ArrayList<>(seeds.subList(0, Math.min(count, seeds.size())));
    while (changed.size() < count) {
      changed.add(Math.addExact(Collections.max(changed), 1L));
    }
    search.flatMap(Search::tuning).ifPresent(tuning -> tuning.checkNoLeak(changed));
    return with(variants, ImmutableList.copyOf(changed), report);
  }

  /** The same with what its search has chosen, once it has: tuned, or those that are left. */
  public Study withChosen(ChosenSettings chosen) {
    if (search.isEmpty()) {
      return this;
    }
    boolean isTuned = search.get().tuning().isPresent();
    return with(
        variants.stream()
            .filter(variant -> isTuned || chosen.of(variant.name()).isPresent())
            .map(variant -> isTuned ? chosen.into(variant) : variant)
            .collect(ImmutableList.toImmutableList()),
        seeds,
        report);
  }

  private Study with(
      ImmutableList<Variant> newVariants, ImmutableList<Long> newSeeds, ReportSpec newReport) {
    return new Study(
        name,
        question,
        base,
        newVariants,
        newSeeds,
        newReport,
        hypotheses,
        ablation,
        adaptive,
        search,
        language);
  }
}
