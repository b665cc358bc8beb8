package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.search.Pick;
import dev.ensayo.core.search.Rung;
import dev.ensayo.core.search.SearchSpace;
import dev.ensayo.core.search.SearchType;
import java.util.Optional;

/**
 * A study that looks for good settings.
 *
 * @param type which points are tried
 * @param space what is tried of which setting
 * @param rungs its stages, at least one; of one variant, as each is searched for by itself
 * @param pick what of a point's scores decides
 * @param candidates every point for every variant that is searched for, in the order in which they
 *     are tried; each one's arm is the variant
 * @param tuning if it is made with seeds of its own, and the study's runs are another matter
 */
public record Search(
    SearchType type,
    SearchSpace space,
    ImmutableList<Rung> rungs,
    Pick pick,
    ImmutableList<Variant> candidates,
    Optional<Tuning> tuning) {
  /**
   * The stages that are made before the study's own runs, in folders of their own; without tuning
   * the last is the study itself.
   */
  public ImmutableList<Rung> preliminary() {
    return tuning.isPresent() ? rungs : rungs.subList(0, rungs.size() - 1);
  }

  /** Names of the variants that are searched for, in the order written. */
  public ImmutableList<String> arms() {
    return candidates.stream()
        .map(Variant::arm)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** How many points are tried of each variant that is searched for. */
  public int points() {
    return rungs.get(0).points();
  }
}
