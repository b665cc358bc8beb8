package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Problem;
import java.util.Optional;

/** Whether what else a study says goes with seeds that are given out until it is decided. */
final class AdaptiveDesign {
  private final ConfigNode.Mapping root;
  private final ReportSpec report;
  private final ImmutableList<Variant> variants;
  private final Optional<Ablation> ablation;

  /**
   * @param root of a study with {@code seeds.adaptive}
   * @param variants of the study, without those that are dropped
   */
  AdaptiveDesign(
      ConfigNode.Mapping root,
      ReportSpec report,
      ImmutableList<Variant> variants,
      Optional<Ablation> ablation) {
    this.root = root;
    this.report = report;
    this.variants = variants;
    this.ablation = ablation;
  }

  /** The first reason why it does not; empty if it does. */
  Optional<Problem> problem() {
    if (ablation.isPresent()) {
      return refused(
          "ablation",
          "does not go with seeds.adaptive: an ablation compares runs of the same seed in pairs, or"
              + " all combinations at once, and AdaStop deals out single runs; write the variants"
              + " one by one, or give seeds a count");
    }
    if (root.entries().containsKey("hypotheses")) {
      return refused(
          "hypotheses",
          "do not go with seeds.adaptive: their tests need a number of seeds that was fixed before;"
              + " give seeds a count");
    }
    if (root.entries().containsKey("tune")) {
      return refused(
          "tune",
          "does not go with seeds.adaptive: what is compared is known only after tuning, and the"
              + " level is held over comparisons that were fixed before; give seeds a count");
    }
    if (root.entries().containsKey("search")) {
      return refused(
          "search",
          "does not go with seeds.adaptive: a search decides what it goes on with, and compares"
              + " nothing; give seeds a count");
    }
    if (report.statistics().paired()) {
      return refused(
          "report",
          "paired: true does not go with seeds.adaptive: AdaStop deals out single runs and no"
              + " pairs; leave it out, or give seeds a count");
    }
    return compared();
  }

  private Optional<Problem> compared() {
    long compared =
        variants.stream().filter(variant -> !report.exclude().contains(variant.name())).count();
    if (compared < 2) {
      return refused(
          "seeds",
          "adaptive needs at least two variants that are compared: with one there is nothing to"
              + " decide; give seeds a count");
    }
    boolean isSearch =
        variants.stream().noneMatch(variant -> variant.cell().isEmpty())
            && !report.declaresComparison();
    return isSearch
        ? refused(
            "grid",
            "compares nothing by itself, so that seeds.adaptive has nothing to decide; say with"
                + " report.baseline or report.within what is compared with what, or give seeds a"
                + " count")
        : Optional.empty();
  }

  private Optional<Problem> refused(String key, String message) {
    ConfigNode node = root.entries().getOrDefault(key, root);
    return Optional.of(new Problem(node.origin(), key, message));
  }
}
