package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.ensayo.core.study.HypothesesLog;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.Study;
import java.util.OptionalDouble;

/**
 * A study and what is on disk of it.
 *
 * @param study as it was run
 * @param source the study file's text; empty if it is not there
 * @param overrides what the command line changed, as {@code key=value}
 * @param hypotheses what the study expected when
 * @param looks what was decided when, where seeds are given out until it is decided
 * @param environmentThreshold the environment's reward threshold, where it is known
 * @param byVariant one run for each variant and seed that the study asks for, in that order; where
 *     seeds are given out until it is decided, that it has asked for so far
 * @param stages what is on disk of the stages of its search that come before its own runs, those
 *     that have begun
 * @param strays run folders that the study does not ask for, relative to its folder
 */
public record StudyRuns(
    Study study,
    String source,
    ImmutableList<String> overrides,
    HypothesesLog hypotheses,
    LookLog looks,
    OptionalDouble environmentThreshold,
    ImmutableListMultimap<String, RunRecord> byVariant,
    ImmutableList<StudyRuns> stages,
    ImmutableList<String> strays) {

  /**
   * Whether a look at the groups of seeds is still to be taken; never where all are run at once.
   */
  public boolean awaitsLook() {
    return study.adaptive().isPresent() && !looks.isOver();
  }

  /** All runs, variant by variant. */
  public ImmutableList<RunRecord> runs() {
    return byVariant.values().asList();
  }

  /** The runs of one variant, by seed. */
  public ImmutableList<RunRecord> of(String variant) {
    return byVariant.get(variant);
  }
}
