package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.SearchStage.Candidate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a search found for one variant.
 *
 * @param name of the variant, as written
 * @param points all that were tried, those that came furthest first, and among them the best
 * @param winner that was chosen; empty before the search has ended, and where nothing has a score
 * @param shares how much each setting explains of the scores after the first stage, where all
 *     points still had the same budget; none where fewer than three points have a score
 * @param flattery of the choice; empty without tuning, and before it can be told
 */
public record SearchedVariant(
    String name,
    ImmutableList<Point> points,
    Optional<Candidate> winner,
    ImmutableList<SettingShare> shares,
    Optional<Flattery> flattery) {
  /**
   * A point that was tried.
   *
   * @param candidate as it was in the first stage
   * @param stage the last that it came to, from 0
   * @param score there; empty if a run has none
   */
  public record Point(Candidate candidate, int stage, OptionalDouble score) {
    public String name() {
      return candidate.variant().name();
    }

    /** What it sets of a setting, as it would be written. */
    public String value(String path) {
      return SettingShare.value(candidate, path);
    }
  }

  /** How many points have no score in the stage that they came to. */
  public long lost() {
    return points.stream().filter(point -> point.score().isEmpty()).count();
  }
}
