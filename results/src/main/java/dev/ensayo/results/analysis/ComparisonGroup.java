package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Variant;
import java.util.Optional;

/**
 * Variants that are compared with each other: all of a study, or with {@code report.within} those
 * that have one value of that setting.
 *
 * @param value of the setting, as written; empty where all variants are one group
 * @param baseline what the others of the group are compared with; empty if the group has none
 * @param variants of the group, the baseline among them, in the order of the study
 */
public record ComparisonGroup(
    String value, Optional<Variant> baseline, ImmutableList<Variant> variants) {
  /** What a variant is called among those of its group: as before the grid, if that tells. */
  public String methodOf(String variant) {
    Variant named =
        variants.stream().filter(each -> each.name().equals(variant)).findFirst().orElseThrow();
    return variants.stream().filter(each -> each.arm().equals(named.arm())).count() == 1
        ? named.arm()
        : variant;
  }
}
